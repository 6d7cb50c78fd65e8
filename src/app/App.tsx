// Who is here decides what is shown: nobody, and the app asks for a link; somebody, and it opens their places.

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { systemIds } from '../db/ids.ts';
import type { BrowserPlace } from '../features/install/browser.ts';
import { type Session, SessionContext } from '../features/session/context.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { afterSave, sendNow } from './ask-to-send.ts';
import { Boundary } from './Boundary.tsx';
import { Frame } from './Frame.tsx';
import { placeOf } from './failures.ts';
import { lazyScreen } from './lazy-screen.tsx';
import { ownPaths } from './places.ts';
import { Screens } from './Screens.tsx';
import { holdUpdates, type Who } from './store.ts';
import { useApp } from './use-app.ts';
import { useMe } from './use-person.ts';

const Enrolment = lazyScreen(async () => (await import('./Enrolment.tsx')).Enrolment);
const LeaveInApp = lazyScreen(async () => (await import('../features/install/LeaveInApp.tsx')).LeaveInApp);

export function App({ place }: { place: BrowserPlace }) {
  return (
    <LocationProvider scope={ownPaths}>
      <Guarded place={place} />
      <LiveRegion />
    </LocationProvider>
  );
}

function Guarded({ place }: { place: BrowserPlace }) {
  const who = useApp((state) => state.who);
  const { path } = useLocation();
  return (
    <Boundary place={placeOf(path)}>
      <Door place={place} who={who} path={path} />
    </Boundary>
  );
}

function Door({ place, who, path }: { place: BrowserPlace; who: Who; path: string }) {
  if (place.type === 'in-app') return alone(<LeaveInApp place={place} address={location.href} />);
  if (path === '/e' || who.type !== 'enrolled') return alone(<Enrolment place={place} />);
  // Nothing of one person's screens is left when another comes in front.
  return <Enrolled key={who.db.accountId} who={who} />;
}

const alone = (screen: ComponentChildren) => <main class="shell-main">{screen}</main>;

function Enrolled({ who }: { who: Who & { type: 'enrolled' } }) {
  const { db } = who;
  const me = useMe(db, who.me);
  const session = useMemo<Session>(
    () => ({ db, me, deps: { ...systemIds, onSaved: () => afterSave(db) }, sendNow, holdUpdates }),
    [db, me],
  );
  return (
    <SessionContext.Provider value={session}>
      <Frame>
        <Screens />
      </Frame>
    </SessionContext.Provider>
  );
}
