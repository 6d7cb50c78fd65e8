// Every address of the app and the screen behind it. What a submitter needs first is loaded first; the rest when opened.

import { useEffect } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { useSession } from '../features/session/context.ts';
import { app } from '../i18n/vi/app.ts';
import { hasRole } from '../shared/domain/role.ts';
import { Button } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { homeOf, isOffice } from './places.ts';

const Capture = lazyScreen(async () => (await import('../features/capture/CapturePage.tsx')).CapturePage);
const Wizard = lazyScreen(async () => (await import('../features/initiative/WizardPage.tsx')).WizardPage);
const Records = lazyScreen(async () => (await import('../features/records/RecordsPage.tsx')).RecordsPage);
const Edit = lazyScreen(async () => (await import('../features/records/EditPage.tsx')).EditPage);
const editors = {
  nomination: lazyScreen(async () => (await import('../features/capture/NominationEditor.tsx')).NominationEditor),
  initiative: lazyScreen(async () => (await import('../features/initiative/InitiativeEditor.tsx')).InitiativeEditor),
};
const Inbox = lazyScreen(async () => (await import('../features/inbox/InboxScreen.tsx')).InboxScreen);
const People = lazyScreen(async () => (await import('../features/people/PeopleScreen.tsx')).PeopleScreen);
const ThisDevice = lazyScreen(async () => (await import('./ThisDeviceHere.tsx')).ThisDeviceHere);

export function Screens() {
  return (
    <Router>
      <Route path="/" component={Lists} />
      <Route path="/sang-kien" component={Lists} />
      <Route path="/r/:recordId" component={Lists} />
      <Route path="/r/:recordId/sua" component={EditHere} />
      <Route path="/ghi/:recordId?" component={Capture} />
      <Route path="/sang-kien/moi/:recordId?" component={Wizard} />
      <Route path="/hop-den/:recordId?" component={InboxHere} />
      <Route path="/nguoi-va-may" component={PeopleHere} />
      <Route path="/may-nay" component={ThisDevice} />
      <Route default component={NotFound} />
    </Router>
  );
}

/** One component for the list and for a record, so that the list beside an opened record keeps its place. */
function Lists({ recordId }: { recordId?: string }) {
  const { me } = useSession();
  const { path, route } = useLocation();
  const home = homeOf(me);
  // Who begins at the inbox reads a record there, where it can be received.
  const elsewhere =
    path === '/' && home !== '/' ? home : recordId && home === '/hop-den' ? `${home}/${recordId}` : null;
  useEffect(() => {
    if (elsewhere !== null) route(elsewhere, true);
  }, [elsewhere, route]);
  if (elsewhere !== null) return null;
  const list = path === '/sang-kien' ? 'initiative' : path === '/' ? 'nomination' : undefined;
  return <Records {...(list ? { kind: list } : {})} {...(recordId ? { recordId } : {})} />;
}

const EditHere = ({ recordId = '' }: { recordId?: string }) => <Edit recordId={recordId} editors={editors} />;

/** The server holds back what a person may not see; here they are told so instead of being shown an empty office. */
function InboxHere({ recordId }: { recordId?: string }) {
  const { me } = useSession();
  return isOffice(me) ? <Inbox {...(recordId ? { recordId } : {})} /> : <NotFound />;
}

function PeopleHere() {
  const { me } = useSession();
  return hasRole(me, 'admin') ? <People /> : <NotFound />;
}

function NotFound() {
  return (
    <Page title={app.notFound.title}>
      <p>{app.notFound.body}</p>
      <Button variant="primary" wide icon="home" href="/">
        {app.notFound.home}
      </Button>
    </Page>
  );
}
