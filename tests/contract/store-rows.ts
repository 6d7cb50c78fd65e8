// Rows for the tests of a store: a commune, its people, a device, a record.

import type { Device, EnrolmentLink, Queue } from '../../server/store/access.ts';
import type { Account } from '../../server/store/people.ts';
import type { LoggedOperation, NewEvent } from '../../server/store/records.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import type { Actor, Assignment } from '../../src/shared/domain/role.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import { aNomination, aStored, testId, villageId } from '../support/builders.ts';

/** How the databases say that something with this key is there. */
export const alreadyThere = /unique/i;
/** How they say that a transaction may not write. */
export const onlyReads = /read-?only/i;

export const instant = '2026-11-23T02:00:00.000Z';
export const here = testId(0xc1);
export const there = testId(0xc2);
export const person: Account = { id: testId(0xb1), name: 'Phạm Thị Dung', createdAt: instant };

export const aCommune = (id: string) => ({ id, name: 'Xã Kiến Thụy', gsoCode: '11725', province: 'Hải Phòng' });

export const aUnit = (n: number, name = `Thôn ${n}`) => ({
  id: testId(n),
  name,
  type: 'hamlet',
  validFrom: null,
  validTo: null,
  successorId: null,
});

export const aDevice = (changes: Partial<Device> = {}): Device => ({
  id: testId(0xd1),
  communeId: here,
  accountId: person.id,
  name: 'Android · Chrome 140',
  tokenHash: 'token-hash',
  app: '0.1.0',
  enrolledAt: instant,
  lastSeenAt: null,
  lastSyncAt: null,
  unsent: 0,
  photosWaiting: 0,
  storedBytes: 0,
  persisted: false,
  revokedAt: null,
  ...changes,
});

export const aQueue = (changes: Partial<Queue> = {}): Queue => ({
  id: testId(0xe1),
  communeId: here,
  accountId: person.id,
  deviceId: testId(0xd1),
  publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  createdAt: instant,
  lastSeq: 0,
  ...changes,
});

export const aLink = (changes: Partial<EnrolmentLink> = {}): EnrolmentLink => ({
  id: testId(0xf1),
  communeId: here,
  accountId: person.id,
  tokenHash: 'link-token-hash',
  codeHash: 'link-code-hash',
  createdAt: instant,
  expiresAt: '2026-11-30T02:00:00.000Z',
  usedAt: null,
  usedByQueue: null,
  revokedAt: null,
  attempts: 0,
  ...changes,
});

export const aRecord = (n: number, unitId: string = villageId, changes: Partial<StoredRecord> = {}): StoredRecord =>
  aStored(aNomination({ unitId }), { id: testId(n), dossier: `NT-2026-${String(n).padStart(4, '0')}`, ...changes });

export const anEvent = (recordId: string, n: number, rev: number): NewEvent => ({
  opId: testId(n),
  recordId,
  rev,
  kind: 'command',
  command: 'receive',
  note: 'Đã nhận đủ',
  at: instant,
  receivedAt: instant,
  accountId: person.id,
  deviceId: testId(0xd1),
  fields: ['title'],
  marks: ['story'],
});

export const anOperation = (n: number, changes: Partial<LoggedOperation> = {}): LoggedOperation => ({
  opId: testId(n),
  queue: testId(0xe1),
  queueSeq: 1,
  authorId: person.id,
  carrierId: testId(0xd1),
  recordId: testId(1),
  kind: 'create',
  v: 1,
  at: instant,
  receivedAt: instant,
  digest: 'ab'.repeat(32),
  seq: 1,
  answer: { opId: testId(n), type: 'applied', rev: 1, dossier: 'NT-2026-0001' },
  ...changes,
});

export const anActorIn = (communeId: string, assignments: readonly Assignment[]): Actor => ({
  accountId: person.id,
  name: person.name,
  communeId,
  assignments,
});

/** A commune with one person and one phone. */
export async function foundCommune(store: Store, id = here): Promise<void> {
  const own = id === here ? '' : '-there';
  await store.installation(async (tx) => {
    await tx.addCommune(aCommune(id), instant);
    const commune = tx.within(id);
    const accountId = `${person.id.slice(0, -4)}${id.slice(-4)}`;
    await commune.people.addAccount(id === here ? person : { ...person, id: accountId });
    const owner = id === here ? person.id : accountId;
    const deviceId = id === here ? testId(0xd1) : testId(0xd2);
    await commune.access.addDevice(
      aDevice({ id: deviceId, communeId: id, accountId: owner, tokenHash: `token-hash${own}` }),
    );
  });
}

/** Writes a record as an operation does: number last, then the record under it. */
export async function putRecord(tx: Tx, n: number, unitId: string = villageId): Promise<number> {
  const seq = await tx.nextSeq();
  await tx.records.put({ record: aRecord(n, unitId, { rev: seq, statusRev: seq }), seq, createdAt: instant });
  return seq;
}
