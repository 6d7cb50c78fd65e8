// Who may do what, and see what. An account holds roles through assignments: {role, unit, from, to}.
export const roles = ['submitter', 'unit-head', 'officer', 'council', 'leader', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A role somebody holds today. Roles of the whole commune name no unit. */
export interface Assignment {
  readonly role: Role;
  readonly unitId: string | null;
}

/** A person as the rules see them: who, in which commune, with which roles at this moment. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  readonly communeId: string;
  readonly assignments: readonly Assignment[];
}

const recordsForUnit: readonly Role[] = ['submitter', 'unit-head'];
const seesCommune: readonly Role[] = ['officer', 'leader'];

/** Roles that belong to a unit; the others belong to the commune. */
export function isUnitRole(role: Role): boolean {
  return recordsForUnit.includes(role);
}

export function hasRole(actor: Pick<Actor, 'assignments'>, ...wanted: readonly Role[]): boolean {
  return actor.assignments.some(({ role }) => wanted.includes(role));
}

/** Units whose records the person writes. */
export function unitsOf(actor: Pick<Actor, 'assignments'>): readonly string[] {
  return actor.assignments.flatMap(({ role, unitId }) =>
    recordsForUnit.includes(role) && unitId !== null ? [unitId] : [],
  );
}

/** There is a unit they may record for. */
export const mayRecord = (actor: Pick<Actor, 'assignments'>): boolean =>
  hasRole(actor, 'officer') || unitsOf(actor).length > 0;

/** What of the commune's records a person sees. An admin who is nothing else sees none. */
export type Scope = { readonly type: 'commune' } | { readonly type: 'units'; readonly units: readonly string[] };

export function scopeOf(actor: Pick<Actor, 'assignments'>): Scope {
  if (hasRole(actor, ...seesCommune)) return { type: 'commune' };
  return { type: 'units', units: unitsOf(actor) };
}

export function seesUnit(scope: Scope, unitId: string | null): boolean {
  if (scope.type === 'commune') return true;
  return unitId !== null && scope.units.includes(unitId);
}

/** A stable name of a scope: when it changes, the phone pulls anew and what it may no longer see leaves the phone. */
export function scopeKey(scope: Scope, actor: Pick<Actor, 'assignments'>): string {
  const office = hasRole(actor, 'officer') ? 'office' : 'read';
  return scope.type === 'commune' ? `commune:${office}` : `units:${[...scope.units].sort().join(',')}`;
}

/** The office writes for any unit; a submitter or head for their own. */
export function mayWriteFor(actor: Pick<Actor, 'assignments'>, unitId: string | null): boolean {
  return hasRole(actor, 'officer') || (unitId !== null && unitsOf(actor).includes(unitId));
}
