// Opens the database of the person in front, draws the app, and lets everything else come after.
import { render } from 'preact';
import { getMeta } from '../db/meta.ts';
import { openPersonDb } from '../db/person-db.ts';
import { currentPerson } from '../db/registry.ts';
import { browserPlace, browserSigns } from '../features/install/browser.ts';
import { App } from './App.tsx';
import { noteFailure, watchFailures } from './failures.ts';
import { Failed } from './Opening.tsx';
import { startSending } from './sending.ts';
import { appStore, type Who } from './store.ts';
import { createWorkerDoor, whenIdle } from './worker-door.ts';

export async function start(root: HTMLElement): Promise<void> {
  watchFailures();
  try {
    appStore.setState({ who: await personInFront() });
  } catch (error) {
    render(<Failed code={noteFailure(error)} />, root);
    return;
  }
  const place = browserPlace(browserSigns());
  root.replaceChildren();
  render(<App place={place} />, root);
  // Inside another app's browser nothing is kept, so there is nothing to install a worker for.
  if (place.type !== 'in-app') openDoor();
}

async function personInFront(): Promise<Who> {
  const person = await currentPerson();
  if (person === null) return { type: 'nobody' };
  const db = openPersonDb(person.accountId);
  const me = await getMeta(db, 'me');
  return me ? { type: 'enrolled', db, me } : { type: 'nobody' };
}

function openDoor(): void {
  const door = createWorkerDoor({
    container: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    onUpdate: (apply) => appStore.setState({ update: { apply } }),
    reload: () => location.reload(),
    whenIdle,
  });
  door.open();
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') door.lookForUpdate();
  });
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    appStore.setState({ installPrompt: () => askToInstall(event) });
  });
  addEventListener('appinstalled', () => appStore.setState({ installPrompt: null }));
  startSending();
}

/** Chromium only; TypeScript's DOM types do not have it. */
function askToInstall(event: Event): void {
  const { prompt } = event as { prompt?: () => Promise<unknown> };
  appStore.setState({ installPrompt: null }); // it may be asked once
  prompt?.call(event).catch(() => undefined);
}
