// Joins the enrolment screens with the phone: keys, database, who else is here, and the way out. Loaded only while nobody
// is in front, or somebody is being added.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { systemIds } from '../db/ids.ts';
import { livePeopleHere } from '../db/people-here.ts';
import { EnrolmentScreen } from '../features/enrolment/EnrolmentScreen.tsx';
import { secretOfHash } from '../features/enrolment/secret.ts';
import { type BrowserPlace, browserSigns } from '../features/install/browser.ts';
import { deviceName } from '../features/install/device-name.ts';
import { InstallFirst } from '../features/install/InstallFirst.tsx';
import type { Loss } from '../features/session/loss.ts';
import { PeopleHere } from '../features/session/PeopleHere.tsx';
import { StorageLost } from '../features/session/StorageLost.tsx';
import { peopleHere as words } from '../i18n/vi/people-here.ts';
import type { EnrolmentSecret } from '../shared/wire/enrolment.ts';
import { sessionSoon } from '../sync/session-lock.ts';
import { Notice } from '../ui/Notice.tsx';
import { useLive } from '../ui/use-live.ts';
import { sendNow } from './ask-to-send.ts';
import { createEnrolling } from './enrol.ts';
import { noteFailure } from './failures.ts';
import { lastParting, ownMove, switchTo } from './front.tsx';
import { lookForLoss, noLoss, reportLoss } from './lost-storage.ts';
import { homeOf } from './places.ts';
import { appStore } from './store.ts';
import { whoInFront } from './who.ts';

export function Enrolment({ place }: { place: BrowserPlace }) {
  const { route } = useLocation();
  const { who } = appStore.getState();
  const initial = useSecretOfAddress();
  const people = useLive(livePeopleHere, []) ?? [];
  const { loss, isLookedFor } = useLoss();
  const found = useRef(loss);
  found.current = loss;
  const enrolling = useMemo(() => {
    const phone = createEnrolling({
      ...systemIds,
      fetch: (url, init) => fetch(url, init),
      origin: location.origin,
      device: deviceName(browserSigns()),
      version: __APP_VERSION__,
      done: () => {
        const arrive = async () => {
          const who = await whoInFront();
          if (who.type !== 'enrolled') return;
          appStore.setState({ who, bar: null });
          route(homeOf(who.me), true);
          await reportLoss(localStorage, who.db, found.current, __APP_VERSION__);
        };
        arrive().catch(noteFailure).then(sendNow);
      },
    });
    const accept: typeof phone.accept = (secret, founding, whoseWork) =>
      ownMove(async () => {
        // Once the person is here again nothing tells that they were lost.
        await isLookedFor;
        return sessionSoon(navigator.locks, () => phone.accept(secret, founding, whoseWork));
      });
    return { ...phone, accept };
  }, [route, isLookedFor]);
  const isNobody = who.type !== 'enrolled';
  const notice = isNobody ? (
    <>
      <StorageLost loss={loss} />
      <NotErased />
    </>
  ) : null;
  const others = people.filter(({ data, current }) => data.type === 'kept' && (isNobody || !current));
  // What was enrolled in a tab before stays reachable there; only a new enrolment waits for the installed app.
  if (place.type === 'ios-tab' && !(isNobody && others.length > 0))
    return <InstallFirst address={location.hash === '' ? null : location.href} notice={notice} />;
  return (
    <EnrolmentScreen
      enrolling={enrolling}
      initial={initial}
      notice={notice}
      hasLost={loss.type === 'lost'}
      back={isNobody ? undefined : { href: '/may-nay', label: words.backToDevice }}
      others={
        others.length > 0 ? (
          <PeopleHere
            people={others}
            lost={[]}
            onSwitch={(accountId) => void switchTo(accountId).catch(noteFailure)}
            onForget={() => undefined}
          />
        ) : null
      }
    />
  );
}

/** The `#` stays in the address until the link is spent, so that a reload finds it again. */
function useSecretOfAddress(): EnrolmentSecret | null {
  const [secret, setSecret] = useState(secretOfAddress);
  useEffect(() => {
    // A link that is opened in the tab where another is asked for loads nothing anew.
    const look = () => setSecret(secretOfAddress);
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return secret;
}

const secretOfAddress = () => (location.pathname === '/e' ? secretOfHash(location.hash) : null);

/** Somebody wanted their records removed as they left, and it could not be done. */
function NotErased() {
  const parting = lastParting();
  if (parting === 'left' || parting === 'erased') return null;
  return (
    <Notice tone="amber" icon="info" live="status">
      {words.erase.kept[parting]}
    </Notice>
  );
}

/** Looked for once: the phone's own traces first, the server's word where there are none. */
function useLoss(): { readonly loss: Loss; readonly isLookedFor: Promise<void> } {
  const [loss, setLoss] = useState<Loss>(noLoss);
  const isLookedFor = useMemo(
    () =>
      lookForLoss({ storage: localStorage, fetch: (url, init) => fetch(url, init), origin: location.origin }).then(
        setLoss,
        (error: unknown) => void noteFailure(error),
      ),
    [],
  );
  return { loss, isLookedFor };
}
