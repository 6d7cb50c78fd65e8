// The check that ends every fault test sees what it is there for: each loss, made here by hand, is named.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Chance } from '../support/chance.ts';
import { type Crew, gatherCrew, type Member, untilQuiet, work } from '../support/crew.ts';
import { type Installation, installationHere, type Row } from '../support/installation.ts';
import { counterOf, nothingLost } from '../support/nothing-lost.ts';
import { foundVillage, type Village } from '../support/village.ts';

let installation: Installation;
let village: Village;
let crew: Crew;
let member: Member;

beforeAll(async () => {
  installation = await installationHere();
  village = await foundVillage(installation.port, await installation.adminLink());
  crew = await gatherCrew(village, installation.port, new Chance(3));
  const [first] = crew.members;
  if (!first) throw new Error('nobody came');
  member = first;
  for (const one of [...crew.members, ...crew.members]) {
    await work(one, 3, 0.5);
    await one.phone.engine.run('button');
  }
  await untilQuiet(crew, () => counterOf(installation));
});
afterAll(async () => {
  crew?.close();
  await installation?.remove();
});

const losses = async (server: Pick<Installation, 'rows'> = installation) =>
  (await nothingLost(crew, server, village)).losses.join('\n');

/** The server's tables as if rows were otherwise. */
const seenAs = (change: (rows: readonly Row[]) => readonly Row[], table: string) => ({
  rows: async (text: string) => {
    const rows = await installation.rows(text);
    return text.includes(`from ${table}`) ? change(rows) : rows;
  },
});

test('where nothing is lost it says nothing', async () => {
  expect(await losses()).toBe('');
});

test('an operation that is gone from the log, and the number it had', async () => {
  const found = await losses(seenAs((rows) => rows.slice(1), 'operation'));
  expect(found).toContain('is not in the log');
  expect(found).toContain("numbers are no operation's");
});

test('an operation with other bytes, and one that nobody saved', async () => {
  const found = await losses(
    seenAs(([first, ...rest]) => [{ ...first, digest: 'x' }, ...rest, { ...first, op_id: 'y' }], 'operation'),
  );
  expect(found).toContain('has other bytes in the log');
  expect(found).toContain('nobody saved it');
  expect(found).toContain('two operations have one number');
});

test('an operation that left its phone, unsent or not', async () => {
  const [receipt] = await member.phone.db.receipts.toArray();
  if (!receipt) throw new Error('nothing was sent');
  await member.phone.db.receipts.delete(receipt.seq);
  expect(await losses()).toContain('is no longer on the phone');
  await member.phone.db.receipts.put(receipt);
});

test('a word that stands nowhere and waits for nobody', async () => {
  const created = [...member.saved.values()].find(({ kind }) => kind === 'create');
  const receipt = (await member.phone.db.receipts.toArray()).find(({ op }) => op.opId === created?.opId);
  if (receipt?.op.kind !== 'create') throw new Error('nothing was created');
  const patch = { ...receipt.op.body.patch, happenedOn: '2001-01-01' };
  await member.phone.db.receipts.put({ ...receipt, op: { ...receipt.op, body: { ...receipt.op.body, patch } } });
  expect(await losses()).toContain('"2001-01-01" at happenedOn');
  await member.phone.db.receipts.put(receipt);
});

test('a phone that shows something else than the server', async () => {
  const [snapshot] = await member.phone.db.snapshots.toArray();
  if (!snapshot) throw new Error('the phone shows nothing');
  await member.phone.db.snapshots.put({ ...snapshot, dossier: 'NT-2026-9999' });
  expect(await losses()).toContain('is not as the server has it');
  await member.phone.db.snapshots.put(snapshot);
});

test('a photo with other bytes', async () => {
  const taker = crew.members.find(({ photos }) => photos.length > 0);
  const photo = taker?.photos[0];
  if (!photo?.full) throw new Error('nobody took a photo');
  taker?.photos.splice(0, 1, { ...photo, full: { ...photo.full, sha256: '0'.repeat(64) } });
  expect(await losses()).toContain(`photo ${photo.id} full`);
  taker?.photos.splice(0, 1, photo);
});

test('another dossier number than the one that was told', async () => {
  const [opId, answers] = [...member.heard].find(([, [answer]]) => answer?.type === 'applied' && answer.dossier) ?? [];
  if (!opId || !answers) throw new Error('no number was told');
  member.heard.set(opId, [{ type: 'applied', opId, rev: 1, dossier: 'NT-2026-9999' }]);
  expect(await losses()).toContain('was NT-2026-9999');
  member.heard.set(opId, answers);
});
