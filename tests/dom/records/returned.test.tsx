// A returned record on its author's phone: found, read, corrected and sent again; and withdrawing, taking back, commenting.
import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { putDraft } from '../../../src/db/drafts.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { recordPage } from '../../../src/db/record-query.ts';
import { saveNew } from '../../../src/db/save.ts';
import { saveEdit } from '../../../src/db/save-edit.ts';
import { NominationEditor } from '../../../src/features/capture/NominationEditor.tsx';
import { InitiativeEditor } from '../../../src/features/initiative/InitiativeEditor.tsx';
import { EditPage } from '../../../src/features/records/EditPage.tsx';
import { RecordsPage } from '../../../src/features/records/RecordsPage.tsx';
import { capture } from '../../../src/i18n/vi/capture.ts';
import { fullForm } from '../../../src/i18n/vi/full-form.ts';
import { initiativeTexts } from '../../../src/i18n/vi/initiative.ts';
import { records } from '../../../src/i18n/vi/records.ts';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import { steps, stepWords } from '../../../src/i18n/vi/steps.ts';
import type { RecordEvent, Snapshot } from '../../../src/shared/wire/down.ts';
import { aNomination, anInitiative, aSnapshot, aSubjectRowId, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast, unitWest } from '../../support/form-screen.tsx';

const deps = { ...systemIds, onSaved: () => undefined };
const editors = { nomination: NominationEditor, initiative: InitiativeEditor };
const deed = (title = 'Hiến đất làm đường') => aNomination({ title, unitId: unitEast });

const returnedBy = (name: string, note: string, marks: string[], n = 1): RecordEvent => ({
  opId: testId(0x3000 + n),
  rev: 11 + n,
  kind: 'command',
  command: 'return',
  note,
  marks,
  at: '2026-11-05T03:00:00.000Z',
  receivedAt: '2026-11-05T03:00:20.000Z',
  by: { id: testId(0xb2), name },
});
const nameMark = `subjects/${aSubjectRowId}/name`;

async function confirmed({ db }: Stage, changes: Partial<Snapshot> = {}, content = deed()): Promise<Snapshot> {
  const snapshot = { ...aSnapshot(content), statusRev: 12, ...changes };
  await db.snapshots.put(snapshot);
  await db.cards.put(cardOf(db.kinds, snapshot));
  return snapshot;
}

const returned = (stage: Stage, marks = ['story', nameMark, 'photos']) =>
  confirmed(stage, { status: 'returned', events: [returnedBy('Lê Văn Đức', 'Kể rõ hơn, thêm ảnh', marks)] });

const ops = async ({ db }: Stage) => (await db.outbox.orderBy('seq').toArray()).map(({ op }) => op);
const press = (name: string) => screen.findByRole('button', { name }).then((button) => fireEvent.click(button));
const dialog = async (step: keyof typeof stepWords) =>
  within(await screen.findByRole('dialog', { name: stepWords[step].title }));

describe('found', () => {
  test('the list says how many were returned, and a press shows just those', async () => {
    const stage = await aStage();
    await returned(stage);
    await confirmed(stage, { id: testId(0x2002), dossier: 'NT-2026-0002' }, deed('Sửa cầu'));
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText('Sửa cầu')).toBeTruthy();
    await press(steps.showReturned(1));
    await waitFor(() => expect(screen.queryByText('Sửa cầu')).toBeNull());
    expect(screen.getByText('Hiến đất làm đường')).toBeTruthy();
    expect(screen.queryByRole('button', { name: steps.showReturned(1) })).toBeNull();
  });

  test('nothing is counted when none was, or when it was sent again on this phone', async () => {
    const stage = await aStage();
    const { id, rev } = await returned(stage);
    const seen = { content: deed(), rev, revs: {} };
    const content = { ...deed(), values: { ...deed().values, story: 'Kể rõ hơn.' } };
    const resubmit = { expectStatus: 'returned', expectRev: 12 };
    await saveEdit(stage.db, deps, { recordId: id, seen, content, resubmit });
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText('Hiến đất làm đường')).toBeTruthy();
    expect(screen.queryByRole('button', { name: steps.showReturned(1) })).toBeNull();
  });
});

describe('a correction that was begun and left', () => {
  async function begun() {
    const stage = await aStage();
    const { id, rev } = await returned(stage);
    await confirmed(stage, { id: testId(0x2002), dossier: 'NT-2026-0002' }, deed('Sửa cầu'));
    await putDraft(stage.db, {
      recordId: id,
      kind: 'nomination',
      mode: 'edit',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: { content: deed(), rev, revs: {} },
    });
    return { stage, id };
  }

  test('is said on the record and before it is sent again without it, each with the way to go on', async () => {
    const { stage, id } = await begun();
    stage.show(<RecordsPage recordId={id} />);
    const said = await screen.findByText(records.draftLeft, { selector: '.notice-title' });
    const wayOn = (around: HTMLElement) =>
      within(around).getByRole('link', { name: records.continueDraft }).getAttribute('href');
    expect(wayOn(said.closest<HTMLElement>('.notice') ?? document.body)).toBe(`/r/${id}/sua`);
    await press(steps.returned.keep);
    const asked = await screen.findByRole('dialog', { name: stepWords.resubmit.title });
    await within(asked).findByText(records.draftLeft);
    expect(wayOn(asked)).toBe(`/r/${id}/sua`);
  });

  test('is among the drafts of the list, and its record is marked', async () => {
    const { stage } = await begun();
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findAllByText(records.draftLeft)).toHaveLength(1);
    fireEvent.change(screen.getByLabelText(records.filterByState), { target: { value: 'draft' } });
    await waitFor(() => expect(screen.queryByText('Sửa cầu')).toBeNull());
    expect(screen.getByText('Hiến đất làm đường')).toBeTruthy();
  });
});

describe('read', () => {
  test('who returned it, when, why, and each field as the way to its place in the form', async () => {
    const stage = await aStage();
    const { id } = await returned(stage, ['story', nameMark, 'photos', `subjects/${testId(0x99)}/name`]);
    stage.show(<RecordsPage recordId={id} />);
    const notice = within(
      (await screen.findByText(steps.returned.title)).closest<HTMLElement>('.notice') ?? document.body,
    );
    expect(notice.getByText('Lê Văn Đức · 10:00 05/11/2026')).toBeTruthy();
    expect(notice.getByText('Kể rõ hơn, thêm ảnh')).toBeTruthy();
    // A person who was taken out since is no longer asked about.
    expect(notice.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      [steps.returned.fix('Bài viết về việc tốt'), `/r/${id}/sua#story`],
      [steps.returned.fix('Tên'), `/r/${id}/sua#${nameMark}`],
      [steps.returned.fix('Ảnh'), `/r/${id}/sua#photos`],
    ]);
    expect(screen.getByRole('link', { name: records.editAndResend }).getAttribute('href')).toBe(`/r/${id}/sua`);
  });

  test('two returns since it was last with the commune are both read; one that was answered is not', async () => {
    const stage = await aStage();
    const resubmitted = { ...returnedBy('Nguyễn Thị Sen', '', [], 2), command: 'resubmit' };
    const events = [
      returnedBy('Lê Văn Đức', 'Lần đầu', [], 1),
      resubmitted,
      returnedBy('Lê Văn Đức', 'Thiếu ngày', ['happenedOn'], 3),
      returnedBy('Vũ Thị Mai', 'Thiếu ảnh', ['photos'], 4),
    ];
    const { id } = await confirmed(stage, { status: 'returned', events });
    stage.show(<RecordsPage recordId={id} />);
    const notice = (await screen.findByText(steps.returned.title)).closest<HTMLElement>('.notice');
    expect(notice?.textContent).toContain('Thiếu ngày');
    expect(notice?.textContent).toContain('Thiếu ảnh');
    expect(notice?.textContent).not.toContain('Lần đầu');
  });

  test('who may not write in it reads the reason and has no step', async () => {
    const stage = await aStage({ me: aPerson({ role: 'submitter', unitId: unitWest }) });
    const { id } = await returned(stage);
    stage.show(<RecordsPage recordId={id} />);
    expect((await screen.findAllByText('Kể rõ hơn, thêm ảnh')).length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: steps.returned.keep })).toBeNull();
    expect(screen.queryByRole('button', { name: steps.withdraw })).toBeNull();
    expect(screen.queryByRole('link', { name: records.editAndResend })).toBeNull();
  });
});

describe('corrected', () => {
  test('the form opens at the field, which says what the office asks; one press saves and sends again', async () => {
    const stage = await aStage();
    const { id } = await returned(stage);
    window.history.replaceState(null, '', `/r/${id}/sua#story`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const story = await screen.findByLabelText('Bài viết về việc tốt');
    expect(screen.getByText(fullForm.sections.story).closest('details')?.open).toBe(true);
    await waitFor(() => expect(document.activeElement).toBe(story));
    expect(story.getAttribute('aria-invalid')).toBe('true');
    const said = document.getElementById(story.getAttribute('aria-describedby') ?? '');
    expect(said?.textContent).toBe(steps.returned.atField('Kể rõ hơn, thêm ảnh'));
    expect(screen.queryByRole('button', { name: capture.saveEdit })).toBeNull();
    fireEvent.input(story, { target: { value: 'Bác An hiến 60 m² đất.' } });
    await press(steps.returned.saveAndResend);
    await waitFor(async () => expect(await ops(stage)).toHaveLength(2));
    expect(await ops(stage)).toMatchObject([
      { kind: 'patch', body: { patch: { story: 'Bác An hiến 60 m² đất.' } } },
      { kind: 'command', body: { command: { name: 'resubmit', expectStatus: 'returned', expectRev: 12 } } },
    ]);
    await waitFor(() => expect(window.location.pathname).toBe(`/r/${id}`));
    expect((await recordPage(stage.db, id))?.status).toBe('sent');
  });

  test('an empty field that a dossier may do without says that it is asked about, in its opened section', async () => {
    const stage = await aStage();
    const { id } = await returned(stage, ['movementId']);
    window.history.replaceState(null, '', `/r/${id}/sua#movementId`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const movement = await screen.findByLabelText(fullForm.movement);
    expect(movement.closest('details')?.open).toBe(true);
    expect(movement.getAttribute('aria-invalid')).toBe('true');
  });

  test('a section that is asked about says so, and a link above the form leads to it', async () => {
    const stage = await aStage();
    const { id } = await returned(stage);
    window.history.replaceState(null, '', `/r/${id}/sua`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const photos = (await screen.findByText(fullForm.sections.photos)).closest('details');
    expect(photos?.open).toBe(false);
    expect(within(photos ?? document.body).getByText(fullForm.sectionAsked)).toBeTruthy();
    expect(screen.getByRole('link', { name: steps.returned.fix('Ảnh') }).getAttribute('href')).toBe('#photos');
    window.history.replaceState(null, '', `/r/${id}/sua#photos`);
    window.dispatchEvent(new Event('hashchange'));
    await waitFor(() => expect(photos?.open).toBe(true));
    expect(photos?.querySelector('[data-mark="photos"]')?.textContent).toBe(
      steps.returned.atField('Kể rõ hơn, thêm ảnh'),
    );
  });

  test('nothing changed is said, with the way to send it as it was; nothing is sent', async () => {
    const stage = await aStage();
    const { id } = await returned(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    await press(steps.returned.saveAndResend);
    expect(await screen.findByText(capture.saveFailures['nothing-changed'])).toBeTruthy();
    expect(screen.getByText(steps.returned.unchangedHint)).toBeTruthy();
    expect(await ops(stage)).toEqual([]);
  });

  test('returned while the form is open: what was typed stays, the reason comes above it, and saving sends again', async () => {
    const stage = await aStage();
    const before = await confirmed(stage, { status: 'received' });
    window.history.replaceState(null, '', `/r/${before.id}/sua#place`);
    stage.show(<EditPage recordId={before.id} editors={editors} />);
    fireEvent.input(await screen.findByLabelText('Địa điểm'), { target: { value: 'Ngõ 3' } });
    await stage.db.snapshots.put({
      ...before,
      seq: before.seq + 1,
      status: 'returned',
      statusRev: 19,
      values: { ...before.values, story: 'Lời của xã.' },
      revs: { story: 18 },
      events: [returnedBy('Lê Văn Đức', 'Thêm địa điểm', ['place'])],
    });
    expect(await screen.findByText('Thêm địa điểm')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Địa điểm').value).toBe('Ngõ 3');
    await press(steps.returned.saveAndResend);
    await waitFor(async () => expect(await ops(stage)).toHaveLength(2));
    expect(await ops(stage)).toMatchObject([
      { body: { patch: { place: 'Ngõ 3' }, base: { place: before.rev } } },
      { body: { command: { name: 'resubmit', expectRev: 19 } } },
    ]);
  });

  test('an initiative opens at its step in the same way', async () => {
    const stage = await aStage();
    const content = anInitiative({ unitId: unitEast });
    const events = [returnedBy('Lê Văn Đức', 'Lợi ích bao nhiêu?', ['benefit'])];
    const { id } = await confirmed(stage, { status: 'returned', events }, content);
    window.history.replaceState(null, '', `/r/${id}/sua#benefit`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const benefit = await screen.findByLabelText(initiativeTexts.benefit);
    await waitFor(() => expect(document.activeElement).toBe(benefit));
    expect(screen.getByText(steps.returned.atField('Lợi ích bao nhiêu?'))).toBeTruthy();
  });

  test('the officer who changes a returned record changes it where it stands', async () => {
    const stage = await aStage({ me: aPerson({ role: 'officer', unitId: null }) });
    const { id } = await returned(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    expect(await screen.findByRole('button', { name: capture.saveEdit })).toBeTruthy();
    expect(screen.getByText('Kể rõ hơn, thêm ảnh')).toBeTruthy();
    expect(screen.queryByText(steps.returned.unchangedHint)).toBeNull();
  });

  test('sent as it was only with a word why', async () => {
    const stage = await aStage();
    const { id } = await returned(stage);
    stage.show(<RecordsPage recordId={id} />);
    await press(steps.returned.keep);
    const { findByRole, getByRole } = await dialog('resubmit');
    const box = await findByRole('textbox');
    fireEvent.click(getByRole('button', { name: stepWords.resubmit.submit }));
    expect(await screen.findByText(stepWords.resubmit.need)).toBeTruthy();
    fireEvent.input(box, { target: { value: 'Hôm ấy không ai chụp ảnh' } });
    fireEvent.click(getByRole('button', { name: stepWords.resubmit.submit }));
    await waitFor(async () => expect(await ops(stage)).toHaveLength(1));
    expect(await ops(stage)).toMatchObject([
      { body: { command: { name: 'resubmit', expectRev: 12, note: 'Hôm ấy không ai chụp ảnh' } } },
    ]);
    await waitFor(() => expect(screen.queryByText(steps.returned.title)).toBeNull());
  });
});

describe('the other steps of an author', () => {
  test('withdrawing asks first; withdrawn, the record says so and is taken back by one press', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage, { status: 'received' });
    stage.show(<RecordsPage recordId={id} />);
    await press(steps.withdraw);
    fireEvent.click(await (await dialog('withdraw')).findByRole('button', { name: steps.cancel }));
    expect(await ops(stage)).toEqual([]);
    await press(steps.withdraw);
    const asks = await dialog('withdraw');
    fireEvent.input(await asks.findByRole('textbox'), { target: { value: 'Ghi nhầm người' } });
    fireEvent.click(asks.getByRole('button', { name: stepWords.withdraw.submit }));
    expect(await screen.findByText(steps.withdrawn)).toBeTruthy();
    expect(screen.queryByText(records.noLongerOpen)).toBeNull();
    await waitFor(() => expect(screen.queryByRole('button', { name: steps.withdraw })).toBeNull());
    await press(steps.restore);
    await waitFor(async () => expect((await recordPage(stage.db, id))?.status).toBe('sent'));
    expect(await ops(stage)).toMatchObject([
      { kind: 'withdraw', body: { expectRev: 12, reason: 'Ghi nhầm người' } },
      { kind: 'command', body: { command: { name: 'restore', expectStatus: 'withdrawn' } } },
    ]);
  });

  test('after the commune examines it the author may still comment, and no longer withdraw', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage, { status: 'eligible' });
    stage.show(<RecordsPage recordId={id} />);
    expect(await screen.findByRole('button', { name: steps.comment })).toBeTruthy();
    expect(screen.queryByRole('button', { name: steps.withdraw })).toBeNull();
  });

  test('of a record that only this phone has none is offered', async () => {
    const stage = await aStage();
    await saveNew(stage.db, deps, { recordId: testId(0x2009), kind: 'nomination', content: deed() });
    stage.show(<RecordsPage recordId={testId(0x2009)} />);
    expect(await screen.findByRole('link', { name: records.edit })).toBeTruthy();
    expect(screen.queryByText(steps.otherThings)).toBeNull();
  });
});

describe('no refusal is a dead end', () => {
  test('a record whose unit was refused is corrected in the form, whatever unit it names', async () => {
    const stage = await aStage();
    const recordId = testId(0x2008);
    await saveNew(stage.db, deps, {
      recordId,
      kind: 'nomination',
      content: aNomination({ title: 'Sửa cầu', unitId: unitWest }),
    });
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'not-your-unit' });
    stage.show(<RecordsPage recordId={recordId} />);
    expect(await screen.findByRole('link', { name: records.editAndResend })).toBeTruthy();
  });

  test('an edit that came too late is read, copied and put away', async () => {
    const stage = await aStage();
    const { id, rev } = await confirmed(stage, { status: 'eligible' });
    const content = { ...deed(), values: { ...deed().values, place: 'Ngõ 3 thôn Đông' } };
    await saveEdit(stage.db, deps, { recordId: id, seen: { content: deed(), rev, revs: {} }, content });
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'closed-status' });
    stage.show(<RecordsPage recordId={id} />);
    expect(await screen.findByText(rejectionSentences['closed-status'])).toBeTruthy();
    expect(screen.getByText('Địa điểm: Ngõ 3 thôn Đông')).toBeTruthy();
    await press(steps.refused.putAwayEdit);
    const asks = within(await screen.findByRole('dialog', { name: steps.refused.askTitle }));
    fireEvent.click(asks.getByRole('button', { name: steps.refused.putAwayEdit }));
    await waitFor(async () => expect(await stage.db.outbox.count()).toBe(0));
  });

  test('what was refused of a record that has left the phone is still there to be read and put away', async () => {
    const stage = await aStage();
    const { id, rev } = await confirmed(stage);
    const content = { ...deed(), values: { ...deed().values, story: 'Viết lúc chưa chuyển đi.' } };
    await saveEdit(stage.db, deps, { recordId: id, seen: { content: deed(), rev, revs: {} }, content });
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'not-your-unit' });
    await stage.db.snapshots.delete(id);
    stage.show(<RecordsPage recordId={id} />);
    expect(await screen.findByText(steps.refused.gone)).toBeTruthy();
    expect(screen.getByText(/Viết lúc chưa chuyển đi/)).toBeTruthy();
    expect(screen.getByRole('button', { name: steps.refused.putAwayEdit })).toBeTruthy();
  });
});
