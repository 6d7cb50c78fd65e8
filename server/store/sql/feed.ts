// What the feed reads: everything of a scope in the order of the commune's counter.
import type { Kysely } from 'kysely';
import type { Scope } from '../../../src/shared/domain/role.ts';
import type { RecordsTx } from '../records.ts';
import { conflictOf, recordOf } from './rows.ts';
import type { Tables } from './tables.ts';

type Feed = Pick<RecordsTx, 'feedSeqs' | 'between' | 'tombstonesBetween' | 'conflictsBetween'>;

export function sqlFeed(db: Kysely<Tables>, communeId: string): Feed {
  const records = (scope: Scope) => {
    const ofCommune = db.selectFrom('record').where('commune_id', '=', communeId);
    return scope.type === 'commune' ? ofCommune : ofCommune.where('unit_id', 'in', unitsOf(scope));
  };
  const tombstones = (units: readonly string[]) =>
    db
      .selectFrom('tombstone as t')
      .where('t.commune_id', '=', communeId)
      .where('t.unit_id', 'in', units)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('record as r')
              .select('r.id')
              .where('r.commune_id', '=', communeId)
              .whereRef('r.id', '=', 't.record_id')
              .where('r.unit_id', 'in', units),
          ),
        ),
      );
  const conflicts = (scope: Scope) => {
    const ofCommune = db.selectFrom('conflict as c').where('c.commune_id', '=', communeId);
    if (scope.type === 'commune') return ofCommune;
    const ofRecord = db
      .selectFrom('record as r')
      .select('r.id')
      .where('r.commune_id', '=', communeId)
      .where('r.unit_id', 'in', unitsOf(scope));
    return ofCommune.where((e) => e.exists(ofRecord.whereRef('r.id', '=', e.ref('c.record_id'))));
  };
  return {
    feedSeqs: async (scope, from, most) => {
      const lists = [
        records(scope).select('seq').where('seq', '>', from).orderBy('seq').limit(most).execute(),
        conflicts(scope).select('c.seq').where('c.seq', '>', from).orderBy('c.seq').limit(most).execute(),
        db
          .selectFrom('unit')
          .select('seq')
          .where('commune_id', '=', communeId)
          .where('seq', '>', from)
          .orderBy('seq')
          .limit(most)
          .execute(),
        scope.type === 'commune'
          ? []
          : tombstones(unitsOf(scope)).select('t.seq').where('t.seq', '>', from).orderBy('t.seq').limit(most).execute(),
      ];
      const seqs = (await Promise.all(lists)).flat().map(({ seq }) => seq);
      return seqs.sort((a, b) => a - b).slice(0, most);
    },
    between: async (scope, from, to) => {
      const rows = await records(scope)
        .selectAll()
        .where('seq', '>', from)
        .where('seq', '<=', to)
        .orderBy('seq')
        .execute();
      return rows.map(recordOf);
    },
    tombstonesBetween: async (scope, from, to) => {
      if (scope.type === 'commune') return [];
      return tombstones(unitsOf(scope))
        .select(({ fn }) => ['t.record_id as recordId', fn.max('t.seq').as('seq')])
        .where('t.seq', '>', from)
        .where('t.seq', '<=', to)
        .groupBy('t.record_id')
        .orderBy('seq')
        .execute();
    },
    conflictsBetween: async (scope, from, to) => {
      const rows = await conflicts(scope)
        .selectAll('c')
        .where('c.seq', '>', from)
        .where('c.seq', '<=', to)
        .orderBy('c.seq')
        .orderBy('c.field')
        .execute();
      return rows.map(conflictOf);
    },
  };
}

/** A person without a unit sees no record; an empty list is no SQL, so it names a unit that cannot be. */
const unitsOf = (scope: Extract<Scope, { type: 'units' }>) => (scope.units.length > 0 ? scope.units : ['']);
