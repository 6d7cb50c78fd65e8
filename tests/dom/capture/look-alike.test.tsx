import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { saveNew } from '../../../src/db/save.ts';
import { CapturePage } from '../../../src/features/capture/CapturePage.tsx';
import { WizardPage } from '../../../src/features/initiative/WizardPage.tsx';
import { capture } from '../../../src/i18n/vi/capture.ts';
import { initiativeTexts } from '../../../src/i18n/vi/initiative.ts';
import { lookAlike } from '../../../src/i18n/vi/look-alike.ts';
import { ui } from '../../../src/i18n/vi/ui.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { civilToday, printCivilDate } from '../../../src/shared/lib/civil-date.ts';
import { aNomination, aSnapshot, aSubjectRowId, testId } from '../../support/builders.ts';
import { aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const today = civilToday(Date.now());
const type = (label: string, text: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const question = () => screen.findByRole('dialog', { name: lookAlike.title });

const other = aSnapshot(
  aNomination(
    { unitId: unitEast, happenedOn: today },
    { subjects: { [aSubjectRowId]: { order: 1, name: 'Bùi Văn Ân' } } },
  ),
  { id: testId(0x2001) },
);

async function aStageWithOther(): Promise<Stage> {
  const stage = await aStage({ path: '/ghi' });
  await stage.db.snapshots.put(other);
  await stage.db.cards.put(cardOf(kinds, other));
  return stage;
}

function fill(name = 'bùi văn an'): void {
  type('Họ và tên', name);
  type('Việc gì?', 'Sửa cầu');
  type('Kể lại một câu', 'Sửa cầu cho các cháu đi học.');
}

describe('a new record that looks like one on this phone', () => {
  test('another deed is saved without a question', async () => {
    const { db, show } = await aStageWithOther();
    show(<CapturePage />);
    fill('Bùi Văn Ấm');
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    expect(await db.outbox.count()).toBe(1);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('what cannot be looked up is saved', async () => {
    const { db, show } = await aStageWithOther();
    vi.spyOn(db.cards, 'where').mockImplementation(() => {
      throw new Error('no index');
    });
    show(<CapturePage />);
    fill();
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
  });

  test('is asked about, with the other in short; "Vẫn lưu" saves it', async () => {
    const { db, show } = await aStageWithOther();
    show(<CapturePage />);
    fill();
    press(capture.save);
    const asked = within(await question());
    expect(asked.getByText('Trả lại ví tiền nhặt được')).toBeTruthy();
    expect(asked.getByText('Bùi Văn Ân')).toBeTruthy();
    expect(asked.getByText(`${printCivilDate(today)} · Người ghi: Phạm Thị Dung · NT-2026-0001`)).toBeTruthy();
    expect(await db.outbox.count()).toBe(0);
    press(lookAlike.saveAnyway);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    expect(await db.outbox.count()).toBe(1);
    expect(await db.drafts.count()).toBe(0);
  });

  test('is a draft on the disk while the question stands, and is asked about once', async () => {
    const { db, show } = await aStageWithOther();
    show(<CapturePage />);
    fill();
    press(capture.save);
    await question();
    expect((await db.drafts.toArray()).map(({ preview }) => preview?.title)).toEqual(['Sửa cầu']);
    fireEvent.click(within(await question()).getByRole('button', { name: ui.close }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await db.outbox.count()).toBe(0);
    type('Việc gì?', 'Sửa cầu khỉ');
    await waitFor(async () => expect((await db.drafts.toArray())[0]?.preview?.title).toBe('Sửa cầu khỉ'));
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
  });

  test('stays as typed when the other is opened', async () => {
    const { db, show } = await aStageWithOther();
    const view = show(<CapturePage />);
    fill();
    press(capture.save);
    const link = within(await question()).getByRole('link', { name: lookAlike.open });
    expect(link.getAttribute('href')).toBe(`/r/${other.id}`);
    fireEvent.click(link);
    await waitFor(() => expect(location.pathname).toBe(`/r/${other.id}`));
    const [draft] = await db.drafts.toArray();
    view.unmount();
    show(<CapturePage recordId={draft?.recordId ?? ''} />);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Việc gì?').value).toBe('Sửa cầu'));
  });

  test('one that waits on this phone is named as the person’s own', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    const content = { values: other.values, rows: other.rows };
    await saveNew(db, { ...systemIds, onSaved: () => undefined }, { recordId: other.id, kind: 'nomination', content });
    show(<CapturePage />);
    fill();
    press(capture.save);
    expect(within(await question()).getByText(`${printCivilDate(today)} · ${lookAlike.byYou}`)).toBeTruthy();
  });

  test('an initiative of the same author is asked about too', async () => {
    const { db, show } = await aStage({ path: '/sang-kien/moi' });
    const deps = { ...systemIds, onSaved: () => undefined };
    const content = {
      values: { unitId: unitEast, title: 'Máy tách hạt', happenedOn: today, newWay: 'Máy tự làm.' },
      rows: { authors: { [testId(1)]: { order: 1, name: 'Lê Thị Bưởi', share: 1000 } } },
    };
    await saveNew(db, deps, { recordId: other.id, kind: 'initiative', content });
    show(<WizardPage />);
    const next = () => press('Tiếp');
    type(initiativeTexts.name, 'Máy tách hạt ngô');
    next();
    type('Họ và tên', 'LÊ THỊ BƯỞI');
    next();
    next();
    type(initiativeTexts.newWay, 'Máy tự làm từ xe đạp cũ.');
    next();
    next();
    next();
    press(initiativeTexts.save);
    expect(within(await question()).getByText('Máy tách hạt')).toBeTruthy();
    press(lookAlike.saveAnyway);
    await waitFor(async () => expect(await db.outbox.count()).toBe(2));
  });
});
