// A photo's upload breaks at four fifths: what was through is not sent again (SPEC.md P1).
import { afterEach, expect, test } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { saveNew } from '../../src/db/save.ts';
import { aNomination } from '../support/builders.ts';
import { Chance } from '../support/chance.ts';
import { type ChaosProxy, startChaosProxy } from '../support/chaos-proxy.ts';
import { tellFigures } from '../support/figures.ts';
import { aKeptPhoto, openPhone, type Phone } from '../support/phone.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { foundVillage, newId } from '../support/village.ts';

let proxy: ChaosProxy | undefined;
let server: ServerProcess | undefined;
let phone: Phone | undefined;
afterEach(async () => {
  phone?.close();
  await proxy?.close();
  await server?.remove();
});

/** Head lines of a dozen requests. */
const heads = 16_000;

test('[P1] of an upload that is cut at 80 % at most one chunk is sent again', async () => {
  proxy = await startChaosProxy(new Chance(1));
  server = await startServer({ origin: proxy.origin });
  proxy.toward(server.port);
  const village = await foundVillage(server.port, await server.adminLink());
  phone = await openPhone(proxy.port, await village.link(village.people.head));
  await phone.engine.run('start');

  const recordId = newId();
  const kept = aKeptPhoto(7, { width: 1600, height: 1200 });
  const added = await addPhoto(phone.db, recordId, kept, new Blob([]));
  if (!added.ok) throw new Error(added.error.code);
  const size = kept.full.bytes.byteLength + kept.thumb.bytes.byteLength;
  const content = aNomination({ unitId: village.hamlet.id }, { photos: { [added.value.id]: { order: 1 } } });
  await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });

  const before = proxy.counted.bytesUp;
  proxy.cutNextAfter(Math.floor(size * 0.8));
  const asked = phone.requests.length;
  expect(await phone.engine.run('button')).toEqual({ type: 'done' });

  const chunks = phone.requests.slice(asked).filter(({ method }) => method === 'PATCH');
  const largest = Math.max(...chunks.map(({ bytes }) => bytes));
  const again = proxy.counted.bytesUp - before - size;
  tellFigures('upload cut at 80 %', {
    cuts: proxy.counted.cutsUp,
    'bytes of the photo': size,
    'bytes of its largest chunk': largest,
    'bytes sent besides the photo, with head lines and text': again,
  });
  expect(proxy.counted.cutsUp).toBe(1);
  expect(size).toBeGreaterThan(3 * largest);
  expect(again).toBeLessThanOrEqual(largest + heads);
  expect(await phone.db.photos.get(added.value.id)).toMatchObject({ state: 'held' });
});
