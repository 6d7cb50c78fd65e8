// One change: what was done, by whom, when, on which device, and every value from what to what.
import type { RecordPage } from '../../db/live.ts';
import { historyWords as words } from '../../i18n/vi/history.ts';
import { parsePath } from '../../shared/domain/kind.ts';
import type { HistoryEntry } from '../../shared/wire/history.ts';
import { fieldWords } from './field-words.ts';
import { type HistoryLine, historyLines } from './history-lines.ts';
import { MarkedText } from './MarkedText.tsx';
import { type NotTakenLine, notTakenLines } from './not-taken.ts';
import type { UnitName } from './print-value.ts';
import { eventName, whoAndWhen } from './Timeline.tsx';
import { isWorthMarking } from './text-parts.ts';

interface HistoryEntryProps {
  page: Pick<RecordPage, 'kind' | 'view' | 'conflicts' | 'ended' | 'events' | 'local' | 'tookOver'>;
  entry: HistoryEntry;
  unitName: UnitName;
}

export function HistoryEntryItem({ page, entry, unitName }: HistoryEntryProps) {
  const lines = historyLines(page.kind, entry, page.view, unitName, rowsTakenOver(page, entry));
  const label = eventName(page, entry);
  const notTaken = notTakenLines(page, entry, unitName);
  // Their words were erased, or the commune's server is older than this page.
  const wordless = entry.filed?.filter((path) => !notTaken.some((line) => line.path === path)) ?? [];
  const filed = wordless.map((path) => fieldWords(page.kind, path, page.view));
  const same = entry.command === 'resolve' ? words.stays : words.already;
  return (
    <li>
      <p class="record-event">{label}</p>
      <p class="muted small">{whoAndWhen(entry)}</p>
      {entry.note ? <p class="record-text">{entry.note}</p> : null}
      {entry.kind === 'create' && lines.length > 0 ? (
        <details class="history-more">
          <summary>{words.more(lines.length)}</summary>
          <Lines lines={lines} same={same} isFirst />
        </details>
      ) : (
        <Lines lines={lines} same={same} />
      )}
      <NotTaken lines={notTaken} above={lines} />
      {filed.length > 0 ? <p class="small">{words.filed([...new Set(filed)].join(', '))}</p> : null}
      {entry.erased ? <p class="muted small">{words.erased}</p> : null}
    </li>
  );
}

/** The history tells values that somebody wrote; which rows came with another record, the event of the merge names. */
const rowsTakenOver = ({ events }: Pick<RecordPage, 'events'>, { opId, command }: HistoryEntry): readonly string[] => {
  if (command !== 'merge') return [];
  const { fields = [] } = events.find((event) => event.opId === opId) ?? {};
  return fields.filter((path) => parsePath(path) === null);
};

interface LinesProps {
  lines: readonly HistoryLine[];
  /** Before what stood already. */
  same: string;
  isFirst?: boolean;
}

function Lines({ lines, same, isFirst = false }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <ul class="history-lines">
      {lines.map((line) =>
        line.type === 'sentence' ? (
          <li key={line.text}>{line.text}</li>
        ) : (
          <li key={line.path}>
            <p class="history-field">{line.label}</p>
            {line.type === 'same' ? <Said word={same} text={line.text} /> : <Value line={line} isFirst={isFirst} />}
          </li>
        ),
      )}
    </ul>
  );
}

/** The field is named once where what stands in it is said just above. */
function NotTaken({ lines, above }: { lines: readonly NotTakenLine[]; above: readonly HistoryLine[] }) {
  if (lines.length === 0) return null;
  const last = above.at(-1);
  const named = last && last.type !== 'sentence' ? last.path : null;
  return (
    <ul class="history-lines">
      {lines.map(({ path, label, word, text }) => (
        <li key={path}>
          {path === named ? null : <p class="history-field">{label}</p>}
          <Said word={word} text={text} />
        </li>
      ))}
    </ul>
  );
}

function Value({ line: { from, to }, isFirst }: { line: Extract<HistoryLine, { type: 'value' }>; isFirst: boolean }) {
  if (isFirst) return <p class="record-text">{to}</p>;
  if (from !== null && isWorthMarking(from, to)) return <MarkedText from={from} to={to} side="both" brief />;
  return (
    <>
      {from === null ? <p class="muted small">{words.unknownBefore}</p> : null}
      {from ? <Said word={words.from} text={from} /> : null}
      {to === '' ? (
        <p class="muted">{words.cleared}</p>
      ) : (
        <Said word={from === null || from === '' ? words.wrote : words.to} text={to} />
      )}
    </>
  );
}

const Said = ({ word, text }: { word: string; text: string }) => (
  <p class="record-text">
    <span class="muted">{word} </span>
    {text}
  </p>
);
