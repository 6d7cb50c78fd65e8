// The two sides of a conflict beside one another; on a phone one above the other. Each with who wrote it, when, and on which device.
import './disputes.css';
import type { ComponentChildren } from 'preact';
import type { RecordPage } from '../../db/live.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { disputes as words } from '../../i18n/vi/disputes.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Facts } from '../../ui/Facts.tsx';
import { useSession } from '../session/context.ts';
import { type Dispute, isMine, isOfOnePerson, type Writer } from './disputes.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { MarkedText } from './MarkedText.tsx';
import { Picture } from './Picture.tsx';
import type { UnitName } from './print-value.ts';
import { claimedAt } from './Timeline.tsx';
import { isWorthMarking } from './text-parts.ts';

export interface DisputeSidesProps {
  page: RecordPage;
  dispute: Dispute;
  unitName: UnitName;
}

export function DisputeSides(props: DisputeSidesProps) {
  const { page, dispute, unitName } = props;
  const { me } = useSession();
  if (dispute.about.type !== 'value') return <RowSides {...props} />;
  const { standing, other, conflict } = dispute;
  const print = (value: typeof other.value) => valueWords(conflict.field, value, page.view, unitName);
  const [from, to] = [print(standing.value), print(other.value)];
  return (
    <>
      {isWorthMarking(from, to) ? <p class="muted small">{words.legend}</p> : null}
      <div class="dispute-sides">
        <Side title={isMine(standing.by, me.accountId) ? words.standingMine : words.standing} by={standing.by}>
          <Words from={from} to={to} side="from" />
        </Side>
        <Side title={otherTitle(other.by, me.accountId)} by={other.by}>
          <Words from={from} to={to} side="to" />
        </Side>
      </div>
    </>
  );
}

function otherTitle(by: Writer, accountId: string): string {
  if (isMine(by, accountId)) return words.mine;
  return by.name ? words.wrote(by.name) : words.other;
}

function Side({ title, by, children }: { title: string; by: Writer; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is typed into
    <div class="dispute-side" role="group" aria-label={title}>
      <p class="dispute-side-title">{title}</p>
      {children}
      <p class="muted small">{writerWords(by)}</p>
    </div>
  );
}

function Words({ from, to, side }: { from: string; to: string; side: 'from' | 'to' }) {
  const text = side === 'from' ? from : to;
  if (text === '') return <p class="muted">{words.nothing}</p>;
  return <MarkedText from={from} to={to} side={side} />;
}

/** A row that one took out while the other wrote in it: what happened in a sentence, and the row as far as it is here. */
function RowSides({ page, dispute, unitName }: DisputeSidesProps) {
  const { about, standing, other, conflict } = dispute;
  const { accountId } = useSession().me;
  if (about.type === 'value') return null;
  const { set, rowId } = about;
  const isMyOther = isMine(other.by, accountId);
  const who = other.by.name ?? words.unknownWriter;
  const writer = isMine(standing.by, accountId) ? words.youToo : (standing.by.name ?? words.somebody);
  const label = fieldLabel(page.kind, set);
  const isPhoto = set === 'photos';
  const isHere = page.view.rows[set]?.[rowId] !== undefined || page.photosHere.some(({ id }) => id === rowId);
  return (
    <div class="stack-small">
      <p>
        {about.type === 'removal'
          ? words.removal(
              isMyOther ? words.you : who,
              isOfOnePerson(standing.by, other.by, accountId) ? null : writer,
              isPhoto ? null : label,
            )
          : words.gone(isMyOther ? words.youToo : who, isPhoto ? null : label)}
      </p>
      {isPhoto && isHere ? (
        <div class="dispute-photo">
          <Picture recordId={page.id} photoId={rowId} size="thumb" held={page.held[rowId]} alt={label} />
        </div>
      ) : null}
      {about.type === 'gone' ? (
        <p>
          <span class="muted">{fieldWords(page.kind, conflict.field, page.view)}: </span>
          {valueWords(conflict.field, other.value, page.view, unitName) || words.nothing}
        </p>
      ) : (
        <RowFacts page={page} set={set} rowId={rowId} unitName={unitName} />
      )}
      <p class="muted small">{writerWords(other.by)}</p>
    </div>
  );
}

interface RowFactsProps {
  page: RecordPage;
  set: string;
  rowId: string;
  unitName: UnitName;
}

function RowFacts({ page, set, rowId, unitName }: RowFactsProps) {
  const row = page.view.rows[set]?.[rowId];
  if (!row) return <p class="muted">{words.goneAlready}</p>;
  const names = Object.keys(kinds[page.kind]?.rows[set]?.fields ?? {});
  const facts = names.flatMap((name): readonly (readonly [string, string])[] => {
    const path = `${set}/${rowId}/${name}`;
    const label = fieldLabel(page.kind, path);
    // What only the bytes of a photo say has no name of its own.
    if (label === fieldLabel(page.kind, set)) return [];
    const text = valueWords(path, row[name] ?? null, page.view, unitName);
    return text === '' ? [] : [[label, text]];
  });
  return facts.length > 0 ? <Facts facts={facts} /> : null;
}

/** "Lê Văn Đức · xã nhận 10:00 05/11/2026 · theo lời người ghi lúc … · máy Bàn làm việc" */
export function writerWords({ name, device, receivedAt, at, isUnsent }: Writer): string {
  if (isUnsent) return words.mineUnsent;
  if (name === null) return words.unknownWriter;
  return [
    name,
    ...(receivedAt === null ? [] : [words.received(printInstant(Date.parse(receivedAt)))]),
    ...(receivedAt === null || at === null ? [] : claimedAt(at, receivedAt)),
    ...(device === null ? [] : [words.onDevice(device)]),
  ].join(' · ');
}
