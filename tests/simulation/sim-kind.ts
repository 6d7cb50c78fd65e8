// A kind of record as small as can be: the core takes kinds as values, and simulated villagers type few words.
import { civilDate, field, text, uuid } from '../../src/shared/domain/field.ts';
import type { KindSpec, KindTable } from '../../src/shared/domain/kind.ts';
import { textOf } from '../../src/shared/domain/record.ts';

const words = () => field(text(200), { personal: 'none' });

const deed: KindSpec = {
  kind: 'nomination',
  v: 1,
  upcasters: {},
  dossierPrefix: 'NT',
  fields: {
    unitId: field(uuid(), { personal: 'none' }),
    title: words(),
    place: words(),
    story: words(),
    happenedOn: field(civilDate(), { personal: 'none' }),
  },
  rows: { subjects: { most: 50, fields: { name: words() } }, photos: { most: 50, fields: { caption: words() } } },
  missingToSend: () => [],
  missingToComplete: ({ values }) => (textOf(values.place) === '' ? [{ path: 'place', code: 'required' }] : []),
  headline: ({ values }) => ({ title: textOf(values.title), people: [] }),
};

export const simKinds: KindTable = { nomination: deed };
export const texts = ['title', 'place', 'story'] as const;
export const sets = { subjects: 'name', photos: 'caption' } as const;
