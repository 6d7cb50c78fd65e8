// A further kind of record costs its own description and nothing else: store, wire, outbox and lists take it as it is.
import { expect, test } from 'vitest';
import { liveList, liveRecord } from '../../src/db/live.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { civilDate, field, text, uuid } from '../../src/shared/domain/field.ts';
import type { KindSpec } from '../../src/shared/domain/kind.ts';
import { kinds } from '../../src/shared/domain/kinds.ts';
import { missingFields } from '../../src/shared/domain/missing.ts';
import { photoRows } from '../../src/shared/domain/photo.ts';
import { textOf } from '../../src/shared/domain/record.ts';
import { firstValue } from '../support/first-value.ts';
import { openCommune, openPhone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const model: KindSpec = {
  kind: 'model',
  v: 1,
  upcasters: {},
  dossierPrefix: 'MH',
  fields: {
    unitId: field(uuid(), { personal: 'basic', need: 'send' }),
    title: field(text(100), { personal: 'none', need: 'send', publicUse: 'yes' }),
    happenedOn: field(civilDate(), { personal: 'none', need: 'send' }),
    activityField: field(text(40), { personal: 'none' }),
    movementId: field(text(20), { personal: 'none' }),
    howItWorks: field(text(5000), { personal: 'free-text', need: 'complete' }),
  },
  rows: { photos: photoRows },
  missingToSend: (content) => missingFields(model, content, ['send']),
  missingToComplete: (content) => missingFields(model, content, ['send', 'complete']),
  headline: (content) => ({ title: textOf(content.values.title), people: [] }),
};

test('a model (mô hình) reaches the commune and is received like every other record', async () => {
  const withModel = { ...kinds, model };
  const commune = await openCommune(withModel);
  const { village } = commune;
  const head = await openPhone(commune.port, await village.link(village.people.head), { kinds: withModel });
  const officer = await openPhone(commune.port, await village.link(village.people.officer), { kinds: withModel });
  const recordId = newId();
  const content = { values: { unitId: village.hamlet.id, title: 'Cổng làng xanh', happenedOn: '2026' }, rows: {} };
  await saveNew(head.db, head.deps, { recordId, kind: 'model', content });
  const better = { ...content, values: { ...content.values, howItWorks: 'Mỗi nhà một chậu hoa.' } };
  await saveEdit(head.db, head.deps, { recordId, seen: { content, rev: 0, revs: {} }, content: better });
  expect(await head.engine.run('saved')).toEqual({ type: 'done' });
  await officer.engine.run('start');
  const { items } = await firstValue(liveList(officer.db, { query: 'cong lang', limit: 10 }));
  expect(items.map(({ title, dossier }) => [title, dossier])).toEqual([['Cổng làng xanh', 'MH-2026-0001']]);
  await saveCommand(officer.db, officer.deps, { recordId, name: 'receive', expectStatus: 'sent', expectRev: 99 });
  await officer.engine.run('saved');
  await head.engine.run('timer');
  expect((await firstValue(liveRecord(head.db, recordId)))?.state.type).toBe('received');
  await commune.close();
});
