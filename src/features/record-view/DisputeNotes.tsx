// What those who wrote are told: that two people wrote different things, calmly, with both to read; and later how it ended.
import './disputes.css';
import { liveNewEnds, noteEndsRead } from '../../db/disputes.ts';
import type { RecordPage } from '../../db/live.ts';
import type { ConflictRow } from '../../db/rows.ts';
import { disputes as words } from '../../i18n/vi/disputes.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { DisputeSides } from './DisputeSides.tsx';
import { type Dispute, disputesOf } from './disputes.ts';
import { endingWords, isLeftEmpty } from './endings.ts';
import { fieldWords } from './field-words.ts';
import type { UnitName } from './print-value.ts';

export function DisputeNotes({ page, unitName }: { page: RecordPage; unitName: UnitName }) {
  const { me } = useSession();
  return (
    <>
      <Ended page={page} />
      {disputesOf(page).map((dispute) => (
        <Notice key={dispute.conflict.id} tone="amber" icon="people">
          <p>{`${whoWrote(dispute, fieldWords(page.kind, dispute.conflict.field, page.view), me.accountId)} ${words.calm}`}</p>
          <details class="dispute-read">
            <summary>{words.read}</summary>
            <DisputeSides page={page} dispute={dispute} unitName={unitName} />
          </details>
        </Notice>
      ))}
    </>
  );
}

/** Stays on every opening until the person says that they have read it: a phone may lie open with nobody before it. */
function Ended({ page }: { page: RecordPage }) {
  const { db, deps, me } = useSession();
  const news = useLive(() => liveNewEnds(db, deps.now()), [db, deps]) ?? [];
  const ends = news.filter(({ recordId }) => recordId === page.id);
  if (ends.length === 0) return null;
  const ids = ends.map(({ id }) => id);
  return (
    <Notice
      tone="leaf"
      icon="checkCircle"
      title={words.endedTitle}
      actions={<Button onClick={() => void noteEndsRead(db, ids)}>{words.gotIt}</Button>}
    >
      <ul>
        {ends.map((conflict) => (
          <li key={conflict.id}>{endedSentence(page, conflict, me.accountId)}</li>
        ))}
      </ul>
      <p>{words.endedKept}</p>
    </Notice>
  );
}

function endedSentence(page: RecordPage, conflict: ConflictRow, accountId: string): string {
  const by = conflict.resolution?.by.name ?? words.somebody;
  const field = fieldWords(page.kind, conflict.field, page.view);
  if (isLeftEmpty(conflict, page)) return words.endedEmpty(by, field);
  return words.ended(by, endingWords(conflict, page, accountId) ?? '', field);
}

function whoWrote({ conflict, standing, other }: Dispute, field: string, accountId: string): string {
  const { keptBy = { id: standing.by.id, name: standing.by.name, device: standing.by.device } } = conflict;
  const [kept, late] = [keptBy.name ?? words.somebody, other.by.name ?? words.somebody];
  const isMyOther = other.by.id === accountId;
  if (keptBy.id !== null && keptBy.id === other.by.id) {
    const devices = twoDevices(keptBy.device, other.by.device);
    return isMyOther ? words.ofOne(field, devices) : words.ofOther(late, field, devices);
  }
  if (isMyOther) return words.both(kept, field);
  return keptBy.id === accountId ? words.both(late, field) : words.two(kept, late, field);
}

/** Named only where the names tell the two apart. */
const twoDevices = (one: string | null = null, two: string | null): readonly string[] =>
  one === null || two === null || one === two ? [] : [one, two];
