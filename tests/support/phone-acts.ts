// What people do on a phone, as the screens do it: on what the phone shows at that moment.
import { expect } from 'vitest';
import type { RecordPage } from '../../src/db/live.ts';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import type { PhotoRow } from '../../src/db/rows.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { aNomination } from './builders.ts';
import type { CommuneHere } from './commune-here.ts';
import { aHeic } from './jpeg-others.ts';
import type { Phone } from './phone.ts';
import { newId, type Village } from './village.ts';

export async function pageOf(phone: Phone, recordId: string): Promise<RecordPage> {
  const page = await recordPage(phone.db, recordId);
  if (!page) throw new Error('the record is not on this phone');
  return page;
}

export const seenIn = ({ view, rev, revs }: RecordPage) => ({ content: view, rev, revs });

/** A step as this phone shows the record now. */
export async function step(
  phone: Phone,
  recordId: string,
  name: string,
  said: { note?: string; marks?: string[] } = {},
): Promise<void> {
  const { status, statusRev } = await pageOf(phone, recordId);
  const command = { recordId, name, expectStatus: status ?? '', expectRev: statusRev, ...said };
  expect((await saveCommand(phone.db, phone.deps, command)).ok).toBe(true);
}

/** Changes fields as the form does, on what the phone shows. */
export async function edit(phone: Phone, recordId: string, values: RecordContent['values']): Promise<void> {
  const page = await pageOf(phone, recordId);
  const content = { ...page.view, values: { ...page.view.values, ...values } };
  expect((await saveEdit(phone.db, phone.deps, { recordId, seen: seenIn(page), content })).ok).toBe(true);
}

/** "Lưu và gửi lại". */
export async function editAndResend(phone: Phone, recordId: string, change: (content: RecordContent) => RecordContent) {
  const page = await pageOf(phone, recordId);
  const resubmit = { expectStatus: page.status ?? '', expectRev: page.statusRev };
  const wish = { recordId, seen: seenIn(page), content: change(page.view), resubmit };
  return saveEdit(phone.db, phone.deps, wish);
}

/** A deed of the hamlet. */
export const deedOf = (
  { hamlet }: Village,
  values: RecordContent['values'] = {},
  rows: RecordContent['rows'] = {},
): RecordContent =>
  aNomination(
    { unitId: hamlet.id, ...values },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  );

/** Gives the id of the record. */
export async function saveDeed(
  phone: Pick<Phone, 'db' | 'deps'>,
  content: RecordContent,
  recordId = newId(),
): Promise<string> {
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  expect(saved).toMatchObject({ ok: true });
  return recordId;
}

/** Takes a picture that this phone cannot decode. */
export async function addHeic({ db }: Pick<Phone, 'db'>, recordId: string): Promise<PhotoRow> {
  const added = await addPhoto(db, recordId, { type: 'undecodable-heic' }, new Blob([aHeic()]));
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

/** An author of the hamlet, an officer, and a record between them. */
export function authorAndOfficer(commune: Pick<CommuneHere, 'village' | 'phoneOf'>) {
  const anAuthor = () => commune.phoneOf(commune.village.people.head);
  const anOfficer = () => commune.phoneOf(commune.village.people.officer);

  const deed = (values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent =>
    deedOf(commune.village, values, rows);

  const record = (phone: Phone, content = deed(), recordId = newId()) => saveDeed(phone, content, recordId);

  /** Sent by the author, and on the officer's phone. */
  async function aSentRecord() {
    const [author, officer] = [await anAuthor(), await anOfficer()];
    const recordId = await record(author);
    await author.engine.run('saved');
    await officer.engine.run('start');
    return { author, officer, recordId };
  }

  /** The same, returned, and the author has heard of it. */
  async function aReturnedRecord() {
    const opened = await aSentRecord();
    const { author, officer, recordId } = opened;
    await step(officer, recordId, 'return', { note: 'Kể rõ hơn việc làm', marks: ['story'] });
    await officer.engine.run('saved');
    await author.engine.run('timer');
    expect((await pageOf(author, recordId)).status).toBe('returned');
    return opened;
  }

  async function atTheCommune(recordId: string) {
    const client = await commune.village.enrol(commune.village.people.officer);
    const found = (await client.records()).find(({ id }) => id === recordId);
    if (!found) throw new Error('the commune does not have it');
    return found;
  }

  return { anAuthor, anOfficer, deed, record, aSentRecord, aReturnedRecord, atTheCommune };
}
