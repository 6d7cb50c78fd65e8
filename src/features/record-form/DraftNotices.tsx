// What stands above a form: it is open in another tab, or nothing of it is left.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isRecord } from '../../db/outbox.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSession } from '../session/context.ts';

export function OtherTabNotice({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="amber" icon="lock" live="status" actions={<Button onClick={onRetry}>{capture.tryAgain}</Button>}>
      {capture.otherTab}
    </Notice>
  );
}

interface GoneNoticeProps {
  recordId: string;
  /** Where an empty form is, for a form of something new. */
  fresh?: string;
  children?: ComponentChildren;
}

/** Of a record that was saved. Where there is none either, the browser was killed at the first key: an empty form, then. */
export function GoneNotice({ recordId, fresh, children }: GoneNoticeProps) {
  const { db } = useSession();
  const { route } = useLocation();
  const [isShown, setIsShown] = useState(fresh === undefined);
  useEffect(() => {
    if (fresh === undefined) return;
    void isRecord(db, recordId).then((known) => (known ? setIsShown(true) : route(fresh, true)));
  }, [db, recordId, fresh, route]);
  if (!isShown) return null;
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
