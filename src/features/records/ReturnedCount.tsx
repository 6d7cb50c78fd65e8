// "Bị trả lại 1": a record that waits for its author is found whatever else stands in the list.
import { liveList } from '../../db/live.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { Button } from '../../ui/Button.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import type { ListKind } from './list-kind.ts';

const most = 50;

export function ReturnedCount({ kind, onShow }: { kind: ListKind; onShow: () => void }) {
  const { db } = useSession();
  const page = useLive(() => liveList(db, { kind, status: 'returned', limit: most }), [db, kind], true);
  const count = page?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <div class="record-list-returned">
      <Button icon="returned" wide label={steps.showReturned(count)} onClick={onShow}>
        {steps.count(count, page?.more ?? false)}
      </Button>
    </div>
  );
}
