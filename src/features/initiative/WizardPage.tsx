// `/sang-kien/moi` and `/sang-kien/moi/<recordId>`: an initiative in short steps, left and resumed on another day.

import { useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { idMaker } from '../../db/ids.ts';
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { initiative } from '../../shared/domain/initiative.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { GoneNotice } from '../record-form/DraftNotices.tsx';
import { SavedPanel } from '../record-form/SavedPanel.tsx';
import { useDraft } from '../record-form/use-draft.ts';
import { useSession } from '../session/context.ts';
import { beginInitiative } from './steps.ts';
import { Wizard } from './Wizard.tsx';

/** Ids that have been written under in this page: "Ghi sáng kiến khác" gives another one. */
const started = new Set<string>();

export function WizardPage({ recordId }: { recordId?: string }) {
  const { deps } = useSession();
  const nextId = useMemo(() => idMaker(deps), [deps]);
  const fresh = useRef<string | null>(null);
  const [turn, setTurn] = useState(0);
  if (recordId === undefined && (fresh.current === null || started.has(fresh.current))) fresh.current = nextId();
  const id = recordId ?? fresh.current ?? nextId();
  return (
    <NewInitiative key={`${id}/${turn}`} recordId={id} isNew={id === fresh.current} onRetry={() => setTurn(turn + 1)} />
  );
}

interface NewInitiativeProps {
  recordId: string;
  isNew: boolean;
  onRetry: () => void;
}

function NewInitiative({ recordId, isNew, onRetry }: NewInitiativeProps) {
  const { me, deps } = useSession();
  const { route } = useLocation();
  const [isSaved, setIsSaved] = useState(false);
  const today = civilToday(deps.now());
  const beginning = useMemo(
    () => (isNew ? { form: beginInitiative(me, today, idMaker(deps)()), seen: null } : null),
    [isNew, me, today, deps],
  );
  const draft = useDraft({
    recordId,
    kind: initiative,
    mode: 'new',
    begin: () => beginning,
    onFirstChange: () => {
      started.add(recordId);
      if (isNew) route(`/sang-kien/moi/${recordId}`, true);
    },
  });

  if (isSaved)
    return (
      <Page title={initiativeTexts.title} back={{ href: '/sang-kien', label: ui.back }}>
        <SavedPanel
          recordId={recordId}
          another={{ label: initiativeTexts.another, onClick: () => route('/sang-kien/moi', true) }}
        />
      </Page>
    );
  switch (draft.state.type) {
    case 'loading':
      return (
        <Page title={initiativeTexts.title} back={{ href: '/sang-kien', label: ui.back }}>
          <Skeleton label={initiativeTexts.title} lines={5} />
        </Page>
      );
    case 'gone':
      return (
        <Page title={initiativeTexts.title} back={{ href: '/sang-kien', label: ui.back }}>
          <GoneNotice recordId={recordId} fresh="/sang-kien/moi">
            <Button href="/sang-kien/moi">{initiativeTexts.another}</Button>
          </GoneNotice>
        </Page>
      );
    case 'open':
      return (
        <Wizard
          recordId={recordId}
          draft={draft}
          state={draft.state}
          today={today}
          onRetry={onRetry}
          onSaved={() => setIsSaved(true)}
          onDeleted={() => route('/sang-kien', true)}
        />
      );
  }
}
