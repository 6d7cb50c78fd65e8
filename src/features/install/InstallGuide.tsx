// "Máy này": a button where the browser offers installation, else the steps.
import { install } from '../../i18n/vi/install.ts';
import { Button } from '../../ui/Button.tsx';
import type { BrowserPlace } from './browser.ts';
import { Steps } from './Steps.tsx';

/** `prompt`: what `beforeinstallprompt` brought, null while it has not come. */
export function InstallGuide({ place, prompt }: { place: BrowserPlace; prompt: (() => void) | null }) {
  if (place.type === 'installed') return <p>{install.installed}</p>;
  return (
    <div class="stack-small">
      <p>{install.why}</p>
      {prompt ? (
        <Button variant="primary" icon="download" onClick={prompt}>
          {install.button}
        </Button>
      ) : (
        <Steps steps={place.type === 'ios-tab' ? install.iosSteps : install.androidSteps} />
      )}
    </div>
  );
}
