// A commune on a server of its own, founded by the second client, where it and the app's phone work side by side.
import { recordPage } from '../../src/db/record-query.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import type { FieldValue } from '../../src/shared/domain/field.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { type Options, SecondClient } from '../second-client/client.ts';
import { uuidv7 } from '../second-client/key.ts';
import type { NewRows, Values } from '../second-client/wire.ts';
import { aNomination } from './builders.ts';
import { openPhone, type Phone } from './phone.ts';
import { type ServerProcess, startServer } from './server-process.ts';

export type Who = 'head' | 'teacher' | 'officer';

export interface TwoClients {
  readonly server: ServerProcess;
  readonly admin: SecondClient;
  readonly hamletId: string;
  readonly schoolId: string;
  second(who: Who, options?: Options): Promise<SecondClient>;
  app(who: Who): Promise<Phone>;
  close(): Promise<void>;
}

export async function openTwoClients(): Promise<TwoClients> {
  const server = await startServer();
  const origin = `http://127.0.0.1:${server.port}`;
  const commune = { name: 'Xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' };
  const admin = await SecondClient.enrol(origin, await server.adminLink(), {}, { name: 'Vũ Thị Quản', commune });
  const [hamlet, school] = await admin.admin.addUnits([
    { name: 'Thôn Đông', type: 'village' },
    { name: 'Trường Tiểu học Kiến Thụy', type: 'primary-school' },
  ]);
  if (!hamlet || !school) throw new Error('The units were not added');
  const [head = '', teacher = '', officer = ''] = await admin.admin.addPeople([
    { name: 'Phạm Văn Trưởng', assignment: { role: 'unit-head', unitId: hamlet.id } },
    { name: 'Nguyễn Thị Hoa', assignment: { role: 'submitter', unitId: school.id } },
    { name: 'Lê Thị Phòng', assignment: { role: 'officer', unitId: null } },
  ]);
  const people = { head, teacher, officer };
  const phones: Phone[] = [];
  return {
    server,
    admin,
    hamletId: hamlet.id,
    schoolId: school.id,
    second: async (who, options) => SecondClient.enrol(origin, await admin.admin.link(people[who]), options),
    app: async (who) => {
      const phone = await openPhone(server.port, await admin.admin.link(people[who]));
      phones.push(phone);
      return phone;
    },
    close: async () => {
      for (const phone of phones) phone.close();
      await server.remove();
    },
  };
}

/** What the second client writes of a nomination, and of an initiative. */
export const nomination = (unitId: string, more: Values = {}): Values => ({
  subjectType: 'individual',
  unitId,
  title: 'Trả lại ví',
  happenedOn: '2026-11-05',
  story: 'Em nhặt được ví và mang đến nhờ cô giáo trả lại.',
  ...more,
});
export const initiative = (unitId: string): Values => ({
  unitId,
  title: 'Vườn rau tưới tự động',
  happenedOn: '2026-10',
  newWay: 'Hẹn giờ tưới bằng một van cũ.',
});
export const oneRow = (set: string, values: Values, id = uuidv7()): NewRows => ({ [set]: [{ id, order: 1, values }] });
export const aSubject = (name = 'Trần Văn An') => oneRow('subjects', { name });

// The app's phone, as its screens use it.

export async function pageOn({ db }: Phone, recordId: string) {
  const page = await recordPage(db, recordId);
  if (!page) throw new Error('The record is not on this phone');
  return page;
}

export async function saveOn(
  phone: Phone,
  values: RecordContent['values'],
  rows: RecordContent['rows'] = {},
  recordId = uuidv7(),
) {
  const content = aNomination(values, { subjects: { [uuidv7()]: { order: 1, name: 'Trần Văn An' } }, ...rows });
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return recordId;
}

export async function editOn(phone: Phone, recordId: string, values: Record<string, FieldValue>) {
  await changeOn(phone, recordId, (view) => ({ ...view, values: { ...view.values, ...values } }));
}

export async function changeOn(phone: Phone, recordId: string, change: (view: RecordContent) => RecordContent) {
  const { view, rev, revs } = await pageOn(phone, recordId);
  const seen = { content: view, rev, revs };
  const saved = await saveEdit(phone.db, phone.deps, { recordId, seen, content: change(view) });
  if (!saved.ok) throw new Error(saved.error.code);
}

export async function commandOn(phone: Phone, recordId: string, name: string, more: { note?: string } = {}) {
  const { status, statusRev } = await pageOn(phone, recordId);
  if (status === null) throw new Error('The feed has not brought the record');
  const saved = await saveCommand(phone.db, phone.deps, {
    recordId,
    name,
    expectStatus: status,
    expectRev: statusRev,
    ...more,
  });
  if (!saved.ok) throw new Error(saved.error.code);
}

/** One after another, each until it has nothing to send and nothing to hear. */
export async function syncAll(...all: readonly (Phone | SecondClient)[]): Promise<void> {
  for (const one of all) {
    const outcome = one instanceof SecondClient ? await one.sync() : await one.engine.run('button');
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
  }
}
