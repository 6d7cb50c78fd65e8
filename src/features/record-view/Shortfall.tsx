// What a complete dossier still lacks, each with the way to its place in the form. It never stops sending or receiving.
import { missingSentence, missingTexts } from '../../i18n/vi/missing-sentence.ts';
import type { Missing } from '../../shared/domain/record.ts';
import { Notice } from '../../ui/Notice.tsx';

interface ShortfallProps {
  kind: string;
  missing: readonly Missing[];
  /** The form; behind `#` it takes the name of the field. Null: the reader may not write in it. */
  editHref: string | null;
}

export function Shortfall({ kind, missing, editHref }: ShortfallProps) {
  if (missing.length === 0)
    return (
      <Notice tone="leaf" icon="checkCircle">
        {missingTexts.complete}
      </Notice>
    );
  // Three people without a gender are one line, which leads to the first of them.
  const fields = new Map(missing.toReversed().map((item) => [missingSentence(kind, item), item.path.split('/')[0]]));
  const sentences = [...fields].reverse();
  return (
    <details class="record-shortfall">
      <summary>{missingTexts.count(sentences.length)}</summary>
      <ul>
        {sentences.map(([sentence, field]) => (
          <li key={sentence}>{editHref === null ? sentence : <a href={`${editHref}#${field}`}>{sentence}</a>}</li>
        ))}
      </ul>
    </details>
  );
}
