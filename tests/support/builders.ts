// Builders of records and operations: small, whole, and different in one thing at a time.
import { initiative } from '../../src/shared/domain/initiative.ts';
import { nomination } from '../../src/shared/domain/nomination.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import type { Actor, Assignment } from '../../src/shared/domain/role.ts';
import { createBody } from '../../src/shared/sync/create-body.ts';
import type { World } from '../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Conflict, Snapshot } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';

/** A UUID that a test can read: `testId(7)`. */
export const testId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const villageId = testId(0xa1);
export const schoolId = testId(0xa2);
export const communeId = testId(0xc1);
export const queueId = testId(0xe1);
const subjectRow = testId(0x51);
const authorRow = testId(0x52);

export const aSubjectRowId = subjectRow;
export const anAuthorRowId = authorRow;

export function aNomination(values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent {
  return {
    values: {
      subjectType: 'individual',
      unitId: villageId,
      title: 'Trả lại ví tiền nhặt được',
      happenedOn: '2026-11-05',
      story: 'Em nhặt được ví và mang đến nhờ cô giáo trả lại.',
      ...values,
    },
    rows: { subjects: { [subjectRow]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  };
}

export function anInitiative(values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent {
  return {
    values: {
      unitId: schoolId,
      title: 'Vườn rau học đường tưới tự động',
      happenedOn: '2026-10',
      newWay: 'Hẹn giờ tưới bằng một van cũ và một chiếc đồng hồ báo thức.',
      ...values,
    },
    rows: {
      authors: { [authorRow]: { order: 1, name: 'Nguyễn Thị Hoa', position: 'Giáo viên', share: 1000 } },
      ...rows,
    },
  };
}

export function anActor(assignments: readonly Assignment[] = [{ role: 'submitter', unitId: villageId }]): Actor {
  return { accountId: testId(0xb1), name: 'Phạm Thị Dung', communeId, assignments };
}

export const anOfficer = () => ({
  ...anActor([{ role: 'officer', unitId: null }]),
  accountId: testId(0xb2),
  name: 'Lê Văn Đức',
});

export const at = '2026-11-05T09:30:00.000Z';

export function aCreate(
  content: RecordContent = aNomination(),
  head: Partial<Pick<Operation, 'opId' | 'seq' | 'recordId' | 'v'>> = {},
) {
  const type = content.rows.authors ? initiative.kind : nomination.kind;
  return {
    opId: testId(0x1001),
    seq: 1,
    recordId: testId(0x2001),
    v: 1,
    at,
    ...head,
    kind: 'create' as const,
    body: createBody(type, content),
  } satisfies Operation;
}

export function aPatch(
  patch: Record<string, string | number | boolean | null>,
  base: Record<string, number> = {},
  head: Partial<Operation> = {},
) {
  return {
    opId: head.opId ?? testId(0x1002),
    seq: head.seq ?? 2,
    recordId: head.recordId ?? testId(0x2001),
    v: 1,
    at,
    kind: 'patch' as const,
    body: { patch, base },
  } satisfies Operation;
}

export function aStored(content: RecordContent = aNomination(), changes: Partial<StoredRecord> = {}): StoredRecord {
  return {
    id: testId(0x2001),
    kind: content.rows.authors ? 'initiative' : 'nomination',
    v: 1,
    content,
    rev: 10,
    revs: {},
    writers: { '': { queue: testId(0xee), seq: 1 } },
    status: 'sent',
    statusRev: 10,
    dossier: 'NT-2026-0001',
    authorId: testId(0xb9),
    removed: {},
    mergedInto: null,
    ...changes,
  };
}

/** What a decision is taken on: an author of the village and no record. */
export const aWorld = (changes: Partial<World> = {}): World => ({
  author: anActor(),
  queue: queueId,
  record: null,
  survivor: null,
  other: null,
  otherConflicts: [],
  conflict: null,
  idTaken: false,
  refusedBefore: null,
  again: null,
  hasBrought: false,
  unitExists: (id) => id === villageId || id === schoolId,
  ...changes,
});

export function aSnapshot(content: RecordContent = aNomination(), changes: Partial<Snapshot> = {}): Snapshot {
  return {
    id: testId(0x2001),
    kind: content.rows.authors ? 'initiative' : 'nomination',
    v: 1,
    seq: 10,
    rev: 10,
    revs: {},
    status: 'sent',
    statusRev: 10,
    dossier: 'NT-2026-0001',
    values: content.values,
    rows: content.rows,
    held: {},
    author: { id: testId(0xb1), name: 'Phạm Thị Dung' },
    events: [],
    ...changes,
  };
}

/** The office's title stands; the hamlet's was filed. */
export const aConflict = (changes: Partial<Conflict> = {}): Conflict => ({
  id: testId(0x81),
  seq: 20,
  recordId: testId(0x2001),
  field: 'title',
  kept: 'Trả ví',
  other: 'Nhặt được ví',
  opId: testId(0x1001),
  author: { id: testId(0xb1), name: 'Phạm Thị Dung' },
  at,
  receivedAt: '2026-11-06T01:00:00.000Z',
  device: 'Android',
  keptBy: { id: testId(0xb2), name: 'Lê Văn Đức', device: 'Bàn làm việc', receivedAt: '2026-11-05T10:00:00.000Z' },
  resolvedBy: null,
  ...changes,
});

/** A photo row as the phone writes it once the picture is processed. */
export const aPhotoRow = (order = 1) => ({
  order,
  mime: 'image/webp' as const,
  sha256: 'ab'.repeat(32),
  bytes: 141_000,
  width: 1600,
  height: 1200,
  thumbMime: 'image/webp' as const,
  thumbSha256: 'cd'.repeat(32),
  thumbBytes: 9_000,
});
