// Who works on this phone, their database, and what saving needs. Every screen behind the enrolment reads it here.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PersonDb } from '../../db/person-db.ts';
import type { SaveDeps } from '../../db/save.ts';
import type { Me } from '../../shared/wire/down.ts';

export interface Session {
  readonly db: PersonDb;
  readonly me: Me;
  /** For saveNew, saveEdit and saveCommand. `onSaved` rings the worker and, the first time, asks the browser to keep what is stored. */
  readonly deps: SaveDeps;
  /** "Gửi ngay": asks for a run of the sync engine; the strip shows how it goes. */
  readonly sendNow: () => void;
  /**
   * A form calls it while it is open: an update waits until the last form has let go.
   * @returns the function that lets go.
   */
  readonly holdUpdates: () => () => void;
}

export const SessionContext = createContext<Session | null>(null);

/** Throws outside of an enrolled session: such a screen is a bug. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('a screen that needs a session was shown without one');
  return session;
}
