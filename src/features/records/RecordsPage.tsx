// `/`, `/sang-kien` and `/r/<recordId>`: the list and one record, beside one another from 900 px.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { liveRecord } from '../../db/live.ts';
import { records } from '../../i18n/vi/records.ts';
import { mayRecord } from '../../shared/domain/role.ts';
import { Button } from '../../ui/Button.tsx';
import { ListDetail, Page } from '../../ui/Page.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import type { ListKind } from './list-kind.ts';
import { RecordDetail } from './RecordDetail.tsx';
import { RecordList } from './RecordList.tsx';

export function RecordsPage({ kind, recordId }: { kind?: ListKind; recordId?: string }) {
  const { db, me } = useSession();
  const record = useLive(
    () => (recordId === undefined ? { subscribe: () => ({ unsubscribe: () => undefined }) } : liveRecord(db, recordId)),
    [db, recordId],
  );
  const listKind: ListKind = kind ?? (record?.kind === 'initiative' ? 'initiative' : 'nomination');
  usePlaceInList(listKind, recordId === undefined);
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
            listKind === 'initiative' && mayRecord(me) ? (
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

/** A phone shows the list or a record. Back by the arrow, the list stands where it was left, as it does by the system's button. */
function usePlaceInList(kind: ListKind, isListInFront: boolean): void {
  const left = useRef<{ readonly kind: ListKind; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    if (!isListInFront) return;
    const note = () => {
      left.current = { kind, top: window.scrollY };
    };
    const top = left.current?.kind === kind ? left.current.top : 0;
    // After the router, which begins every page at its top.
    const soon = top > 0 ? requestAnimationFrame(() => window.scrollTo(0, top)) : 0;
    window.addEventListener('scroll', note, { passive: true });
    return () => {
      cancelAnimationFrame(soon);
      window.removeEventListener('scroll', note);
    };
  }, [kind, isListInFront]);
}
