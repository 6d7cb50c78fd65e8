// What the author's side may do with a record besides changing it: comment, withdraw, take back.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { mayTake } from '../record-view/record-steps.ts';
import { type SpokenStep, StepDialog } from '../record-view/StepDialog.tsx';
import { useStep } from '../record-view/use-step.ts';
import { useSession } from '../session/context.ts';

export function AuthorSteps({ page }: { page: RecordPage }) {
  const { me } = useSession();
  const { take, failure, busy } = useStep(page);
  const [asks, setAsks] = useState<SpokenStep | null>(null);
  const [comments, withdraws, restores] = (['comment', 'withdraw', 'restore'] as const).map((step) =>
    mayTake(step, page, me),
  );
  if (!comments && !withdraws && !restores) return null;
  return (
    <section class="stack-small">
      <h2>{steps.otherThings}</h2>
      {page.status === 'withdrawn' ? <p class="muted">{steps.withdrawn}</p> : null}
      {failure ? (
        <Notice tone="red" icon="alert" live="alert">
          {steps.failed[failure]}
        </Notice>
      ) : null}
      <div class="row">
        {restores ? (
          <Button variant="primary" icon="returned" busy={busy} onClick={() => void take('restore')}>
            {steps.restore}
          </Button>
        ) : null}
        {comments ? (
          <Button icon="draft" onClick={() => setAsks('comment')}>
            {steps.comment}
          </Button>
        ) : null}
        {withdraws ? (
          <Button variant="quiet" icon="withdrawn" onClick={() => setAsks('withdraw')}>
            {steps.withdraw}
          </Button>
        ) : null}
      </div>
      {asks === null ? null : <StepDialog key={asks} open page={page} step={asks} onClose={() => setAsks(null)} />}
    </section>
  );
}

interface ResendProps {
  page: RecordPage;
  /** A correction that was begun would not go with it. */
  draftLeft: ComponentChildren;
}

/** "Gửi lại không sửa", with the reason. */
export function ResendUnchanged({ page, draftLeft }: ResendProps) {
  const { me } = useSession();
  const [asks, setAsks] = useState(false);
  if (!mayTake('resubmit', page, me)) return null;
  return (
    <>
      <Button icon="send" onClick={() => setAsks(true)}>
        {steps.returned.keep}
      </Button>
      <StepDialog open={asks} page={page} step="resubmit" above={draftLeft} onClose={() => setAsks(false)} />
    </>
  );
}
