// Every address of the app and the screen behind it. What a submitter needs first is loaded first; the rest when opened.

import { useEffect } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { browserPlace, browserSigns } from '../features/install/browser.ts';
import { useSession } from '../features/session/context.ts';
import { app } from '../i18n/vi/app.ts';
import { Button } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { homeOf } from './places.ts';
import { useApp } from './use-app.ts';

const Capture = lazyScreen(async () => (await import('../features/capture/CapturePage.tsx')).CapturePage);
const Wizard = lazyScreen(async () => (await import('../features/initiative/WizardPage.tsx')).WizardPage);
const Inbox = lazyScreen(async () => (await import('../features/inbox/InboxScreen.tsx')).InboxScreen);
const ThisDevice = lazyScreen(
  async () => (await import('../features/this-device/ThisDeviceScreen.tsx')).ThisDeviceScreen,
);

export function Screens() {
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route path="/ghi/:recordId?" component={Capture} />
      <Route path="/sang-kien/moi/:recordId?" component={Wizard} />
      <Route path="/hop-den/:recordId?" component={Inbox} />
      <Route path="/may-nay" component={ThisDeviceHere} />
      <Route default component={NotFound} />
    </Router>
  );
}

function Home() {
  const { me } = useSession();
  const { route } = useLocation();
  const home = homeOf(me);
  useEffect(() => {
    if (home !== '/') route(home, true);
  }, [home, route]);
  return null;
}

function ThisDeviceHere() {
  const installPrompt = useApp((state) => state.installPrompt);
  return (
    <ThisDevice
      place={browserPlace(browserSigns())}
      installPrompt={installPrompt}
      version={__APP_VERSION__}
      commit={__APP_COMMIT__}
    />
  );
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
