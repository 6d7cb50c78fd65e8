// A record that became part of another: where its deed goes on. What was written here stays to be read.
import type { RecordPage } from '../../db/live.ts';
import { mergedView } from '../../i18n/vi/record-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function MergedNotice({ page }: { page: Pick<RecordPage, 'mergedInto'> }) {
  const { mergedInto } = page;
  if (mergedInto === null) return null;
  const { id, dossier, isWaiting } = mergedInto;
  return (
    <Notice
      tone="sky"
      icon="merged"
      title={dossier === null ? mergedView.intoOther : mergedView.into(dossier)}
      actions={
        dossier === null ? null : (
          <Button icon="forward" href={`/r/${id}`}>
            {mergedView.open(dossier)}
          </Button>
        )
      }
    >
      {isWaiting ? mergedView.waiting : mergedView.kept}
    </Notice>
  );
}
