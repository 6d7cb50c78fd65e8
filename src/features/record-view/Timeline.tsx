// Everything that happened to a record: who, when the server took it, and what the phone's clock said where it differs.
import './record-view.css';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { timeline } from '../../i18n/vi/record-view.ts';
import { commandLabels, eventLabels } from '../../i18n/vi/records.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { RecordEvent } from '../../shared/wire/down.ts';

interface TimelineProps {
  kind: string;
  events: readonly RecordEvent[];
  /** Changes of this phone that wait to be sent. */
  pending: number;
}

export function Timeline({ kind, events, pending }: TimelineProps) {
  return (
    <section class="stack-small">
      <h2>{timeline.title}</h2>
      {events.length === 0 ? <p class="muted">{timeline.none}</p> : null}
      <ol class="record-timeline">
        {events.map((event) => (
          <li key={event.opId}>
            <p class="record-event">{eventName(event)}</p>
            <p class="muted small">{whoAndWhen(event)}</p>
            {event.note ? <p class="record-text">{event.note}</p> : null}
            {event.fields && event.fields.length > 0 ? (
              <p class="small">{fieldNames(kind, event.fields).join(', ')}</p>
            ) : null}
          </li>
        ))}
      </ol>
      {pending > 0 ? <p class="muted small">{timeline.waiting(pending)}</p> : null}
    </section>
  );
}

function eventName(event: RecordEvent): string {
  const command = event.command;
  return (command === undefined ? undefined : commandLabels[command]) ?? eventLabels[event.kind];
}

/** Below it the two clocks tell a reader nothing: a phone is often minutes off, and sending takes its time. */
const notableMs = 10 * 60_000;

/** The server's time; what the phone's clock said only where it tells something, as of a deed written before the signal came. */
export function whoAndWhen({ by, at, receivedAt }: Pick<RecordEvent, 'by' | 'at' | 'receivedAt'>): string {
  const received = Date.parse(receivedAt);
  const claimed = Date.parse(at);
  const differs = Math.abs(received - claimed) >= notableMs;
  return [by.name, printInstant(received), ...(differs ? [timeline.claimed(printInstant(claimed))] : [])].join(' · ');
}

/** Each field once, whichever row of a set it stands in. */
const fieldNames = (kind: string, paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => fieldLabel(kind, path))),
];
