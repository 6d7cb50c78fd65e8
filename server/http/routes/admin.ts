// /api/v1/admin: people, units, links, devices and the phones' errors, for the admins of a commune.
import type { Context, Hono } from 'hono';
import type { Result } from '../../../src/shared/lib/result.ts';
import {
  addAssignmentSchema,
  addPeopleSchema,
  addUnitsSchema,
  changeUnitSchema,
} from '../../../src/shared/wire/admin.ts';
import type { Tx } from '../../store/store.ts';
import {
  addAssignment,
  addPeople,
  endAssignment,
  listErrors,
  listPeople,
  revokeDevice,
  revokeLink,
} from '../../use-cases/admin.ts';
import { createLinkMaker } from '../../use-cases/links.ts';
import type { Refused } from '../../use-cases/refused.ts';
import { addUnits, changeUnit } from '../../use-cases/units.ts';
import { listBytes, readJson } from '../body.ts';
import { type AppDeps, must, signedIn } from '../context.ts';
import { answerJson } from '../json.ts';
import { Refusal } from '../problem.ts';

export function adminRoutes(app: Hono, deps: AppDeps): void {
  const links = createLinkMaker({ ...deps, origin: deps.address.origin });
  const admin = async (c: Context) => (await signedIn(c, deps, 'admin')).actor.communeId;

  /** One change of the admin's commune, told in the log by its name. */
  async function change<T>(
    c: Context,
    communeId: string,
    event: string,
    work: (tx: Tx) => Promise<Result<T, Refused>>,
  ): Promise<Response> {
    const value = must(await deps.store.transaction(communeId, work));
    deps.log.info(event, { communeId });
    return value === null ? c.body(null, 204) : answerJson(c, value);
  }

  app.get('/api/v1/admin/people', async (c) => {
    const communeId = await admin(c);
    return answerJson(c, await deps.store.read(communeId, (tx) => listPeople(tx, deps.now())));
  });

  app.post('/api/v1/admin/people', async (c) => {
    const communeId = await admin(c);
    const wish = await readJson(c.req.raw, addPeopleSchema, listBytes);
    return change(c, communeId, 'people-added', (tx) => addPeople(tx, wish, deps));
  });

  app.post('/api/v1/admin/people/:id/assignments', async (c) => {
    const communeId = await admin(c);
    const wish = await readJson(c.req.raw, addAssignmentSchema);
    return change(c, communeId, 'assignment-added', (tx) => addAssignment(tx, c.req.param('id'), wish, deps));
  });

  app.delete('/api/v1/admin/assignments/:id', async (c) => {
    return change(c, await admin(c), 'assignment-ended', (tx) => endAssignment(tx, c.req.param('id'), deps.now()));
  });

  app.post('/api/v1/admin/people/:id/links', async (c) => {
    const communeId = await admin(c);
    const accountId = c.req.param('id');
    const account = await deps.store.read(communeId, (tx) => tx.people.account(accountId));
    if (!account) throw new Refusal('not-found');
    const answer = await links.forAccount(communeId, accountId);
    deps.log.info('link-made', { communeId, linkId: answer.id });
    return answerJson(c, answer);
  });

  app.delete('/api/v1/admin/links/:id', async (c) => {
    return change(c, await admin(c), 'link-revoked', (tx) => revokeLink(tx, c.req.param('id'), deps.now()));
  });

  app.post('/api/v1/admin/devices/:id/revoke', async (c) => {
    return change(c, await admin(c), 'device-revoked', (tx) => revokeDevice(tx, c.req.param('id'), deps.now()));
  });

  app.post('/api/v1/admin/units', async (c) => {
    const communeId = await admin(c);
    const wish = await readJson(c.req.raw, addUnitsSchema, listBytes);
    return change(c, communeId, 'units-added', (tx) => addUnits(tx, wish, deps.newId));
  });

  app.patch('/api/v1/admin/units/:id', async (c) => {
    const communeId = await admin(c);
    const wish = await readJson(c.req.raw, changeUnitSchema);
    return change(c, communeId, 'unit-changed', (tx) => changeUnit(tx, c.req.param('id'), wish));
  });

  app.get('/api/v1/admin/errors', async (c) => {
    return answerJson(c, await deps.store.read(await admin(c), listErrors));
  });
}
