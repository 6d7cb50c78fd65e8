// One conflict before the officer: its two sides and the three choices; afterwards what was chosen, and whether the commune took it.
import type { RecordPage } from '../../db/live.ts';
import { disputes as words } from '../../i18n/vi/disputes.ts';
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { fieldAt, parsePath } from '../../shared/domain/kind.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DisputeSides } from '../record-view/DisputeSides.tsx';
import type { Decision, Dispute } from '../record-view/disputes.ts';
import { fieldWords, valueWords } from '../record-view/field-words.ts';
import type { UnitName } from '../record-view/print-value.ts';
import type { BoxState, Choose } from './DisputeSection.tsx';
import { Rewrite } from './Rewrite.tsx';
import { rewriteControl } from './rewrite-control.ts';

interface DisputeCardProps {
  page: RecordPage;
  dispute: Dispute;
  unitName: UnitName;
  /** "Chỗ 1/3"; null where it is the only one. */
  place: string | null;
  /** The keys act on it. */
  isCurrent: boolean;
  /** Null: nothing is written anew. */
  rewriting: BoxState | null;
  onRewrite: () => void;
  onCancelRewrite: () => void;
  onChoose: Choose;
}

export function DisputeCard(props: DisputeCardProps) {
  const { page, dispute, unitName, place } = props;
  const { conflict, decision } = dispute;
  const isDecided = decision?.type === 'waiting';
  return (
    <article class={isDecided ? 'dispute dispute-decided' : 'dispute'} data-dispute={conflict.id} tabIndex={-1}>
      <div>
        {place === null ? null : <p class="muted small">{place}</p>}
        <h3>{fieldWords(page.kind, conflict.field, page.view)}</h3>
      </div>
      {isDecided ? (
        <Decided page={page} decision={decision} unitName={unitName} />
      ) : (
        <>
          {decision === null ? null : (
            <RefusedChoice page={page} decision={decision} unitName={unitName} onDrop={null} />
          )}
          <DisputeSides page={page} dispute={dispute} unitName={unitName} />
          <Choices {...props} />
        </>
      )}
    </article>
  );
}

function Choices(props: DisputeCardProps) {
  const { page, dispute, isCurrent, rewriting, onRewrite, onCancelRewrite, onChoose } = props;
  const { conflict, about, standing, other } = dispute;
  const kind = kinds[page.kind];
  const control = kind && about.type === 'value' ? rewriteControl(kind, conflict.field) : null;
  const spec = kind ? fieldAt(kind, conflict.field) : null;
  const key = (name: string) => (isCurrent ? <kbd>{name}</kbd> : null);
  if (rewriting && control && spec)
    return (
      <Rewrite
        conflictId={conflict.id}
        label={fieldWords(page.kind, conflict.field, page.view)}
        name={conflict.field.split('/').at(-1) ?? ''}
        spec={spec}
        control={control}
        value={standing.value ?? other.value}
        seen={{ rev: page.rev, revs: page.revs }}
        focuses={rewriting === 'begun'}
        onUse={(value, seen) => onChoose('new', value, seen)}
        onCancel={onCancelRewrite}
      />
    );
  return (
    <div class="dispute-choices">
      <Button icon="check" onClick={() => onChoose('kept', standing.value, page)}>
        {about.type === 'value' ? words.keep : words.keepRow[about.type]}
        {key('1')}
      </Button>
      <Button icon="merged" onClick={() => onChoose('other', other.value, page)}>
        {about.type === 'value' ? words.take : words.takeRow[about.type]}
        {key('2')}
      </Button>
      {control ? (
        <Button icon="edit" onClick={onRewrite}>
          {words.rewrite}
          {key('3')}
        </Button>
      ) : null}
    </div>
  );
}

interface DecidedProps {
  page: RecordPage;
  unitName: UnitName;
}

function Decided({ page, decision: { wish }, unitName }: DecidedProps & { decision: Decision }) {
  const isWords = wish.choice !== 'kept' && parsePath(wish.field) !== null;
  return (
    <div class="stack-small">
      <p class="record-awaited">
        <Icon name="onPhone" />
        <span>
          {words.decided[wish.choice]}. {words.waiting}
        </span>
      </p>
      {isWords ? <Wished text={valueWords(wish.field, wish.value, page.view, unitName)} /> : null}
    </div>
  );
}

const Wished = ({ text }: { text: string }) =>
  text === '' ? <p class="muted">{words.nothing}</p> : <p class="record-text">{text}</p>;

interface RefusedChoiceProps extends DecidedProps {
  decision: Extract<Decision, { type: 'refused' }>;
  /** Null: choosing anew takes its place. */
  onDrop: (() => void) | null;
}

/** Why the commune did not take a choice; what the person had written stays readable until they let go of it. */
export function RefusedChoice({ page, decision: { wish, row }, unitName, onDrop }: RefusedChoiceProps) {
  const text = valueWords(wish.field, wish.value, page.view, unitName) || words.nothing;
  return (
    <Notice
      tone="red"
      icon="alert"
      title={fieldWords(page.kind, wish.field, page.view)}
      actions={onDrop === null ? null : <Button onClick={onDrop}>{words.drop}</Button>}
    >
      <p>
        {words.refused} {row.refusal === null ? '' : refusalSentence(row.refusal)}
      </p>
      <p class="record-text">{words.yourWords(text)}</p>
    </Notice>
  );
}
