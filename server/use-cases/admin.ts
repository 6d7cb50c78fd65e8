// What an admin does with people, links and devices. Units are in units.ts. Records never pass here.
import type * as z from 'zod/mini';
import { type Assignment, isUnitRole } from '../../src/shared/domain/role.ts';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { nfc } from '../../src/shared/lib/fold.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { addAssignmentSchema, addPeopleSchema, errorListSchema, People } from '../../src/shared/wire/admin.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { isOpen } from './links.ts';
import { lastsToday } from './person.ts';
import type { Refused } from './refused.ts';

export async function listPeople(tx: Tx, now: number): Promise<People> {
  const [units, accounts, assignments, devices, links] = [
    await tx.people.units(),
    await tx.people.accounts(),
    await tx.people.assignments(),
    await tx.access.devices(),
    await tx.access.links(),
  ];
  const today = civilToday(now);
  const open = links
    .filter((link) => isOpen(link, new Date(now).toISOString()))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const people = accounts.map(({ id, name }) => {
    const link = open.find(({ accountId }) => accountId === id);
    return {
      id,
      name,
      assignments: assignments
        .filter((assignment) => assignment.accountId === id && lastsToday(assignment, today))
        .map(({ accountId: _, ...rest }) => rest),
      openLink: link ? { id: link.id, expiresAt: link.expiresAt } : null,
      devices: devices.filter(({ accountId }) => accountId === id).map(shownDevice),
    };
  });
  return { units: [...units], people };
}

type ShownDevice = People['people'][number]['devices'][number];

function shownDevice(device: ShownDevice): ShownDevice {
  const { id, name, enrolledAt, lastSeenAt, lastSyncAt, unsent, photosWaiting, app, revokedAt } = device;
  return { id, name, enrolledAt, lastSeenAt, lastSyncAt, unsent, photosWaiting, app, revokedAt };
}

/** All or none: a list with one wrong line is answered with that line's path. */
export async function addPeople(
  tx: Tx,
  { people }: z.infer<typeof addPeopleSchema>,
  deps: Pick<Deps, 'now' | 'newId'>,
): Promise<Result<{ added: string[] }, Refused>> {
  const wrong: string[] = [];
  for (const [i, { assignment }] of people.entries()) {
    if (!(await fits(tx, assignment))) wrong.push(`people/${i}/assignment/unitId`);
  }
  if (wrong.length > 0) return err({ code: 'bad-shape', fields: wrong });
  const added: string[] = [];
  for (const { name, assignment } of people) {
    const accountId = deps.newId();
    await tx.people.addAccount({
      id: accountId,
      name: nfc(name).trim(),
      createdAt: new Date(deps.now()).toISOString(),
    });
    await tx.people.addAssignment({
      ...assignment,
      id: deps.newId(),
      accountId,
      from: civilToday(deps.now()),
      to: null,
    });
    added.push(accountId);
  }
  return ok({ added });
}

export async function addAssignment(
  tx: Tx,
  accountId: string,
  wish: z.infer<typeof addAssignmentSchema>,
  deps: Pick<Deps, 'now' | 'newId'>,
): Promise<Result<{ id: string }, Refused>> {
  if (!(await tx.people.account(accountId))) return err({ code: 'not-found' });
  if (!(await fits(tx, wish))) return err({ code: 'bad-shape', fields: ['unitId'] });
  const today = civilToday(deps.now());
  const same = (await tx.people.assignments(accountId)).find(
    (held) => lastsToday(held, today) && held.role === wish.role && held.unitId === wish.unitId,
  );
  if (same) return ok({ id: same.id });
  const id = deps.newId();
  await tx.people.addAssignment({ ...wish, id, accountId, from: today, to: null });
  return ok({ id });
}

/** Ends a role today. Somebody must stay who can add people. */
export async function endAssignment(tx: Tx, id: string, now: number): Promise<Result<null, Refused>> {
  const today = civilToday(now);
  const assignment = await tx.people.assignment(id);
  if (!assignment) return err({ code: 'not-found' });
  if (!lastsToday(assignment, today)) return ok(null);
  const admins = (await tx.people.assignments()).filter((held) => held.role === 'admin' && lastsToday(held, today));
  if (admins.every((held) => held.id === id) && assignment.role === 'admin') return err({ code: 'last-admin' });
  await tx.people.endAssignment(id, today);
  return ok(null);
}

/** Every later request of the device is refused. What its queue delivered before stays. */
export async function revokeDevice(tx: Tx, id: string, now: number): Promise<Result<null, Refused>> {
  const device = await tx.access.device(id);
  if (!device) return err({ code: 'not-found' });
  if (device.revokedAt === null) await tx.access.changeDevice(id, { revokedAt: new Date(now).toISOString() });
  return ok(null);
}

export async function revokeLink(tx: Tx, id: string, now: number): Promise<Result<null, Refused>> {
  const link = await tx.access.link(id);
  if (!link) return err({ code: 'not-found' });
  if (link.usedAt !== null) return err({ code: 'link-used' });
  if (link.revokedAt === null) await tx.access.changeLink(id, { revokedAt: new Date(now).toISOString() });
  return ok(null);
}

export async function listErrors(tx: Tx): Promise<z.infer<typeof errorListSchema>> {
  return { errors: [...(await tx.access.errors(200))] };
}

/** A role of a unit names one that exists; a role of the commune names none. */
async function fits(tx: Tx, { role, unitId }: Assignment): Promise<boolean> {
  if (unitId === null) return !isUnitRole(role);
  return isUnitRole(role) && (await tx.people.unit(unitId)) !== null;
}
