// Why something of this record was refused, and that nothing of it is lost.
import type { RecordPage } from '../../db/live.ts';
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { attention } from '../../i18n/vi/record-view.ts';
import { Notice } from '../../ui/Notice.tsx';

export function Refusals({ page }: { page: Pick<RecordPage, 'attention'> }) {
  const refusals = [...new Set(page.attention.flatMap(({ refusal }) => (refusal ? [refusalSentence(refusal)] : [])))];
  return refusals.length > 0 ? (
    <Notice tone="red" icon="alert" title={attention.title}>
      {refusals.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{attention.kept}</p>
    </Notice>
  ) : null;
}
