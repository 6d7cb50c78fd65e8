// `/ghi` and `/ghi/<recordId>`: a good deed recorded on one screen, in under two minutes, with or without signal.

import { useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { idMaker } from '../../db/ids.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { nomination } from '../../shared/domain/nomination.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { GoneNotice } from '../record-form/DraftNotices.tsx';
import { SavedPanel } from '../record-form/SavedPanel.tsx';
import { useDraft } from '../record-form/use-draft.ts';
import { useSession } from '../session/context.ts';
import { beginNomination } from './begin.ts';
import { CaptureForm } from './CaptureForm.tsx';
import { UnfinishedDraft } from './UnfinishedDraft.tsx';

/** @param recordId of a draft; none: something new. */
export function CapturePage({ recordId }: { recordId?: string }) {
  const { deps } = useSession();
  const nextId = useMemo(() => idMaker(deps), [deps]);
  // The id is there before the first key; it stands in the address once there is something to come back to.
  const fresh = useRef<string | null>(null);
  const [turn, setTurn] = useState(0);
  if (recordId === undefined) {
    if (fresh.current === null || started.has(fresh.current)) fresh.current = nextId();
  }
  const id = recordId ?? fresh.current ?? nextId();
  return <Capture key={`${id}/${turn}`} recordId={id} isNew={id === fresh.current} onRetry={() => setTurn(turn + 1)} />;
}

/** A form hides the bar of places on a phone, and an installed app on an iPhone has no button to go back. */
const toList = { href: '/', label: ui.back };

/** Ids that have been written under in this page: "Ghi mới" gives another one. */
const started = new Set<string>();

interface CaptureProps {
  recordId: string;
  isNew: boolean;
  onRetry: () => void;
}

function Capture({ recordId, isNew, onRetry }: CaptureProps) {
  const { me, deps } = useSession();
  const { route } = useLocation();
  const [isSaved, setIsSaved] = useState(false);
  const today = civilToday(deps.now());
  const beginning = useMemo(
    () => (isNew ? { form: beginNomination(me, today, idMaker(deps)()), seen: null } : null),
    [isNew, me, today, deps],
  );
  const draft = useDraft({
    recordId,
    kind: nomination,
    mode: 'new',
    begin: () => beginning,
    onFirstChange: () => {
      started.add(recordId);
      if (isNew) route(`/ghi/${recordId}`, true);
    },
  });
  const { state } = draft;

  if (isSaved)
    return (
      <Page title={capture.title} back={toList}>
        <SavedPanel recordId={recordId} another={{ label: capture.another, onClick: () => route('/ghi', true) }} />
      </Page>
    );
  switch (state.type) {
    case 'loading':
      return (
        <Page title={capture.title} back={toList}>
          <Skeleton label={capture.loading} lines={6} />
        </Page>
      );
    case 'gone':
      return (
        <Page title={capture.title} back={toList}>
          <GoneNotice recordId={recordId} fresh="/ghi">
            <Button href="/ghi">{capture.another}</Button>
          </GoneNotice>
        </Page>
      );
    case 'open':
      return (
        <CaptureForm
          recordId={recordId}
          draft={draft}
          state={state}
          today={today}
          above={isNew && state.saved === 'clean' ? <UnfinishedDraft except={recordId} /> : null}
          onRetry={onRetry}
          onSaved={() => setIsSaved(true)}
          onDeleted={() => route('/', true)}
        />
      );
  }
}
