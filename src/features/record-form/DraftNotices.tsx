// What stands above a form: it is open in another tab, or nothing of it is left.
import type { ComponentChildren } from 'preact';
import { capture } from '../../i18n/vi/capture.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function OtherTabNotice({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="amber" icon="lock" live="status" actions={<Button onClick={onRetry}>{capture.tryAgain}</Button>}>
      {capture.otherTab}
    </Notice>
  );
}

export function GoneNotice({ recordId, children }: { recordId: string; children?: ComponentChildren }) {
  return (
    <Notice
      tone="muted"
      icon="info"
      actions={
        <>
          <Button href={`/r/${recordId}`}>{capture.seeRecord}</Button>
          {children}
        </>
      }
    >
      {capture.noSuchDraft}
    </Notice>
  );
}
