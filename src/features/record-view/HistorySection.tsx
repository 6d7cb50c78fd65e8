// "Lịch sử thay đổi": fetched when it is opened. Without signal it says so, and what was fetched before stays readable.
import './history.css';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import { historyWords as words } from '../../i18n/vi/history.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useSession } from '../session/context.ts';
import { useOnline } from '../session/use-online.ts';
import { HistoryEntryItem } from './HistoryEntryItem.tsx';
import {
  HistoryApi,
  type HistoryFailure,
  historyFailureSentence,
  type KeptHistory,
  keepHistory,
  keptHistory,
} from './history-api.ts';
import type { UnitName } from './print-value.ts';

interface HistoryProps {
  page: RecordPage;
  unitName: UnitName;
}

export function HistorySection(props: HistoryProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section class="stack-small">
      <h2>{words.title}</h2>
      {isOpen ? (
        <Opened {...props} />
      ) : (
        <div>
          <Button icon="clock" onClick={() => setIsOpen(true)}>
            {words.open}
          </Button>
        </div>
      )}
    </section>
  );
}

function Opened({ page, unitName }: HistoryProps) {
  const { kept, failure, isAsking, ask } = useHistory(page);
  return (
    <div class="stack-small" aria-busy={isAsking}>
      {kept === null && failure === null ? <Skeleton label={words.loading} lines={4} /> : null}
      {failure === null ? null : (
        <Notice
          tone={failure === 'offline' ? 'muted' : 'amber'}
          icon={failure === 'offline' ? 'offline' : 'info'}
          live="status"
          actions={
            <Button icon="refresh" busy={isAsking} onClick={ask}>
              {words.retry}
            </Button>
          }
        >
          {failure === 'offline' ? null : <p>{words.failed}</p>}
          <p>{kept ? words.keptFrom(printInstant(kept.fetchedAt)) : historyFailureSentence(failure)}</p>
        </Notice>
      )}
      {kept ? <Entries page={page} kept={kept} unitName={unitName} /> : null}
    </div>
  );
}

function Entries({ page, kept, unitName }: HistoryProps & { kept: KeptHistory }) {
  const { entries } = kept.history;
  if (entries.length === 0) return <p class="muted">{words.none}</p>;
  return (
    <>
      <p class="muted small">{words.intro}</p>
      <ol class="record-timeline" reversed>
        {entries.toReversed().map((entry) => (
          <HistoryEntryItem key={entry.opId} page={page} entry={entry} unitName={unitName} />
        ))}
      </ol>
    </>
  );
}

/** Asked for when it is opened, when the network comes back, and when the record has moved on. */
function useHistory({ id, events }: RecordPage) {
  const { db, deps } = useSession();
  const askCommune = useContext(HistoryApi);
  const isOnline = useOnline();
  const [kept, setKept] = useState(() => keptHistory(db, id));
  const [failure, setFailure] = useState<HistoryFailure | null>(null);
  const [turn, setTurn] = useState(0);
  const [isAsking, setIsAsking] = useState(false);
  const last = events.at(-1)?.opId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn`, `last` and `isOnline` say when to ask again
  useEffect(() => {
    let isShown = true;
    setIsAsking(true);
    void askCommune(id).then((answer) => {
      if (!isShown) return;
      setIsAsking(false);
      setFailure(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      const fresh = { history: answer.value, fetchedAt: deps.now() };
      keepHistory(db, id, fresh);
      setKept(fresh);
    });
    return () => {
      isShown = false;
    };
  }, [askCommune, db, deps, id, isOnline, last, turn]);
  return { kept, failure, isAsking, ask: () => setTurn((count) => count + 1) };
}
