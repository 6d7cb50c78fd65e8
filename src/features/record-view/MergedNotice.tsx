// A record that became part of another: where its deed goes on. What was written here stays to be read; what came
// later and was not taken waits there.
import type { RecordPage } from '../../db/live.ts';
import { mergedView } from '../../i18n/vi/record-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { fieldNames } from './Timeline.tsx';

export function MergedNotice({ page }: { page: Pick<RecordPage, 'kind' | 'mergedInto'> }) {
  const { kind, mergedInto } = page;
  if (mergedInto === null) return null;
  const { id, dossier, isWaiting, disputed } = mergedInto;
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
      <p>{isWaiting ? mergedView.waiting : mergedView.kept}</p>
      {dossier !== null && disputed.length > 0 ? (
        <p>{mergedView.disputed(dossier, fieldNames(kind, disputed))}</p>
      ) : null}
    </Notice>
  );
}
