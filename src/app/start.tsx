// Opens the database of the person in front, draws the app, and lets everything else come after.
import { render } from 'preact';
import { browserPlace, browserSigns } from '../features/install/browser.ts';
import { App } from './App.tsx';
import { noteFailure, watchFailures } from './failures.ts';
import { Failed } from './Opening.tsx';
import { appStore } from './store.ts';
import { whenIdle } from './when-idle.ts';
import { whoInFront } from './who.ts';

export async function start(root: HTMLElement): Promise<void> {
  watchFailures();
  try {
    appStore.setState({ who: await whoInFront() });
  } catch (error) {
    render(<Failed code={noteFailure(error)} />, root);
    return;
  }
  const place = browserPlace(browserSigns());
  root.replaceChildren();
  render(<App place={place} />, root);
  // Inside another app's browser nothing is kept, so there is nothing to install a worker for.
  if (place.type === 'in-app') return;
  listenForInstallation();
  whenIdle(() => void openDoor().catch(noteFailure));
}

/** Worker and sending come when the first screen had its moment: nobody waits for their files. */
async function openDoor(): Promise<void> {
  const [{ createWorkerDoor }, { startSending }, { startFollowing }, { guardPresses }] = await Promise.all([
    import('./worker-door.ts'),
    import('./sending.ts'),
    import('./front.tsx'),
    import('../ui/press-guard.ts'),
  ]);
  guardPresses(document);
  const door = createWorkerDoor({
    container: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    onUpdate: (apply) => appStore.setState({ update: { apply } }),
    reload: () => location.reload(),
  });
  door.open();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') door.lookForUpdate();
  });
  startSending();
  startFollowing();
}

/** Chromium says so early, and once. */
function listenForInstallation(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    appStore.setState({ installPrompt: () => askToInstall(event) });
  });
  addEventListener('appinstalled', () => appStore.setState({ installPrompt: null }));
}

/** Chromium only; TypeScript's DOM types do not have it. */
function askToInstall(event: Event): void {
  const { prompt } = event as { prompt?: () => Promise<unknown> };
  appStore.setState({ installPrompt: null }); // it may be asked once
  prompt?.call(event).catch(() => undefined);
}
