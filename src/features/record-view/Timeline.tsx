// Everything that happened to a record: who, when the server took it, and what the phone's clock said where it differs.
import './record-view.css';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { timeline } from '../../i18n/vi/record-view.ts';
import { commandLabels, eventLabels } from '../../i18n/vi/records.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { Conflict, RecordEvent } from '../../shared/wire/down.ts';
import { chosenIn, endingWords } from './endings.ts';

interface TimelineProps {
  kind: string;
  events: readonly RecordEvent[];
  /** Open and ended: an event says what of it was not taken, and how a conflict ended. */
  conflicts: readonly Conflict[];
  /** Changes of this phone that wait to be sent. */
  pending: number;
}

export function Timeline({ kind, events, conflicts, pending }: TimelineProps) {
  return (
    <section class="stack-small">
      <h2>{timeline.title}</h2>
      {events.length === 0 ? <p class="muted">{timeline.none}</p> : null}
      <ol class="record-timeline">
        {events.map((event) => (
          <li key={event.opId}>
            <p class="record-event">{eventName(kind, event, conflicts)}</p>
            <p class="muted small">{whoAndWhen(event)}</p>
            {event.note ? <p class="record-text">{event.note}</p> : null}
            {event.fields && event.fields.length > 0 ? (
              <p class="small">{fieldNames(kind, event.fields).join(', ')}</p>
            ) : null}
            <Filed kind={kind} conflicts={conflicts.filter(({ opId }) => opId === event.opId)} />
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

/** What of it the commune did not take, because somebody else had written there. */
function Filed({ kind, conflicts }: { kind: string; conflicts: readonly Conflict[] }) {
  if (conflicts.length === 0) return null;
  const fields = conflicts.map(({ field }) => field);
  return <p class="small">{timeline.filed(fieldNames(kind, fields))}</p>;
}

/** What was done, in words; of a choice between two people's words, whose. */
export function eventName(
  kind: string,
  event: Pick<RecordEvent, 'kind' | 'command' | 'rev'>,
  conflicts: readonly Conflict[],
): string {
  const command = event.command;
  const label = (command === undefined ? undefined : commandLabels[command]) ?? eventLabels[event.kind];
  const conflict = chosenIn(event, conflicts);
  const ending = conflict ? endingWords(conflict) : null;
  if (!conflict || ending === null) return label;
  return timeline.chosen(label, fieldLabel(kind, conflict.field), ending);
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
const fieldNames = (kind: string, paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => fieldLabel(kind, path))),
];
