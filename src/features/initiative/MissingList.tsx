// "Hồ sơ còn thiếu …": said, never in the way.
import { missingSentence, missingTexts } from '../../i18n/vi/missing-sentence.ts';
import type { Missing } from '../../shared/domain/record.ts';
import { Notice } from '../../ui/Notice.tsx';

export function MissingList({ kind, missing }: { kind: string; missing: readonly Missing[] }) {
  if (missing.length === 0)
    return (
      <Notice tone="leaf" icon="checkCircle">
        {missingTexts.complete}
      </Notice>
    );
  const sentences = [...new Set(missing.map((one) => missingSentence(kind, one)))];
  return (
    <Notice tone="amber" icon="info" title={missingTexts.count(sentences.length)}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>{missingTexts.laterIsFine}</p>
    </Notice>
  );
}
