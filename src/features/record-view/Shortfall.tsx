// What a complete dossier still lacks. It never stops sending or receiving.
import { missingTexts } from '../../i18n/vi/missing.ts';
import { missingSentence } from '../../i18n/vi/missing-sentence.ts';
import type { Missing } from '../../shared/domain/record.ts';
import { Notice } from '../../ui/Notice.tsx';

export function Shortfall({ kind, missing }: { kind: string; missing: readonly Missing[] }) {
  if (missing.length === 0)
    return (
      <Notice tone="leaf" icon="checkCircle">
        {missingTexts.complete}
      </Notice>
    );
  const sentences = [...new Set(missing.map((item) => missingSentence(kind, item)))];
  return (
    <details class="record-shortfall">
      <summary>{missingTexts.count(sentences.length)}</summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
