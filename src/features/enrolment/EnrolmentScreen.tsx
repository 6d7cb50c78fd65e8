// `/e` and the first start: from a link, a QR code or a typed code to a phone that is somebody's.
import './enrolment.css';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { enrolment } from '../../i18n/vi/enrolment.ts';
import type { EnrolmentSecret, LookAnswer } from '../../shared/wire/enrolment.ts';
import type { AppBarProps } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AskSecret } from './AskSecret.tsx';
import type { EnrolFailure, Enrolling, Founding, WhoseWork } from './enrolling.ts';
import { Found } from './Found.tsx';
import { failureSentence, mayRetry } from './failure-sentence.ts';

type Step =
  | { readonly type: 'ask' }
  | { readonly type: 'looking'; readonly secret: EnrolmentSecret }
  | { readonly type: 'look-failed'; readonly secret: EnrolmentSecret; readonly failure: EnrolFailure }
  | {
      readonly type: 'found';
      readonly secret: EnrolmentSecret;
      readonly look: LookAnswer;
      readonly accepting: boolean;
      readonly asksWhoseWork: boolean;
      readonly failure: EnrolFailure | null;
    };

interface EnrolmentScreenProps {
  enrolling: Enrolling;
  /** The token of the page's own address, null when it was opened without one. */
  initial: EnrolmentSecret | null;
  /** What happened to the data that was here. */
  notice?: ComponentChildren;
  /** The browser has cleared what was here: nobody is new. */
  hasLost?: boolean;
  /** Who else uses this phone, with the way to put them in front. */
  others?: ComponentChildren;
  /** Where somebody who only wanted to look goes back to. */
  back?: AppBarProps['back'];
}

export function EnrolmentScreen({ enrolling, initial, notice, hasLost = false, others, back }: EnrolmentScreenProps) {
  const [step, setStep] = useState<Step>(initial ? { type: 'looking', secret: initial } : { type: 'ask' });

  const look = useCallback(
    async (secret: EnrolmentSecret) => {
      setStep({ type: 'looking', secret });
      const found = await enrolling.look(secret);
      setStep(
        found.ok
          ? { type: 'found', secret, look: found.value, accepting: false, asksWhoseWork: false, failure: null }
          : { type: 'look-failed', secret, failure: found.error },
      );
    },
    [enrolling],
  );
  const accept = async (found: Step & { type: 'found' }, founding: Founding | null, whoseWork: WhoseWork | null) => {
    setStep({ ...found, accepting: true, failure: null });
    const accepted = await enrolling.accept(found.secret, founding, whoseWork);
    if (accepted.ok) return enrolling.done(accepted.value);
    const asksWhoseWork = found.asksWhoseWork || accepted.error.code === 'whose-work';
    setStep({ ...found, accepting: false, asksWhoseWork, failure: accepted.error });
  };
  useEffect(() => {
    if (initial) void look(initial);
  }, [initial, look]);

  useLayoutEffect(() => {
    if (step.type !== 'look-failed' || step.failure.code !== 'offline') return;
    const lookAgain = () => void look(step.secret);
    window.addEventListener('online', lookAgain);
    return () => window.removeEventListener('online', lookAgain);
  }, [step, look]);

  const ask = () => setStep({ type: 'ask' });
  switch (step.type) {
    case 'ask':
      return <AskSecret onSecret={look} notice={notice} hasLost={hasLost} others={others} back={back} />;
    case 'looking':
      return (
        <Page title={enrolment.looking}>
          <Skeleton label={enrolment.looking} lines={4} />
        </Page>
      );
    case 'look-failed':
      return (
        <Page title={enrolment.howTitle}>
          <Failed failure={step.failure} onRetry={() => void look(step.secret)} onOtherWay={ask} />
        </Page>
      );
    case 'found':
      return (
        <Found
          look={step.look}
          notice={notice}
          accepting={step.accepting}
          asksWhoseWork={step.asksWhoseWork}
          failure={
            step.failure ? (
              <Failed failure={step.failure} onRetry={null} onOtherWay={mayRetry(step.failure) ? null : ask} />
            ) : null
          }
          onAccept={(founding, whoseWork) => void accept(step, founding, whoseWork)}
          onNotMe={ask}
        />
      );
  }
}

interface FailedProps {
  failure: EnrolFailure;
  /** null: the button that repeats it stands elsewhere on the screen. */
  onRetry: (() => void) | null;
  onOtherWay: (() => void) | null;
}

function Failed({ failure, onRetry, onOtherWay }: FailedProps) {
  const isCalm = failure.code === 'offline' || failure.code === 'whose-work';
  return (
    <Notice
      tone={isCalm ? 'amber' : 'red'}
      icon={failure.code === 'offline' ? 'offline' : isCalm ? 'info' : 'alert'}
      live="alert"
      actions={
        <>
          {onRetry && mayRetry(failure) ? <Button onClick={onRetry}>{enrolment.retry}</Button> : null}
          {onOtherWay ? <Button onClick={onOtherWay}>{enrolment.otherWay}</Button> : null}
        </>
      }
    >
      {failureSentence(failure)}
    </Notice>
  );
}
