// Units of a commune: added one by one or pasted as lines, renamed, ended with a successor.
import type * as z from 'zod/mini';
import { unitTypeByKey } from '../../src/shared/domain/catalogues/unit-types.ts';
import type { Unit } from '../../src/shared/domain/unit.ts';
import { nfc } from '../../src/shared/lib/fold.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { addUnitsAnswerSchema, addUnitsSchema, changeUnitSchema } from '../../src/shared/wire/admin.ts';
import type { Tx } from '../store/store.ts';
import type { Refused } from './refused.ts';

/** A name that is there already is answered, not doubled; so a list may be pasted again. */
export async function addUnits(
  tx: Tx,
  { units }: z.infer<typeof addUnitsSchema>,
  newId: () => string,
): Promise<Result<z.infer<typeof addUnitsAnswerSchema>, Refused>> {
  const wrong = units.flatMap(({ type }, i) => (unitTypeByKey(type) ? [] : [`units/${i}/type`]));
  if (wrong.length > 0) return err({ code: 'bad-shape', fields: wrong });
  const known = new Map((await tx.people.units()).map((unit) => [sameName(unit.name), unit]));
  const added: Unit[] = [];
  const existing: Unit[] = [];
  for (const { name, type } of units) {
    const there = known.get(sameName(name));
    if (there) {
      if (!added.includes(there) && !existing.includes(there)) existing.push(there);
      continue;
    }
    const unit: Unit = { id: newId(), name: tidy(name), type, validFrom: null, validTo: null, successorId: null };
    await tx.people.putUnit(unit);
    known.set(sameName(name), unit);
    added.push(unit);
  }
  return ok({ added, existing });
}

/** A unit in which somebody still holds a role beyond its last day is not ended: those people would write for nobody. */
export async function changeUnit(
  tx: Tx,
  id: string,
  changes: z.infer<typeof changeUnitSchema>,
): Promise<Result<Unit, Refused>> {
  const unit = await tx.people.unit(id);
  if (!unit) return err({ code: 'not-found' });
  if (changes.type !== undefined && !unitTypeByKey(changes.type)) return err({ code: 'bad-shape', fields: ['type'] });
  const { name, type, validTo, successorId } = changes;
  if (successorId && (successorId === id || !(await tx.people.unit(successorId))))
    return err({ code: 'bad-shape', fields: ['successorId'] });
  if (name !== undefined && (await nameTaken(tx, id, name))) return err({ code: 'name-taken' });
  if (validTo && (await lastsBeyond(tx, id, validTo))) return err({ code: 'unit-in-use' });
  const changed: Unit = {
    ...unit,
    name: name === undefined ? unit.name : tidy(name),
    type: type ?? unit.type,
    validTo: validTo === undefined ? unit.validTo : validTo,
    successorId: successorId === undefined ? unit.successorId : successorId,
  };
  await tx.people.putUnit(changed);
  return ok(changed);
}

async function nameTaken(tx: Tx, id: string, name: string): Promise<boolean> {
  return (await tx.people.units()).some((other) => other.id !== id && sameName(other.name) === sameName(name));
}

async function lastsBeyond(tx: Tx, unitId: string, day: string): Promise<boolean> {
  const assignments = await tx.people.assignments();
  return assignments.some((held) => held.unitId === unitId && (held.to === null || held.to > day));
}

const tidy = (name: string): string => nfc(name).trim().replace(/\s+/gu, ' ');
/** Tone marks count: Cần and Cẩn are two villages. */
const sameName = (name: string): string => tidy(name).toLocaleLowerCase('vi');
