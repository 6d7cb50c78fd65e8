// What the tests of the rescue file share: people who save, write a file of what is unsent, and bring it in elsewhere.
import { createHash } from 'node:crypto';
import { addPhoto } from '../../src/db/photos.ts';
import type { DraftRow, PhotoRow } from '../../src/db/rows.ts';
import { exportRescue } from '../../src/features/this-device/rescue-export.ts';
import { importRescue } from '../../src/features/this-device/rescue-import.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { signBatch } from '../../src/sync/queue-key.ts';
import type { CommuneHere } from './commune-here.ts';
import { aKeptPhoto, type Phone } from './phone.ts';
import { deedOf, saveDeed } from './phone-acts.ts';
import { newId, type Person } from './village.ts';

/** A commune and its phones; read when a test runs, not before. */
export type RescueSite = Pick<CommuneHere, 'village' | 'port' | 'phoneOf'>;

type Changes = Parameters<CommuneHere['phoneOf']>[1];

export function rescueAt(site: RescueSite) {
  const origin = () => `http://127.0.0.1:${site.port}`;
  const anOfficer = () => site.village.enrol(site.village.people.officer);

  const ofHamlet = (values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent =>
    deedOf(site.village, values, rows);

  /** To the hamlet, each time another. */
  async function addedPerson(name = 'Đỗ Thị Mùi'): Promise<Person> {
    const { admin, hamlet } = site.village;
    const people = [{ name, assignment: { role: 'submitter', unitId: hamlet.id } }];
    const answer = await admin.send('POST', '/api/v1/admin/people', { people });
    const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
    return { id, name };
  }

  const save = (phone: Pick<Phone, 'db' | 'deps'>, content = ofHamlet(), recordId = newId()) =>
    saveDeed(phone, content, recordId);

  const imported = (phone: Phone, zip: Blob) =>
    importRescue(phone.db, zip, { communeId: phone.me.commune.id, origin: origin() });

  return {
    ofHamlet,
    addedPerson,
    save,
    imported,
    origin,

    aHead: () => site.phoneOf(site.village.people.head),

    /** Another person of the hamlet, each time. */
    aColleague: async (changes: Changes = {}): Promise<Phone> => site.phoneOf(await addedPerson(), changes),

    async saveWithPhoto(
      phone: Pick<Phone, 'db' | 'deps'>,
      seed: number,
      values: RecordContent['values'] = {},
    ): Promise<{ recordId: string; photo: PhotoRow }> {
      const recordId = newId();
      const photo = await addPhoto(phone.db, recordId, aKeptPhoto(seed), new Blob([]));
      if (!photo.ok) throw new Error(photo.error.code);
      const photos = { [photo.value.id]: { order: 1, caption: 'Lúc trao ví' } };
      await save(phone, ofHamlet(values, { photos }), recordId);
      return { recordId, photo: photo.value };
    },

    async exported(phone: Phone): Promise<Blob> {
      const sign = (queue: { keyPair: CryptoKeyPair; id: string }, ops: Parameters<typeof signBatch>[2]) =>
        signBatch(queue.keyPair, queue.id, ops);
      const written = await exportRescue(
        phone.db,
        phone.me,
        { sign, origin: origin(), app: '0.2.0-test' },
        Date.parse('2026-11-23T02:05:00.000Z'),
      );
      if (!written.ok) throw new Error(written.error);
      return written.value.blob;
    },

    /** Brings the file in; what it came to. */
    async planOf(phone: Phone, zip: Blob) {
      const brought = await imported(phone, zip);
      if (!brought.ok) throw new Error(brought.error);
      return brought.value.plan;
    },

    /** As the commune's officer sees it. */
    async atTheCommune(recordId: string) {
      return (await (await anOfficer()).records()).filter(({ id }) => id === recordId);
    },

    /** SHA-256 of the photo the commune has; an HTTP status where it has none. */
    async hashAtTheCommune(recordId: string, photoId: string): Promise<string | number> {
      const response = await (await anOfficer()).get(`/api/v1/records/${recordId}/photos/${photoId}?size=full`);
      if (!response.ok) return response.status;
      return createHash('sha256')
        .update(new Uint8Array(await response.arrayBuffer()))
        .digest('hex');
    },
  };
}

export const aDraft = (recordId: string, title: string, updatedAt: number): DraftRow => ({
  recordId,
  kind: 'nomination',
  mode: 'new',
  form: { values: { title }, rows: {}, answers: {} },
  updatedAt,
  waitingForPhoto: false,
  seen: null,
  preview: { title, people: [], unitId: null, happenedOn: null },
});

export const carriedOf = async (phone: Phone) =>
  (await phone.db.carried.toArray()).flatMap((row) => (row.type === 'operation' ? [row] : []));

export const statesOfCarried = async (phone: Phone) => (await carriedOf(phone)).map(({ state }) => state);
