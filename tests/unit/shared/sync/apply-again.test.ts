// Operations that phones offer again after a restore, in any order of the phones. Before the loss the counter went from 100
// (the backup) to about 120; in the present life numbers begin at 1,000,101.
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../../src/shared/domain/kinds.ts';
import type { OfferedAgain } from '../../../../src/shared/sync/again.ts';
import { decide, stampChange, stampCreate } from '../../../../src/shared/sync/apply.ts';
import type { Decision, World } from '../../../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../../../src/shared/sync/record-store.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import {
  aCreate,
  aNomination,
  anOfficer,
  aPatch,
  aStored,
  aSubjectRowId,
  at,
  aWorld,
  testId,
} from '../../../support/builders.ts';

const [mine, theirs, third] = [testId(0xf1), testId(0xf2), testId(0xf3)];
const lost = (rev: number, more: Partial<OfferedAgain> = {}) => ({ rev, epochFrom: 100, ...more });
const rowId = testId(0x77);
const key = `subjects/${rowId}`;

/** A server that takes one operation after another, numbered in the present life. */
class Server {
  record: StoredRecord | null;
  #counter = 1_000_100;

  constructor(record: StoredRecord | null = aStored()) {
    this.record = record;
  }

  take(op: Operation, queue: string, again: OfferedAgain | null = null, world: Partial<World> = {}): Decision {
    const decision = decide(op, aWorld({ record: this.record, queue, again, ...world }), kinds);
    this.#counter += 1;
    const rev = again?.rev || this.#counter;
    const anew = { paths: again?.filed ?? [], rev: this.#counter };
    if (decision.type === 'change') this.record = stampChange(decision.changes[0], rev, anew);
    if (decision.type === 'create') this.record = stampCreate(decision, rev, 'NT-2026-0001');
    return decision;
  }

  get title() {
    return this.record?.content.values.title;
  }
}

const conflicts = (decision: Decision) =>
  decision.type === 'change' ? decision.conflicts.map(({ field }) => field) : [];
const title = (value: string, base: number, seq: number) =>
  aPatch({ title: value }, { title: base }, { seq, opId: testId(0x9000 + seq + base) });
const addRow = (seq: number): Operation => ({
  ...{ opId: testId(0x3001), seq, recordId: testId(0x2001), v: 1, at },
  kind: 'setAdd',
  body: { rows: { subjects: [{ id: rowId, order: 2, values: { name: 'Bà Tư' } }] } },
});
const removeRow = (base: number, seq: number): Operation => ({
  ...{ opId: testId(0x3002), seq, recordId: testId(0x2001), v: 1, at },
  kind: 'setRemove',
  body: { rows: { subjects: [rowId] }, base: { [key]: base } },
});
const renameRow = (base: number, seq: number) =>
  aPatch({ [`${key}/name`]: 'Bà Năm' }, { [`${key}/name`]: base }, { seq, opId: testId(0x3003) });
const step = (name: string, expectStatus: string, expectRev: number, seq: number): Operation => ({
  ...{ opId: testId(0x4000 + expectRev), seq, recordId: testId(0x2001), v: 1, at },
  kind: 'command',
  body: { command: { name, expectStatus, expectRev, note: 'Xin nói rõ' } },
});

describe('[S11] a change whose author had seen the other', () => {
  it('of a record that was itself lost is no conflict', () => {
    const server = new Server(null);
    expect(server.take(aCreate(), theirs, lost(110)).type).toBe('create');
    expect(conflicts(server.take(title('Sửa', 110, 2), mine, lost(111)))).toEqual([]);
    expect(server.title).toBe('Sửa');
  });

  it('is no conflict when three changes of two people come back the wrong way round', () => {
    const [first, second, last] = [title('Một', 90, 1), title('Hai', 110, 1), title('Ba', 111, 2)];
    const server = new Server();
    server.take(second, theirs, lost(111));
    expect(conflicts(server.take(first, mine, lost(110)))).toEqual([]);
    expect(server.title).toBe('Hai');
    expect(conflicts(server.take(last, mine, lost(112)))).toEqual([]);
    expect(server.title).toBe('Ba');
  });

  it('and waits unsent is no conflict either', () => {
    const server = new Server();
    server.take(title('Một', 90, 1), theirs, lost(110));
    expect(conflicts(server.take(title('Hai', 110, 5), mine, lost(0)))).toEqual([]);
    expect(server.title).toBe('Hai');
  });

  it('stays seen when somebody writes over both in the present life', () => {
    const server = new Server();
    server.take(title('Hai', 110, 1), theirs, lost(111));
    server.take(title('Mới', 1_000_101, 1), third);
    expect(conflicts(server.take(title('Một', 90, 1), mine, lost(110)))).toEqual([]);
    expect(server.title).toBe('Mới');
  });
});

describe('[S11] a value that nobody had seen is never dropped', () => {
  it('where a change of the present life, numbered far above, stands', () => {
    const server = new Server();
    server.take(title('Khác', 1_000_050, 1), third);
    expect(conflicts(server.take(title('Một', 90, 1), mine, lost(110)))).toEqual(['title']);
  });

  it('where two had written at the same time, whoever comes first', () => {
    for (const order of [
      [mine, theirs],
      [theirs, mine],
    ]) {
      const server = new Server();
      const [a = '', b = ''] = order;
      server.take(title(a, 90, 1), a, a === mine ? lost(110) : lost(111, { filed: ['title'] }));
      const late = server.take(title(b, 90, 1), b, b === mine ? lost(110) : lost(111, { filed: ['title'] }));
      expect(conflicts(late)).toEqual(['title']);
    }
  });

  it('where it had been filed for a person, and others wrote on above it', () => {
    const filed = lost(111, { filed: ['title'] });
    const server = new Server();
    server.take(title('Người khác', 112, 1), theirs, lost(113));
    expect(conflicts(server.take(title('Chờ xem', 90, 1), mine, filed))).toEqual(['title']);
    const other = new Server();
    other.take(title('Chờ xem', 90, 1), mine, filed);
    expect(conflicts(other.take(title('Người khác', 112, 1), theirs, lost(113)))).toEqual(['title']);
  });

  it('where its number is of a life before the one that was lost last', () => {
    const server = new Server();
    server.take(title('Hai', 1_000_050, 1), theirs, { rev: 1_000_060, epochFrom: 1_000_040 });
    const slept = { rev: 110, epochFrom: 1_000_040 };
    expect(conflicts(server.take(title('Một', 90, 1), mine, slept))).toEqual(['title']);
  });
});

describe('[S11] of two lives from one backup, both lost,', () => {
  const [first, second] = [110, 500_110];

  it('the second, which never heard of the first, proves no sight of it, whoever comes first', () => {
    const server = new Server();
    server.take(title('Hai', second - 5, 1), theirs, lost(second));
    expect(conflicts(server.take(title('Một', 90, 1), mine, lost(first)))).toEqual(['title']);
    const turned = new Server();
    turned.take(title('Một', 90, 1), mine, lost(first));
    expect(conflicts(turned.take(title('Hai', second - 5, 1), theirs, lost(second)))).toEqual(['title']);
    expect(turned.title).toBe('Một');
  });

  it('a row of the first is not taken out by the second', () => {
    const server = new Server();
    server.take(addRow(1), third, lost(first));
    server.take(renameRow(first, 1), theirs, lost(first + 1));
    expect(conflicts(server.take(removeRow(second, 1), mine, lost(second)))).toEqual([key]);
  });

  it('the second proves no sight of the first where the backup is of a life between them', () => {
    const between: Partial<OfferedAgain> = { epochFrom: 500_100, lost: [[100, 500_000]] };
    const server = new Server();
    server.take(title('Một', 100, 1), mine, lost(110, between));
    expect(conflicts(server.take(title('Hai', 600_010, 2), theirs, lost(0, between)))).toEqual(['title']);
    expect(server.title).toBe('Một');
  });

  it('what the backup held was seen in both', () => {
    const server = new Server({ ...aStored(), revs: { title: 95 } });
    expect(conflicts(server.take(title('Hai', second, 1), theirs, lost(second + 1)))).toEqual([]);
  });
});

describe('[S11] a row', () => {
  it('that another phone added is waited for, and then changed', () => {
    const server = new Server();
    const [rename, remove] = [renameRow(110, 1), removeRow(110, 2)];
    expect(server.take(rename, mine, lost(111))).toEqual({ type: 'blocked', by: rename.opId });
    expect(server.take(remove, mine, lost(112))).toEqual({ type: 'blocked', by: remove.opId });
    server.take(addRow(1), theirs, lost(110));
    expect(conflicts(server.take(rename, mine, lost(111)))).toEqual([]);
    expect(server.record?.content.rows.subjects?.[rowId]?.name).toBe('Bà Năm');
    expect(conflicts(server.take(remove, mine, lost(112)))).toEqual([]);
    expect(server.record?.content.rows.subjects?.[rowId]).toBeUndefined();
  });

  it('is waited for in a record that was withdrawn meanwhile, and then asked about', () => {
    const server = new Server(aStored(aNomination(), { status: 'withdrawn' }));
    const [rename, remove] = [renameRow(110, 1), removeRow(110, 2)];
    expect(server.take(rename, mine, lost(111))).toEqual({ type: 'blocked', by: rename.opId });
    expect(server.take(remove, mine, lost(112))).toEqual({ type: 'blocked', by: remove.opId });
    server.take(addRow(1), theirs, lost(110));
    expect(conflicts(server.take(rename, mine, { rev: 0 }))).toEqual([`${key}/name`]);
    expect(conflicts(server.take(remove, mine, { rev: 0 }))).toEqual([key]);
  });

  it('is waited for in a record that became part of another', () => {
    const merged = aStored(aNomination(), { status: 'merged', mergedInto: testId(0x2002) });
    const survivor = aStored(aNomination(), { id: testId(0x2002) });
    for (const op of [renameRow(110, 1), removeRow(110, 2)])
      expect(new Server(merged).take(op, mine, lost(111), { survivor })).toEqual({ type: 'blocked', by: op.opId });
  });

  it('is taken out again by who had seen what was written in it, in either order', () => {
    const withRow = () => {
      const server = new Server();
      server.take(addRow(1), third, lost(105));
      return server;
    };
    const inOrder = withRow();
    inOrder.take(renameRow(105, 1), theirs, lost(110));
    expect(conflicts(inOrder.take(removeRow(110, 1), mine, lost(111)))).toEqual([]);
    const turned = withRow();
    expect(conflicts(turned.take(removeRow(110, 1), mine, lost(111)))).toEqual([]);
    expect(conflicts(turned.take(renameRow(105, 1), theirs, lost(110)))).toEqual([]);
    const unseen = withRow();
    unseen.take(renameRow(105, 1), theirs, lost(110));
    expect(conflicts(unseen.take(removeRow(105, 1), mine, lost(111)))).toEqual([key]);
  });

  it('is not taken out by who saw a higher number beside a word that had not come back yet', () => {
    const rows = { subjects: { [rowId]: { order: 1, name: 'Bà Tư', position: 'Nông dân' } } };
    const afterBoth = () => {
      const server = new Server(aStored({ ...aNomination(), rows }, { revs: { [key]: 90 } }));
      server.take(aPatch({ [`${key}/position`]: 'Hưu trí' }, { [`${key}/position`]: 90 }, { seq: 1 }), third);
      server.take(renameRow(90, 1), mine, lost(110));
      return server;
    };
    const removal = (base: Record<string, number>) =>
      ({ ...removeRow(0, 1), body: { rows: { subjects: [rowId] }, base } }) as Operation;
    const saw = { [key]: 90, [`${key}/position`]: 1_000_101 };
    expect(conflicts(afterBoth().take(removal(saw), theirs))).toEqual([key]);
    expect(conflicts(afterBoth().take(removal({ ...saw, [`${key}/name`]: 110 }), theirs))).toEqual([]);
    // An earlier app named one number, the highest.
    expect(conflicts(afterBoth().take(removal({ [key]: 1_000_101 }), theirs))).toEqual([]);
  });

  it('that is no longer known to anybody is refused as ever outside a restore', () => {
    expect(new Server().take(renameRow(110, 1), mine)).toMatchObject({ type: 'rejected', code: 'no-such-row' });
    expect(new Server().take(removeRow(110, 1), mine)).toEqual({ type: 'nothing' });
  });
});

describe('[S11] steps of the workflow', () => {
  const office = { author: anOfficer() };
  const receive = step('receive', 'sent', 10, 1);
  const back = step('return', 'received', 110, 2);
  const resubmit = step('resubmit', 'returned', 111, 1);
  const again = step('receive', 'sent', 112, 3);
  const taken = [
    [receive, theirs, 110, office],
    [back, theirs, 111, office],
    [resubmit, mine, 112, {}],
    [again, theirs, 113, office],
  ] as const;

  it('leave the dossier where the latest of them had left it, whoever comes first', () => {
    const orders = [
      [0, 1, 2, 3],
      [0, 1, 3, 2],
      [2, 0, 1, 3],
      [3, 2, 1, 0],
    ];
    for (const order of orders) {
      const server = new Server();
      for (const at of order) {
        const [op, queue, number, world] = taken[at] ?? taken[0];
        expect(server.take(op, queue, lost(number), world).type).toBe('change');
      }
      expect(server.record?.status).toBe('received');
    }
  });

  it('do not undo what was decided since', () => {
    const server = new Server();
    server.take(step('receive', 'sent', 10, 1), third, null, office);
    expect(server.take(back, theirs, lost(111), office).type).toBe('change');
    expect(server.record?.status).toBe('received');
  });

  it('that closed the dossier do not shut out what was taken before them', () => {
    const server = new Server(aStored(aNomination(), { status: 'eligible', statusRev: 1_000_101 }));
    expect(server.take(title('Sửa', 90, 1), mine, lost(110)).type).toBe('change');
    expect(server.take(title('Sửa nữa', 90, 2), mine)).toMatchObject({ type: 'rejected', code: 'closed-status' });
    expect(server.take(title('Chưa gửi', 90, 2), mine, lost(0))).toMatchObject({ code: 'closed-status' });
  });
});

it('[S11] what an ordinary writer leaves behind is as it was', () => {
  const server = new Server();
  server.take(
    aPatch({ [`subjects/${aSubjectRowId}/name`]: 'Cụ Hai' }, { [`subjects/${aSubjectRowId}/name`]: 10 }),
    mine,
  );
  expect(server.record?.writers[`subjects/${aSubjectRowId}/name`]).toEqual({ queue: mine, seq: 2, base: 10 });
});
