// Everything that happened to a record: who, when the server took it, and what the phone's clock said where it differs.
import './record-view.css';
import type { RecordPage } from '../../db/live.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { timeline } from '../../i18n/vi/record-view.ts';
import { commandLabels, eventLabels } from '../../i18n/vi/records.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { Conflict, RecordEvent } from '../../shared/wire/down.ts';
import { chosenIn, type EndedPage, endingWords } from './endings.ts';

export function Timeline({ page }: { page: RecordPage }) {
  const { kind, events, pending } = page;
  // Open and ended: an event says what of it was not taken, and how a conflict ended.
  const conflicts = [...page.conflicts, ...page.ended];
  return (
    <section class="stack-small">
      <h2>{timeline.title}</h2>
      {events.length === 0 ? <p class="muted">{timeline.none}</p> : null}
      <ol class="record-timeline">
        {events.map((event) => (
          <li key={event.opId}>
            <p class="record-event">{eventName(page, event)}</p>
            <p class="muted small">{whoAndWhen(event)}</p>
            {event.note ? <p class="record-text">{event.note}</p> : null}
            {event.fields && event.fields.length > 0 ? (
              <p class="small">{fieldNames(kind, event.fields).join(', ')}</p>
            ) : null}
            <Filed page={page} conflicts={conflicts.filter(({ opId }) => opId === event.opId)} />
            {event.marks && event.marks.length > 0 ? (
              <p class="small">{timeline.marked(fieldNames(kind, event.marks))}</p>
            ) : null}
          </li>
        ))}
      </ol>
      {pending > 0 ? <p class="muted small">{timeline.waiting(pending)}</p> : null}
    </section>
  );
}

/** What of it the commune did not take, because there was something else: what is still to be chosen, and what was. */
function Filed({ page, conflicts }: { page: RecordPage; conflicts: readonly Conflict[] }) {
  const open = conflicts.filter(({ resolvedBy }) => resolvedBy === null).map(({ field }) => field);
  const ended = conflicts.filter(({ resolvedBy }) => resolvedBy !== null);
  return (
    <>
      {open.length > 0 ? <p class="small">{timeline.filed(fieldNames(page.kind, open))}</p> : null}
      {ended.map((conflict) => (
        <p key={conflict.id} class="small">
          {endedSentence(page, conflict)}
        </p>
      ))}
    </>
  );
}

function endedSentence(page: RecordPage, conflict: Conflict): string {
  const field = fieldLabel(page.kind, conflict.field);
  const [by, ending] = [conflict.resolution?.by.name, endingWords(conflict, page)];
  return by === undefined || ending === null ? timeline.filedDone(field) : timeline.filedEnded(field, by, ending);
}

/** What was done, in words; of a choice between two people's words, whose; of a merge, what became part of this record. */
export function eventName(
  page: Pick<RecordPage, 'kind' | 'ended' | 'tookOver'> & EndedPage,
  event: Pick<RecordEvent, 'opId' | 'kind' | 'command' | 'rev'>,
): string {
  const command = event.command;
  const label = (command === undefined ? undefined : commandLabels[command]) ?? eventLabels[event.kind];
  const other = page.tookOver.find(({ opId }) => opId === event.opId);
  if (other) return timeline.tookOver(label, other.dossier, other.author);
  const conflict = chosenIn(event, page.ended);
  const ending = conflict ? endingWords(conflict, page) : null;
  if (!conflict || ending === null) return label;
  return timeline.chosen(label, fieldLabel(page.kind, conflict.field), ending);
}

/** Below it the two clocks tell a reader nothing: a phone is often minutes off, and sending takes its time. */
const notableMs = 10 * 60_000;

/** The server's time; what the phone's clock said only where it tells something, as of a deed written before the signal came. */
export function whoAndWhen({
  by,
  at,
  receivedAt,
  device,
}: Pick<RecordEvent, 'by' | 'at' | 'receivedAt' | 'device'>): string {
  return [
    by.name,
    printInstant(Date.parse(receivedAt)),
    ...claimedAt(at, receivedAt),
    ...(device === undefined ? [] : [timeline.device(device)]),
  ].join(' · ');
}

/** Nothing where the two clocks agree. */
export function claimedAt(at: string, receivedAt: string): readonly string[] {
  const claimed = Date.parse(at);
  return Math.abs(Date.parse(receivedAt) - claimed) >= notableMs ? [timeline.claimed(printInstant(claimed))] : [];
}

/** Each field once, whichever row of a set it stands in. */
export const fieldNames = (kind: string, paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => fieldLabel(kind, path))),
];
