// Lines pasted from a message or a spreadsheet: one thing a line, its parts behind semicolons or tabs.
import { nfc } from '../../shared/lib/fold.ts';

export interface PastedLine {
  /** Number of the line in the box, from 1. */
  readonly line: number;
  readonly parts: readonly string[];
}

/** Blank lines do not count; numbering in front ("1.", "2)", "-") is no part of a name. */
export function pastedLines(text: string): readonly PastedLine[] {
  return nfc(text)
    .split(/\r\n|\r|\n/)
    .map((raw, at) => ({
      line: at + 1,
      parts: raw
        .replace(/^\s*(?:\d{1,3}[.)]|[-•*])\s+/u, '')
        .split(/[;\t]/)
        .map(tidy),
    }))
    .filter(({ parts }) => parts.some((part) => part !== ''));
}

const tidy = (text: string): string => text.trim().replace(/\s+/gu, ' ');
export const longestName = 200;
