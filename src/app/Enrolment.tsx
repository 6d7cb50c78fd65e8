// Joins the enrolment screens with the phone: keys, database, and the way out. Loaded only while nobody is enrolled.

import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { systemIds } from '../db/ids.ts';
import { openPersonDb } from '../db/person-db.ts';
import { EnrolmentScreen } from '../features/enrolment/EnrolmentScreen.tsx';
import { secretOfHash } from '../features/enrolment/secret.ts';
import { browserSigns } from '../features/install/browser.ts';
import { deviceName } from '../features/install/device-name.ts';
import { sendNow } from './ask-to-send.ts';
import { createEnrolling } from './enrol.ts';
import { homeOf } from './places.ts';
import { appStore } from './store.ts';

export function Enrolment() {
  const { route } = useLocation();
  // Read once: the `#` stays in the address until the link is spent, so that a reload finds it again.
  const initial = useMemo(() => (location.pathname === '/e' ? secretOfHash(location.hash) : null), []);
  const enrolling = useMemo(
    () =>
      createEnrolling({
        ...systemIds,
        fetch: (url, init) => fetch(url, init),
        origin: location.origin,
        device: deviceName(browserSigns()),
        version: __APP_VERSION__,
        done: (me) => {
          appStore.setState({ who: { type: 'enrolled', db: openPersonDb(me.accountId), me } });
          route(homeOf(me), true);
          sendNow();
        },
      }),
    [route],
  );
  return <EnrolmentScreen enrolling={enrolling} initial={initial} />;
}
