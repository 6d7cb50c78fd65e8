// A browser's phone as a witness: what the page has stored is copied into a database that the checks can read.
import type { Page } from 'playwright-core';
import type { ConflictRow, PhotoRow, ReceiptRow, SnapshotRow } from '../../src/db/rows.ts';
import type { OutboxRow } from '../../src/shared/sync/outbox.ts';
import type { RunEnd, SyncRunState } from '../../src/shared/sync/run.ts';
import type { Answer } from '../../src/shared/wire/down.ts';
import type { Cursor } from '../../src/shared/wire/up.ts';
import { remember, type Witness } from './crew.ts';
import { rowsOf } from './e2e-phone-data.ts';
import { freshPersonDb } from './phone.ts';
import type { Person } from './village.ts';

export interface BrowserWitness extends Witness {
  /** Copies what the page has stored, and remembers what was saved. */
  look(): Promise<void>;
}

interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

/** The list is opened anew, which sends as well: a worker that was stopped leaves its button saying that it still sends. */
export async function ring(page: Page): Promise<void> {
  await page.goto(new URL(page.url()).origin);
  const button = page.getByRole('button', { name: 'Gửi ngay' });
  await button.click({ timeout: 1_000 }).catch(() => undefined); // it sends already
}

/** @param page the page in front, which changes when the browser is started again. It shows the list. */
export function browserWitness(person: Person, page: () => Page): BrowserWitness {
  const db = freshPersonDb(person.id);
  const photos: PhotoRow[] = [];
  const saved: Witness['saved'] = new Map();
  const heard: Witness['heard'] = new Map();
  const metaOf = async (key: string): Promise<unknown> =>
    (await rowsOf<MetaRow>(page(), 'meta')).find((row) => row.key === key)?.value;

  async function look(): Promise<void> {
    // In this order: meanwhile an operation may go from here to there, never back.
    const outbox = await rowsOf<OutboxRow>(page(), 'outbox');
    const receipts = await rowsOf<ReceiptRow>(page(), 'receipts');
    const taken = await rowsOf<PhotoRow>(page(), 'photos');
    await copy('receipts', receipts);
    await copy('outbox', outbox);
    await copy('photos', taken);
    await copy('snapshots', await rowsOf<SnapshotRow>(page(), 'snapshots'));
    await copy('conflicts', await rowsOf<ConflictRow>(page(), 'conflicts'));
    const cursor = await metaOf('cursor');
    if (cursor) await db.meta.put({ key: 'cursor', value: cursor as Cursor }); // the app wrote it
    photos.splice(0, photos.length, ...taken.filter(({ inOutbox }) => inOutbox));
    await remember(witness);
    for (const { op, rev, dossier } of receipts) {
      const answer: Answer = { opId: op.opId, type: 'applied', rev, ...(dossier === null ? {} : { dossier }) };
      heard.set(op.opId, [answer]);
    }
  }

  async function copy(table: 'receipts' | 'outbox' | 'photos' | 'snapshots' | 'conflicts', rows: readonly unknown[]) {
    await db.table(table).clear();
    await db.table(table).bulkPut([...rows]);
  }

  /** As a person does: the button, and then a look whether it is over. */
  async function run(): Promise<RunEnd> {
    await ring(page());
    for (const until = Date.now() + 8_000; Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const state = (await metaOf('syncRun')) as SyncRunState | undefined; // the app wrote it
      if (state?.type !== 'running') break;
    }
    await look();
    return { type: 'done' };
  }

  const witness: BrowserWitness = {
    name: person.name,
    person,
    phone: { db, engine: { run }, queueId: person.id },
    photos,
    saved,
    heard,
    look,
  };
  return witness;
}
