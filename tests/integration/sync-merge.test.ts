// Two records of one deed become one while people still write and disagree about both (SPEC.md S6.6).
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../server/store/memory/memory-store.ts';
import type { Page } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { aCreate, aNomination, aPatch, aPhotoRow, communeId, testId, villageId } from '../support/builders.ts';
import { enrolPhone, foundVillage, newId, type Phone, type SyncDeps, syncDeps } from '../support/sync-village.ts';

describe('two records that become one', () => {
  let deps: SyncDeps;
  let head: Phone;
  let colleague: Phone;
  let office: Phone;
  let seq = 0;
  beforeEach(async () => {
    deps = syncDeps(createMemoryStore({ newEpoch: () => 'epoch-1' }));
    await foundVillage(deps);
    head = await enrolPhone(deps, [{ role: 'unit-head', unitId: villageId }]);
    colleague = await enrolPhone(deps, [{ role: 'submitter', unitId: villageId }]);
    office = await enrolPhone(deps, [{ role: 'officer', unitId: null }]);
  });

  const next = () => ({ opId: newId(), seq: ++seq });
  const create = async (photoId: string) => {
    const op = aCreate(aNomination({}, { photos: { [photoId]: aPhotoRow() } }), { ...next(), recordId: newId() });
    const [answer] = await head.push(op);
    return { id: op.recordId, rev: answer?.type === 'applied' ? answer.rev : 0 };
  };
  const title = (recordId: string, value: string, base: number) =>
    aPatch({ title: value }, { title: base }, { ...next(), recordId });
  const ofPage = async (recordId: string): Promise<Pick<Page, 'records' | 'conflicts'>> => {
    const { records, conflicts } = await office.pull();
    return {
      records: records.filter(({ id }) => id === recordId),
      conflicts: conflicts.filter((one) => one.recordId === recordId),
    };
  };
  const command = (recordId: string, body: Extract<Operation, { kind: 'command' }>['body']['command']): Operation => ({
    ...{ ...next(), recordId, v: 1, at: '2026-11-23T01:00:00.000Z' },
    kind: 'command',
    body: { command: body },
  });
  type Merge = NonNullable<Extract<Operation, { kind: 'command' }>['body']['command']['merge']>;
  const merge = (
    into: { id: string; rev: number },
    from: { id: string; rev: number },
    fromBase?: Merge['fromBase'],
  ): Operation =>
    command(into.id, {
      name: 'merge',
      expectStatus: 'sent',
      expectRev: into.rev,
      merge: { from: from.id, fromRev: from.rev, ...(fromBase ? { fromBase } : {}), patch: {}, base: {} },
    });
  const isOpen = ({ resolvedBy }: Page['conflicts'][number]) => resolvedBy === null;

  it('carry over what is still asked: a choice then writes into the one that stays [S6]', async () => {
    const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
    await head.push(title(from.id, 'Của trưởng thôn', from.rev));
    expect(await colleague.push(title(from.id, 'Của đồng nghiệp', from.rev))).toMatchObject([{ type: 'conflict' }]);
    const [asked] = (await ofPage(from.id)).conflicts;
    expect(await office.push(merge(into, from))).toMatchObject([{ type: 'applied' }]);

    expect((await ofPage(from.id)).conflicts).toMatchObject([{ id: asked?.id, resolvedBy: office.accountId }]);
    const { conflicts, records } = await ofPage(into.id);
    expect(conflicts).toMatchObject([
      { field: 'title', kept: aNomination().values.title, other: 'Của đồng nghiệp', resolvedBy: null },
    ]);
    expect([conflicts[0]?.author.id, conflicts[0]?.opId]).toEqual([colleague.accountId, asked?.opId]);
    const choice = command(into.id, {
      name: 'resolve',
      expectStatus: 'sent',
      expectRev: into.rev,
      resolve: {
        conflictId: conflicts[0]?.id ?? '',
        field: 'title',
        choice: 'other',
        value: 'Của đồng nghiệp',
        base: records[0]?.rev ?? 0,
      },
    });
    expect(await office.push(choice)).toMatchObject([{ type: 'applied' }]);
    expect((await ofPage(into.id)).records[0]?.values.title).toBe('Của đồng nghiệp');
    expect((await ofPage(from.id)).records[0]?.values.title).toBe('Của trưởng thôn');
  });

  it('ask about words that whoever merged them had not seen, as their writer’s [S6]', async () => {
    const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
    const edit = title(from.id, 'Của đồng nghiệp', from.rev);
    await colleague.push(edit);
    expect(await office.push(merge(into, from, {}))).toMatchObject([{ type: 'applied' }]);
    const { conflicts } = await ofPage(into.id);
    expect(conflicts).toMatchObject([
      { field: 'title', kept: aNomination().values.title, other: 'Của đồng nghiệp', opId: edit.opId },
    ]);
    expect(conflicts[0]?.author.id).toBe(colleague.accountId);
  });

  it('ask nothing about words that whoever merged them had before their eyes, or before an app that says so [S6]', async () => {
    const seen = async (fromBase: (rev: number) => Merge['fromBase']) => {
      const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
      const [answer] = await colleague.push(title(from.id, 'Của đồng nghiệp', from.rev));
      await office.push(merge(into, from, fromBase(answer?.type === 'applied' ? answer.rev : 0)));
      return (await ofPage(into.id)).conflicts;
    };
    expect(await seen((rev) => ({ title: rev }))).toEqual([]);
    expect(await seen(() => undefined)).toEqual([]);
  });

  it('ask about own words that were no longer before the eyes of whoever merged them [S6]', async () => {
    const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
    await office.push(title(from.id, 'Của cán bộ', from.rev));
    await office.push(merge(into, from, {}));
    expect((await ofPage(into.id)).conflicts.map(({ other }) => other)).toEqual(['Của cán bộ']);
    // One that waits on the phone is: it is named with what had been seen beneath it.
    const other = await create(testId(0x63));
    await office.push(title(other.id, 'Của cán bộ nữa', other.rev), merge(into, other, { title: other.rev }));
    expect((await ofPage(into.id)).conflicts.map(({ other: word }) => word)).toEqual(['Của cán bộ']);
  });

  it('are asked about by new words that were chosen for the one that is gone [S6]', async () => {
    const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
    await head.push(title(from.id, 'Của trưởng thôn', from.rev));
    await colleague.push(title(from.id, 'Của đồng nghiệp', from.rev));
    const { conflicts, records } = await ofPage(from.id);
    const choose = (choice: 'new' | 'kept' | 'other', value: string) =>
      command(from.id, {
        name: 'resolve',
        expectStatus: 'sent',
        expectRev: from.rev,
        resolve: {
          conflictId: conflicts[0]?.id ?? '',
          field: 'title',
          choice,
          value,
          base: records[0]?.revs.title ?? 0,
        },
      });
    await office.push(merge(into, from));
    const asked = (await ofPage(into.id)).conflicts.map(({ other }) => other);
    expect(await office.push(choose('other', 'Của đồng nghiệp'))).toMatchObject([{ type: 'applied' }]);
    expect(await office.push(choose('kept', 'Của trưởng thôn'))).toMatchObject([{ type: 'applied' }]);
    expect(await office.push(choose('new', 'Của cả hai'))).toMatchObject([{ type: 'conflict', fields: ['title'] }]);
    expect((await ofPage(into.id)).conflicts.filter(isOpen).map(({ other }) => other)).toEqual([
      ...asked,
      'Của cả hai',
    ]);
  });

  it('answer a word that the one that stays says already with that one’s number, which a backup may lack [S11]', async () => {
    const [into, from] = [await create(testId(0x61)), await create(testId(0x62))];
    await office.push(merge(into, from));
    const [said] = await colleague.push(title(into.id, 'Cùng một lời', into.rev));
    const [met] = await head.push(title(from.id, 'Cùng một lời', from.rev));
    expect([met?.type, met]).toMatchObject(['applied', { rev: said?.type === 'applied' ? said.rev : 0 }]);
  });

  it('hold a picture once for both rows that show it [S6] [P4]', async () => {
    const [mine, theirs] = [testId(0x61), testId(0x62)];
    const [into, from] = [await create(mine), await create(theirs)];
    for (const [size, sha256] of [
      ['full', 'ab'.repeat(32)],
      ['thumb', 'cd'.repeat(32)],
    ] as const)
      await deps.store.transaction(communeId, (tx) =>
        tx.records.holdPhoto({
          ...{ recordId: from.id, photoId: theirs, size, sha256 },
          ...{ bytes: 9, mime: 'image/webp', heldAt: '2026-11-23T02:00:00.000Z' },
        }),
      );
    expect((await ofPage(into.id)).records[0]?.held).toEqual({});
    await office.push(merge(into, from));
    const [survivor] = (await ofPage(into.id)).records;
    expect(Object.keys(survivor?.rows.photos ?? {})).toEqual([mine]);
    expect(survivor?.held).toEqual({ [mine]: 'both' });
  });
});
