// "Máy này" with what only the app can give it: the engine's signature, other tabs and the session, the address, the version.
import { forgetLost } from '../db/people-here.ts';
import { browserPlace, browserSigns } from '../features/install/browser.ts';
import type { PhonePeople } from '../features/this-device/phone-people.ts';
import { ThisDeviceScreen } from '../features/this-device/ThisDeviceScreen.tsx';
import { leaveHere, switchTo } from './front.tsx';
import { lostPeople } from './lost-storage.ts';
import { forgetTrace, readMarker } from './marker.ts';
import { rescueDoor } from './rescue-door.ts';
import { useApp } from './use-app.ts';

export function ThisDeviceHere() {
  const installPrompt = useApp((state) => state.installPrompt);
  return (
    <ThisDeviceScreen
      place={browserPlace(browserSigns())}
      installPrompt={installPrompt}
      people={people}
      version={__APP_VERSION__}
      commit={__APP_COMMIT__}
      rescue={rescueDoor}
    />
  );
}

const people: PhonePeople = {
  switchTo,
  leave: leaveHere,
  lost: (here) => lostPeople(readMarker(localStorage), here),
  forget: async (accountId) => {
    await forgetLost(accountId);
    forgetTrace(localStorage, accountId);
  },
};
