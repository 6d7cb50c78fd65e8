// Which person of the one record is which of the other may change at the commune while the officer compares (SPEC.md S6.6).
import { describe, expect, it } from 'vitest';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveMerge } from '../../src/db/save-merge.ts';
import { comesOver, differencesOf, mergePatch } from '../../src/features/inbox/compare.ts';
import { nomination } from '../../src/shared/domain/nomination.ts';
import type { Row } from '../../src/shared/domain/record.ts';
import { communeHere } from '../support/commune-here.ts';
import type { Phone } from '../support/phone.ts';
import { authorAndOfficer, pageOf, seenIn } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, anOfficer, deed, record, atTheCommune } = authorAndOfficer(commune);

type People = Readonly<Record<string, Row>>;

/** The officer takes everything that the staying record leaves blank, as the screen proposes. */
async function mergeAsShown(officer: Phone, staysId: string, goesId: string): Promise<readonly string[]> {
  const [stays, goes] = [await pageOf(officer, staysId), await pageOf(officer, goesId)];
  const patch = mergePatch(differencesOf(nomination, stays.view, goes.view), 'a', {});
  expect((await saveMerge(officer.db, officer.deps, { stays, goes, patch })).ok).toBe(true);
  return comesOver(nomination, stays.view, goes.view).flatMap(({ names }) => names);
}

async function change(phone: Phone, recordId: string, people: (subjects: People) => People): Promise<void> {
  const page = await pageOf(phone, recordId);
  const content = { ...page.view, rows: { ...page.view.rows, subjects: people(page.view.rows.subjects ?? {}) } };
  expect((await saveEdit(phone.db, phone.deps, { recordId, seen: seenIn(page), content })).ok).toBe(true);
  await phone.engine.run('saved');
}

const asked = async (recordId: string) => {
  const { page } = await (await commune.village.enrol(commune.village.people.officer)).sync();
  const open = page?.conflicts.filter((one) => one.recordId === recordId && one.resolvedBy === null) ?? [];
  return open.map(({ field, kept, other }) => [field, kept, other]);
};

describe('[S6] while the officer compares two records', () => {
  /** Both compared and merged on the officer's phone, which the commune hears after what a colleague changes. */
  async function merged(
    mine: People,
    theirs: People,
    meanwhile: (author: Phone, stays: string, goes: string) => Promise<void>,
  ) {
    const [author, officer] = [await anAuthor(), await anOfficer()];
    const stays = await record(author, deed({}, { subjects: mine }));
    const goes = await record(author, deed({}, { subjects: theirs }));
    await author.engine.run('saved');
    await officer.engine.run('start');
    const told = await mergeAsShown(officer, stays, goes);
    await meanwhile(author, stays, goes);
    expect(await officer.engine.run('saved')).toEqual({ type: 'done' });
    expect(await officer.db.outbox.toArray()).toEqual([]);
    return { told, people: (await atTheCommune(stays)).rows.subjects ?? {}, asked: await asked(stays) };
  }

  it('whom a colleague names in the one that stays is one person, and what only the other says of them is asked', async () => {
    const [row, added] = [newId(), newId()];
    const binh = { order: 1, name: 'Lê Thị Bình', position: 'Tổ trưởng tổ 3', phone: '0912345678' };
    const at = await merged({ [newId()]: { order: 1, name: 'Trần Văn An' } }, { [row]: binh }, (author, stays) =>
      change(author, stays, (subjects) => ({ ...subjects, [added]: { order: 2, name: 'Lê Thị Bình' } })),
    );
    expect(at.told).toEqual(['Lê Thị Bình']);
    expect(Object.values(at.people).map(({ name }) => name)).toEqual(['Trần Văn An', 'Lê Thị Bình']);
    expect(at.asked.sort()).toEqual([
      [`subjects/${added}/phone`, null, '0912345678'],
      [`subjects/${added}/position`, null, 'Tổ trưởng tổ 3'],
    ]);
  });

  it('a name that a colleague corrects in the one that goes takes no words along', async () => {
    const [own, row] = [newId(), newId()];
    const lan = { order: 1, name: 'Nguyễn Thị La', position: 'Hiệu phó', address: 'Xóm 5' };
    const at = await merged(
      { [own]: { order: 1, name: 'Nguyễn Thị Lan', position: 'Giáo viên' } },
      { [row]: lan },
      (author, _, goes) => change(author, goes, () => ({ [row]: { ...lan, name: 'Nguyễn Thị Lan' } })),
    );
    expect([at.told, Object.keys(at.people)]).toEqual([['Nguyễn Thị La'], [own]]);
    expect(at.asked.sort()).toEqual([
      [`subjects/${own}/address`, null, 'Xóm 5'],
      [`subjects/${own}/position`, 'Giáo viên', 'Hiệu phó'],
    ]);
  });

  it('what was chosen from one person is not written at another, who stands in that row by now', async () => {
    const [own, row] = [newId(), newId()];
    const lan = { order: 1, name: 'Nguyễn Thị Lan' };
    const at = await merged({ [own]: lan }, { [row]: { ...lan, phone: '0912345678' } }, (author, stays) =>
      change(author, stays, () => ({ [own]: { order: 1, name: 'Trần Văn Hùng' } })),
    );
    expect(at.people[own]?.phone ?? null).toBeNull();
    expect(at.people[row]).toMatchObject({ name: 'Nguyễn Thị Lan', phone: '0912345678' });
    expect(at.asked).toEqual([[`subjects/${own}/phone`, null, '0912345678']]);
  });
});
