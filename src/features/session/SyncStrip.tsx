// The strip above the lists: what waits, what needs a person, when it was last sent. Calm when offline.
import './sync-strip.css';
import type { ComponentChildren } from 'preact';
import type { StripFacts } from '../../db/live-phone.ts';
import { liveStrip } from '../../db/live-strip.ts';
import { syncStrip } from '../../i18n/vi/sync-strip.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { StopReason } from '../../shared/sync/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from './context.ts';
import { useOnline } from './use-online.ts';

export function SyncStrip() {
  const { db, sendNow } = useSession();
  const facts = useLive(() => liveStrip(db), [db]);
  const isOnline = useOnline();
  if (facts === undefined) return <div class="sync-strip" />;
  return (
    <section class="stack-small" aria-label={syncStrip.label}>
      <div class="sync-strip">
        <p class="sync-strip-text" role="status">
          {facts.attention > 0 ? (
            <a class="sync-strip-attention" href="/may-nay">
              <Icon name="alert" />
              {syncStrip.attention(facts.attention)}
            </a>
          ) : null}
          <span>{stripText(facts, Date.now(), isOnline)}</span>
        </p>
        <SendNow run={facts.run} isOnline={isOnline} onClick={sendNow} />
      </div>
      <SyncMessage facts={facts} isOnline={isOnline} />
      {facts.storage.full ? (
        <Notice tone="red" icon="storage">
          {syncStrip.storageFull}
        </Notice>
      ) : null}
    </section>
  );
}

interface SendNowProps {
  run: StripFacts['run'];
  isOnline: boolean;
  wide?: boolean;
  onClick: () => void;
}

/** Nothing is being sent where the browser is sure that there is no network, whatever a run that was cut off has noted. */
export function SendNow({ run, isOnline, wide = false, onClick }: SendNowProps) {
  const isSending = isOnline && run.type === 'running';
  return (
    <Button icon="send" variant={wide ? 'primary' : 'secondary'} wide={wide} busy={isSending} onClick={onClick}>
      {isSending ? syncStrip.sending : syncStrip.sendNow}
    </Button>
  );
}

/** `Chờ gửi 2 · Ảnh chờ gửi 3 · gửi lần cuối 14:05`. Offline, what waits is enough: a line more would push the records down. */
export function stripText(facts: StripFacts, nowMs: number, isOnline: boolean): string {
  const waiting = [
    facts.waiting > 0 ? syncStrip.waiting(facts.waiting) : '',
    facts.photosWaiting > 0 ? syncStrip.photosWaiting(facts.photosWaiting) : '',
  ].filter((part) => part !== '');
  const { lastSyncAt, hasSent } = facts;
  const last = lastSyncAt === null ? syncStrip.never : syncStrip[hasSent ? 'lastSync' : 'lastNews'](lastSyncAt, nowMs);
  const isAllSent =
    waiting.length === 0 && facts.attention === 0 && lastSyncAt !== null && (hasSent || facts.drafts > 0);
  if (!isOnline && waiting.length > 0) return waiting.join(' · ');
  const parts = [
    ...(isAllSent ? [facts.drafts > 0 ? syncStrip.drafts(facts.drafts) : syncStrip.allSent] : waiting),
    last,
  ];
  return parts.join(' · ').replace(/^./, (first) => first.toLocaleUpperCase('vi'));
}

export function SyncMessage({ facts, isOnline }: { facts: Pick<StripFacts, 'run'>; isOnline: boolean }) {
  const { run } = facts;
  switch (run.type) {
    case 'stopped':
      return (
        <Notice tone="red" icon="alert" actions={wayOut[run.because]?.()}>
          {syncStrip.stopped[run.because]}
        </Notice>
      );
    case 'waiting':
      return <Calm text={isOnline ? syncStrip[run.because] : syncStrip.offline} />;
    case 'idle':
    case 'running':
      return isOnline ? null : <Calm text={syncStrip.offline} />;
    default:
      return unreachable(run);
  }
}

/** What the person can do about it here. */
const wayOut: Readonly<Partial<Record<StopReason, () => ComponentChildren>>> = {
  'signed-out': () => <Button href="/e">{syncStrip.enrolAgain}</Button>,
  // Opening the page anew looks for the new version.
  'app-too-old': () => <Button onClick={() => location.reload()}>{syncStrip.update}</Button>,
};

function Calm({ text }: { text: string }) {
  return (
    <p class="sync-strip-calm" role="status">
      <Icon name="offline" />
      <span>{text}</span>
    </p>
  );
}
