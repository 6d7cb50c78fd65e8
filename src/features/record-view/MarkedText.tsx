// A text with what differs from another marked in it: by line through or under it, by weight, by colour, and in words that are read out.
import './marked-text.css';
import { useEffect, useState } from 'preact/hooks';
import { marks } from '../../i18n/vi/disputes.ts';
import { abridged, isWorthMarking, partsOf, type Side } from './text-parts.ts';
import type { Part } from './word-diff.ts';

interface MarkedTextProps {
  from: string;
  to: string;
  side: Side;
  /** Leaves out the long stretches that stayed. */
  brief?: boolean;
}

export function MarkedText({ from, to, side, brief = false }: MarkedTextProps) {
  const parts = useParts(from, to);
  // Until the marks are there, and where they are not worth it, the text stands whole.
  if (parts === null)
    return side === 'both' ? <Whole from={from} to={to} /> : <p class="record-text">{side === 'from' ? from : to}</p>;
  const shown = partsOf(parts, side);
  return (
    <p class="record-text marked-text">
      {(brief ? abridged(shown) : shown).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        <Marked key={at} part={part} isBeside={side !== 'both'} />
      ))}
    </p>
  );
}

/** Both, one after the other. */
function Whole({ from, to }: { from: string; to: string }) {
  return (
    <div class="stack-small marked-text">
      <p class="record-text">
        <del>
          <span class="visually-hidden">{marks.removed} </span>
          {from}
        </del>
      </p>
      <p class="record-text">
        <ins>
          <span class="visually-hidden">{marks.added} </span>
          {to}
        </ins>
      </p>
    </div>
  );
}

interface MarkedProps {
  part: Part;
  /** The other text stands beside this one: neither came first, and nothing is taken out. */
  isBeside: boolean;
}

function Marked({ part: { type, text }, isBeside }: MarkedProps) {
  if (type === 'same' || text.trim() === '') return <span>{text}</span>;
  const change = type === 'added' ? 'ins' : 'del';
  const Tag = isBeside ? 'mark' : change;
  return (
    <Tag>
      <span class="visually-hidden"> {said[Tag]} </span>
      {text}
      <span class="visually-hidden"> {marks.end} </span>
    </Tag>
  );
}

const said = { ins: marks.added, del: marks.removed, mark: marks.onlyHere } as const;

/** Null while they are not known, and where there is nothing to mark. */
function useParts(from: string, to: string): readonly Part[] | null {
  const [known, setKnown] = useState<{ from: string; to: string; parts: readonly Part[] | null } | null>(null);
  useEffect(() => {
    if (!isWorthMarking(from, to)) return;
    let isShown = true;
    import('./word-diff.ts').then(
      ({ wordDiff }) => {
        if (isShown) setKnown({ from, to, parts: wordDiff(from, to) });
      },
      () => undefined, // without it both texts are still read whole
    );
    return () => {
      isShown = false;
    };
  }, [from, to]);
  return known?.from === from && known.to === to ? known.parts : null;
}
