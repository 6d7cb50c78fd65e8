// Who is in front of this phone: switching, leaving, and following what another tab did. A form that is open keeps its own
// person and saves into their database; the tab then says who is in front.
import { eraseSent, leave, liveUnsentSign, putInFront, unsentIn } from '../db/people-here.ts';
import { liveCurrent } from '../db/people-list.ts';
import { currentPerson, type RegistryPerson } from '../db/registry.ts';
import { sessionLater } from '../sync/session-lock.ts';
import { signOut } from '../sync/sign-in.ts';
import { askCommune } from './ask-commune.ts';
import { sendNow } from './ask-to-send.ts';
import { Bars } from './Bars.tsx';
import { ElsewhereBar, MovedBar } from './FrontBar.tsx';
import { noteFailure } from './failures.ts';
import { changeMarker, forgetTrace, noteTrace, readMarker } from './marker.ts';
import { homeOf } from './places.ts';
import { appStore, type Who } from './store.ts';
import { whenIdle } from './when-idle.ts';
import { whoInFront } from './who.ts';

/** What this tab does by itself is not followed. */
let ownMoves = 0;

export async function ownMove<T>(work: () => Promise<T>): Promise<T> {
  ownMoves += 1;
  try {
    return await work();
  } finally {
    ownMoves -= 1;
  }
}

/** Needs no network. The next sync signs in as them. */
export const switchTo = (accountId: string): Promise<void> =>
  ownMove(async () => {
    await putInFront(accountId);
    await show();
  });

export type LeaveEnd = 'left' | 'erased' | 'not-all-sent' | 'not-asked' | 'open-elsewhere';

/**
 * @param erase also removes what the phone keeps of them, when all of it is sent, the commune was asked once more, and no other
 * tab writes for them.
 */
export const leaveHere = (accountId: string, { erase }: { erase: boolean }): Promise<LeaveEnd> =>
  ownMove(async () => {
    const isAsked = erase && (await isHeldNow(accountId));
    unwatch();
    hold(null);
    const { records, photos } = await leave(accountId, Date.now());
    // Who leaves nothing unsent behind has nothing to lose here.
    if (records + photos === 0) forgetTrace(localStorage, accountId);
    const end = !erase ? 'left' : isAsked ? await eraseAlone(accountId) : 'not-asked';
    parting = end;
    await show();
    endSession().catch(noteFailure);
    return end;
  });

/** Asked as the person in front. */
async function isHeldNow(accountId: string): Promise<boolean> {
  const { who } = appStore.getState();
  return idOf(who) === accountId && who.type === 'enrolled' && navigator.onLine && askCommune(who.db, sendNow);
}

let parting: LeaveEnd = 'left';

/** How the last one to leave in this tab left: what was to be removed and could not is said on the first screen. */
export const lastParting = (): LeaveEnd => parting;

/** How long other tabs may take to follow. */
const tabsMs = 3_000;

function eraseAlone(accountId: string): Promise<LeaveEnd> {
  const alone = { signal: AbortSignal.timeout(tabsMs) };
  return navigator.locks
    .request(openLock(accountId), alone, (): Promise<LeaveEnd> => eraseSent(accountId))
    .catch((error: unknown) => {
      if (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'TimeoutError'))
        return 'open-elsewhere';
      throw error;
    });
}

/** After what those who left still send; and only while nobody is in front: whoever has come meanwhile stays. */
function endSession(): Promise<void> {
  return sessionLater(navigator.locks, async () => {
    if ((await currentPerson()) !== null) return;
    const isEnded = await signOut({
      fetch: (url, init) => fetch(url, init),
      origin: location.origin,
      timeoutMs: 10_000,
    });
    changeMarker(localStorage, (marker) => ({ ...marker, endSession: !isEnded }));
  });
}

/** Shows the person in front, or the first screen where there is none. */
export async function show(): Promise<void> {
  const who = await whoInFront();
  const { who: shown } = appStore.getState();
  if (idOf(who) === idOf(shown)) return;
  const name = who.type === 'enrolled' ? who.me.name : null;
  if (who.type === 'enrolled') changeMarker(localStorage, (marker) => ({ ...marker, endSession: false }));
  isElsewhere = false;
  appStore.setState({ who, bars: Bars, bar: name === null ? null : () => <MovedBar name={name} onClose={closeBar} /> });
  // A link that is being typed stays.
  if (location.pathname !== '/e') go(who.type === 'enrolled' ? homeOf(who.me) : '/');
}

const closeBar = () => appStore.setState({ bar: null });
const idOf = (who: Who): string | null => (who.type === 'enrolled' ? who.db.accountId : null);

/** As a press of the browser's back button ends: the router looks at the address. */
function go(path: string): void {
  history.replaceState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

let unwatch = () => {};

/** Once, after the first screen had its moment. */
export function startFollowing(): void {
  appStore.setState({ bars: Bars });
  let watched: string | null = null;
  const look = () => {
    const { who } = appStore.getState();
    if (idOf(who) === watched) return;
    watched = idOf(who);
    unwatch();
    unwatch = who.type === 'enrolled' ? leaveTraces(who) : () => {};
    hold(watched);
  };
  look();
  appStore.subscribe(look);
  liveCurrent().subscribe(follow, noteFailure);
  if (appStore.getState().who.type === 'nobody' && readMarker(localStorage)?.endSession)
    endSession().catch(noteFailure);
}

/** The bar says so, until this tab follows or its person is in front again. */
let isElsewhere = false;

function follow(front: RegistryPerson | null): void {
  const { who, openForms } = appStore.getState();
  if (ownMoves > 0 || who.type === 'opening') return;
  if ((front?.accountId ?? null) === idOf(who)) {
    if (isElsewhere) closeBar();
    isElsewhere = false;
    return;
  }
  if (who.type !== 'enrolled' || openForms === 0) {
    show().catch(noteFailure);
    return;
  }
  const [own, name] = [who.me.name, front?.name ?? null];
  const goThere = () => void show().catch(noteFailure);
  isElsewhere = true;
  appStore.setState({ bar: () => <ElsewhereBar own={own} front={name} onGo={goThere} /> });
}

/** What is unsent, outside the database: if the browser clears that, this says what was in it. Written when the page is idle. */
function leaveTraces({ db, me }: Who & { type: 'enrolled' }): () => void {
  let isDue = false;
  let hasEnded = false;
  const note = async () => {
    isDue = false;
    const unsent = await unsentIn(db);
    if (unsent === null || hasEnded) return;
    const { records, photos } = unsent;
    noteTrace(localStorage, db.accountId, { name: me.name, seenAt: Date.now(), records, photos });
  };
  const subscription = liveUnsentSign(db).subscribe(() => {
    if (!isDue) whenIdle(() => void note().catch(noteFailure));
    isDue = true;
  }, noteFailure);
  return () => {
    hasEnded = true;
    subscription.unsubscribe();
  };
}

/** Held shared by every tab of a person: their data is removed only when no other tab could write into it. */
const openLock = (accountId: string) => `viectot-open-${accountId}`;
let letGo = () => {};

function hold(accountId: string | null): void {
  letGo();
  letGo = () => {};
  if (accountId === null) return;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  navigator.locks.request(openLock(accountId), { mode: 'shared' }, () => released).catch(noteFailure);
}
