// What the officer has chosen between two records so far, through a reload of the page. It names no words of theirs.
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Picks, Side } from './compare.ts';

const choicesSchema = z.object({
  /** The one that stays; null: as it comes by itself. */
  wanted: z.nullable(z.enum(['a', 'b'])),
  picks: z.record(z.string(), z.enum(['a', 'b', 'both'])),
});

export interface Choices {
  readonly wanted: Side | null;
  readonly picks: Picks;
}

const nothing: Choices = { wanted: null, picks: {} };
const keyOf = (a: string, b: string): string => `viectot-compare/${a}/${b}`;

export function useChoices(a: string, b: string): readonly [Choices, (choices: Choices) => void] {
  const [choices, setChoices] = useState(() => read(keyOf(a, b)));
  const choose = (next: Choices) => {
    setChoices(next);
    try {
      sessionStorage.setItem(keyOf(a, b), JSON.stringify(next));
    } catch {
      // It only spares a second choosing.
    }
  };
  return [choices, choose];
}

/** It is decided. */
export function forgetChoices(a: string, b: string): void {
  sessionStorage.removeItem(keyOf(a, b));
}

function read(key: string): Choices {
  try {
    return choicesSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? ''));
  } catch {
    return nothing;
  }
}
