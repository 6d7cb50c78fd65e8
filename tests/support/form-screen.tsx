// A screen of the app in a page without a browser: the person's real database on fake-indexeddb, a session, addresses.
import { fireEvent, render, waitFor } from '@testing-library/preact';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso';
import { onTestFinished } from 'vitest';
import { systemIds } from '../../src/db/ids.ts';
import { putMeta } from '../../src/db/meta.ts';
import { openPersonDb, type PersonDb } from '../../src/db/person-db.ts';
import { PhotoProcessor } from '../../src/features/record-form/use-photos.ts';
import { type Session, SessionContext } from '../../src/features/session/context.ts';
import type { ProcessPhoto } from '../../src/photo/client.ts';
import type { Unit } from '../../src/shared/domain/unit.ts';
import type { Me } from '../../src/shared/wire/down.ts';

export const unitEast = '0192f0c1-0000-7000-8000-00000000e001';
export const unitWest = '0192f0c1-0000-7000-8000-00000000e002';

export const aUnit = (id: string, name: string): Unit => ({
  id,
  name,
  type: 'village',
  validFrom: null,
  validTo: null,
  successorId: null,
});

export const aPerson = (...assignments: Me['assignments']): Me => ({
  accountId: '0192f0c1-0000-7000-8000-00000000a001',
  name: 'Nguyễn Thị Sen',
  deviceId: '0192f0c1-0000-7000-8000-00000000d001',
  commune: { id: '0192f0c1-0000-7000-8000-00000000c001', name: 'xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' },
  assignments: assignments.length > 0 ? assignments : [{ role: 'submitter', unitId: unitEast }],
});

export interface Stage {
  readonly db: PersonDb;
  readonly me: Me;
  /** Draws a screen; called again it is another tab of the same phone. */
  show(screen: ComponentChildren, photos?: ProcessPhoto): ReturnType<typeof render>;
}

/** A phone of its own for one test. */
export async function aStage({ me = aPerson(), path = '/' }: { me?: Me; path?: string } = {}): Promise<Stage> {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  const held = lockNames();
  Object.defineProperty(navigator, 'locks', { configurable: true, value: held });
  window.history.replaceState(null, '', path);
  const db = openPersonDb(me.accountId);
  await putMeta(db, 'me', me);
  await db.units.bulkPut([aUnit(unitEast, 'Thôn Đông'), aUnit(unitWest, 'Thôn Đoài')]);
  onTestFinished(() => db.close());
  const session: Session = {
    db,
    me,
    deps: { ...systemIds, onSaved: () => undefined },
    sendNow: () => undefined,
    holdUpdates: () => () => undefined,
  };
  return {
    db,
    me,
    show: (screen, photos = aSmallPhoto) =>
      render(
        <LocationProvider>
          <SessionContext.Provider value={session}>
            <PhotoProcessor.Provider value={photos}>{screen}</PhotoProcessor.Provider>
          </SessionContext.Provider>
        </LocationProvider>,
      ),
  };
}

/** What the photo worker makes of any file; the pipeline itself is proven in Chromium. */
export const aSmallPhoto: ProcessPhoto = async () => ({
  type: 'done',
  full: { bytes: new ArrayBuffer(8), mime: 'image/webp', width: 1600, height: 1200, sha256: 'a'.repeat(64) },
  thumb: { bytes: new ArrayBuffer(4), mime: 'image/webp', width: 320, height: 240, sha256: 'b'.repeat(64) },
  takenAt: '2026-11-05T16:30:00',
});

/** Puts files into a file input, as the camera or the gallery does. */
export async function pick(which: 'camera' | 'gallery', ...names: readonly string[]): Promise<void> {
  const input = await waitFor(() => {
    const found = document.querySelector<HTMLInputElement>(`[data-pick="${which}"]`);
    if (!found) throw new Error(`no ${which} input`);
    return found;
  });
  const files = names.map((name) => new File(['x'], name, { type: 'image/jpeg' }));
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  fireEvent.change(input);
}

/** Locks by name, as the page's LockManager gives them with `ifAvailable`. */
function lockNames() {
  const held = new Set<string>();
  return {
    async request(name: string, _options: unknown, work: (lock: { name: string } | null) => unknown): Promise<unknown> {
      if (held.has(name)) return work(null);
      held.add(name);
      try {
        return await work({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}
