// `/`, `/sang-kien` and `/r/<recordId>`: the list and one record, beside one another from 900 px.
import { liveRecord } from '../../db/live.ts';
import { records } from '../../i18n/vi/records.ts';
import { Button } from '../../ui/Button.tsx';
import { ListDetail, Page } from '../../ui/Page.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import type { ListKind } from './list-kind.ts';
import { RecordDetail } from './RecordDetail.tsx';
import { RecordList } from './RecordList.tsx';

export function RecordsPage({ kind, recordId }: { kind?: ListKind; recordId?: string }) {
  const { db } = useSession();
  const record = useLive(
    () => (recordId === undefined ? { subscribe: () => ({ unsubscribe: () => undefined }) } : liveRecord(db, recordId)),
    [db, recordId],
  );
  const listKind: ListKind = kind ?? (record?.kind === 'initiative' ? 'initiative' : 'nomination');
  const title = listKind === 'initiative' ? records.initiatives : records.title;
  return (
    <ListDetail
      listLabel={title}
      detailLabel={records.record}
      placeholder={records.choose}
      list={
        <Page
          title={title}
          width="wide"
          actions={
            // The bar of the app has the way to a new deed already.
            listKind === 'initiative' ? (
              <Button variant="primary" icon="add" href="/sang-kien/moi">
                {records.emptyAction.initiative}
              </Button>
            ) : null
          }
        >
          <RecordList key={listKind} kind={listKind} chosen={recordId ?? null} />
        </Page>
      }
      detail={recordId === undefined ? null : <RecordDetail key={recordId} recordId={recordId} />}
    />
  );
}
