// "Máy này" with what only the app can give it: the engine's signature, the address, the version.
import { browserPlace, browserSigns } from '../features/install/browser.ts';
import { ThisDeviceScreen } from '../features/this-device/ThisDeviceScreen.tsx';
import { rescueDoor } from './rescue-door.ts';
import { useApp } from './use-app.ts';

export function ThisDeviceHere() {
  const installPrompt = useApp((state) => state.installPrompt);
  return (
    <ThisDeviceScreen
      place={browserPlace(browserSigns())}
      installPrompt={installPrompt}
      version={__APP_VERSION__}
      commit={__APP_COMMIT__}
      rescue={rescueDoor}
    />
  );
}
