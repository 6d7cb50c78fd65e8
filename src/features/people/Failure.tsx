// Why something asked of the server was not done, in words.
import { Notice } from '../../ui/Notice.tsx';
import { type ApiFailure, failureSentence } from './api.ts';

export function Failure({ failure }: { failure: ApiFailure | null }) {
  if (failure === null) return null;
  const isCalm = failure.code === 'offline';
  return (
    <Notice tone={isCalm ? 'muted' : 'red'} icon={isCalm ? 'offline' : 'alert'} live="alert">
      {failureSentence(failure)}
    </Notice>
  );
}
