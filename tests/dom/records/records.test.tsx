import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { useLocation } from 'preact-iso';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { saveNew } from '../../../src/db/save.ts';
import { CapturePage } from '../../../src/features/capture/CapturePage.tsx';
import { NominationEditor } from '../../../src/features/capture/NominationEditor.tsx';
import { EditPage } from '../../../src/features/records/EditPage.tsx';
import { RecordsPage } from '../../../src/features/records/RecordsPage.tsx';
import { capture } from '../../../src/i18n/vi/capture.ts';
import { fullForm } from '../../../src/i18n/vi/full-form.ts';
import { recordStateWords } from '../../../src/i18n/vi/record-state.ts';
import { photoView } from '../../../src/i18n/vi/record-view.ts';
import { records } from '../../../src/i18n/vi/records.ts';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import type { RecordContent } from '../../../src/shared/domain/record.ts';
import type { Snapshot } from '../../../src/shared/wire/down.ts';
import { aNomination, aSnapshot, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const deps = { ...systemIds, onSaved: () => undefined };
const editors = { nomination: NominationEditor };
const newId = () => '0192f0c1-0000-7000-8000-000000000f01';
const deed = (title: string): RecordContent => aNomination({ title, unitId: unitEast });

async function saved({ db }: Stage, title: string): Promise<string> {
  const recordId = newId();
  const result = await saveNew(db, deps, { recordId, kind: 'nomination', content: deed(title) });
  expect(result.ok).toBe(true);
  return recordId;
}

/** The commune has it. */
async function confirmed({ db }: Stage, changes: Partial<Snapshot> = {}): Promise<Snapshot> {
  const snapshot = { ...aSnapshot(deed('Hiến đất làm đường')), ...changes };
  await db.snapshots.put(snapshot);
  return snapshot;
}

describe('the list', () => {
  test('a village with nothing yet is told what to do, with the way there', async () => {
    const { show } = await aStage();
    show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText(records.empty.nomination)).toBeTruthy();
    expect(screen.getByRole('link', { name: records.emptyAction.nomination }).getAttribute('href')).toBe('/ghi');
  });

  test('who writes for no unit is offered nothing to write, and told why', async () => {
    const { show } = await aStage({ me: aPerson({ role: 'council', unitId: null }) });
    const first = show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText(records.emptyForReader)).toBeTruthy();
    expect(screen.queryByRole('link', { name: records.emptyAction.nomination })).toBeNull();
    first.unmount();
    const second = show(<RecordsPage kind="initiative" />);
    expect(await screen.findByText(records.emptyForReader)).toBeTruthy();
    expect(screen.queryByRole('link', { name: records.emptyAction.initiative })).toBeNull();
    second.unmount();
    show(<CapturePage />);
    expect(await screen.findByText(capture.unitNotGiven)).toBeTruthy();
    expect(screen.queryByText(capture.unitNone)).toBeNull();
  });

  test('a saved deed stands there as Đã lưu trên máy, found without diacritics, not found by other words', async () => {
    const stage = await aStage();
    await saved(stage, 'Nhặt được ví, trả lại người mất');
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText('Nhặt được ví, trả lại người mất')).toBeTruthy();
    expect(screen.getByText(recordStateWords.saved)).toBeTruthy();
    fireEvent.input(screen.getByLabelText(records.searchHint), { target: { value: 'cau gay' } });
    expect(await screen.findByText(records.nothingFound)).toBeTruthy();
    fireEvent.input(screen.getByLabelText(records.searchHint), { target: { value: 'nhat duoc' } });
    expect(await screen.findByText('Nhặt được ví, trả lại người mất')).toBeTruthy();
  });

  test('a search that found nothing is cleared in the same box, without a word of an empty village', async () => {
    const stage = await aStage();
    await saved(stage, 'Nhặt được ví, trả lại người mất');
    const { container } = stage.show(<RecordsPage kind="nomination" />);
    await screen.findByText('Nhặt được ví, trả lại người mất');
    const box = screen.getByLabelText(records.searchHint);
    fireEvent.input(box, { target: { value: 'cau gay' } });
    await screen.findByText(records.nothingFound);
    let isSaidEmpty = false;
    const changes = new MutationObserver(() => {
      isSaidEmpty ||= container.textContent?.includes(records.empty.nomination) ?? false;
    });
    changes.observe(container, { childList: true, subtree: true });
    fireEvent.input(box, { target: { value: '' } });
    await screen.findByText('Nhặt được ví, trả lại người mất');
    changes.disconnect();
    expect(screen.getByLabelText(records.searchHint)).toBe(box);
    expect(isSaidEmpty).toBe(false);
  });

  test('a draft is among them and opens in its form', async () => {
    const { db, show } = await aStage();
    const recordId = newId();
    await db.drafts.put({
      recordId,
      kind: 'nomination',
      mode: 'new',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
      preview: { title: 'Sửa cầu', people: ['Bùi Văn Ân'], unitId: unitEast, happenedOn: '2026-11-05' },
    });
    show(<RecordsPage kind="nomination" />);
    const row = await screen.findByRole('link', { name: /Sửa cầu/ });
    expect(row.getAttribute('href')).toBe(`/ghi/${recordId}`);
    expect(row.textContent).toContain('05/11/2026 · Bùi Văn Ân');
    expect(row.textContent).toContain(recordStateWords.draft);
  });
});

describe('the list by state', () => {
  const choose = (value: string) =>
    fireEvent.change(screen.getByLabelText(records.filterByState), { target: { value } });

  test('what the commune did not take is found under Cần xử lý, a draft under Nháp, each without the others', async () => {
    const stage = await aStage();
    await saved(stage, 'Nhặt được ví');
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'not-your-unit' });
    const { title } = (await confirmed(stage)).values;
    const snapshot = await stage.db.snapshots.toCollection().first();
    if (snapshot) await stage.db.cards.put(cardOf(stage.db.kinds, snapshot));
    await stage.db.drafts.put({
      recordId: '0192f0c1-0000-7000-8000-000000000f02',
      kind: 'nomination',
      mode: 'new',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
      preview: { title: 'Sửa cầu', people: [], unitId: unitEast, happenedOn: null },
    });
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText(String(title))).toBeTruthy();
    const titles = () => screen.getAllByRole('listitem').map((row) => row.querySelector('strong')?.textContent);
    choose('attention');
    await waitFor(() => expect(titles()).toEqual(['Nhặt được ví']));
    choose('draft');
    await waitFor(() => expect(titles()).toEqual(['Sửa cầu']));
    choose('sent');
    await waitFor(() => expect(titles()).toEqual([title]));
  });

  test('a row carries the dossier number, by which the commune speaks of it on the phone', async () => {
    const stage = await aStage();
    const snapshot = await confirmed(stage);
    await stage.db.cards.put(cardOf(stage.db.kinds, snapshot));
    stage.show(<RecordsPage kind="nomination" />);
    expect((await screen.findByRole('listitem')).textContent).toContain(snapshot.dossier);
  });
});

test('back from a record, the list stands where it was left', async () => {
  const stage = await aStage();
  const recordId = await saved(stage, 'Nhặt được ví');
  const moves = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const place = vi.spyOn(window, 'scrollY', 'get').mockReturnValue(700);
  onTestFinished(() => {
    moves.mockRestore();
    place.mockRestore();
  });
  function Phone() {
    const { path, route } = useLocation();
    const opened = path === '/' ? {} : { recordId };
    return (
      <>
        <button type="button" onClick={() => route(path === '/' ? `/r/${recordId}` : '/')}>
          turn
        </button>
        <RecordsPage {...(path === '/' ? { kind: 'nomination' } : opened)} />
      </>
    );
  }
  stage.show(<Phone />);
  await screen.findByText('Nhặt được ví');
  fireEvent.scroll(window);
  const turn = screen.getByRole('button', { name: 'turn' });
  fireEvent.click(turn);
  await waitFor(() => expect(window.location.pathname).toBe(`/r/${recordId}`));
  await screen.findByRole('link', { name: records.edit });
  fireEvent.click(turn);
  await waitFor(() => expect(moves).toHaveBeenCalledWith(0, 700));
});

describe('one record', () => {
  test('what is not on this phone is said, with the way back', async () => {
    const { show } = await aStage();
    show(<RecordsPage recordId={newId()} />);
    expect(await screen.findByText(records.notFound)).toBeTruthy();
  });

  test('a refused change stands there with its reason, and may be mended', async () => {
    const stage = await aStage();
    const recordId = await saved(stage, 'Nhặt được ví');
    await stage.db.outbox.toCollection().modify({ state: 'attention', refusal: 'not-your-unit' });
    stage.show(<RecordsPage recordId={recordId} />);
    expect(await screen.findByText(rejectionSentences['not-your-unit'])).toBeTruthy();
    expect(screen.getByRole('link', { name: records.editAndResend })).toBeTruthy();
  });

  test('the dossier number, who received it and what is still missing are shown', async () => {
    const stage = await aStage();
    const { id, dossier } = await confirmed(stage);
    stage.show(<RecordsPage recordId={id} />);
    expect(await screen.findByText(new RegExp(`Đã tới xã .*${dossier}`))).toBeTruthy();
    expect(screen.getByText(/Hồ sơ còn thiếu \d+ mục/)).toBeTruthy();
  });

  test('each missing thing leads to its section of the form', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    stage.show(<RecordsPage recordId={id} />);
    const place = await screen.findByRole('link', { name: 'Chưa có: Lĩnh vực.', hidden: true });
    expect(place.getAttribute('href')).toBe(`/r/${id}/sua#activityField`);
  });

  test('the form of a saved record begins with who and what; the questions of the story wait behind their line', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const people = (await screen.findByText(fullForm.sections.people)).closest('details');
    const all = [...document.querySelectorAll('details.form-section')];
    expect(all.indexOf(people ?? document.body)).toBe(0);
    expect(all.filter((section) => section.hasAttribute('open'))).toEqual([people]);
    expect(screen.queryByText(fullForm.guided.intro)).toBeNull();
    expect(screen.getByText(/phần bắt buộc$/)).toBeTruthy();
  });

  test('an edit that changed nothing says so, until something is changed', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    window.history.replaceState(null, '', `/r/${id}/sua#title`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const title = await screen.findByLabelText('Việc gì?');
    fireEvent.click(screen.getByRole('button', { name: capture.saveEdit }));
    expect(await screen.findByText(capture.saveFailures['nothing-changed'])).toBeTruthy();
    fireEvent.input(title, { target: { value: 'Hiến đất làm đường liên thôn' } });
    await waitFor(() => expect(screen.queryByText(capture.saveFailures['nothing-changed'])).toBeNull());
  });

  test('opened for a missing thing, the form shows that section', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    window.history.replaceState(null, '', `/r/${id}/sua#source`);
    stage.show(<EditPage recordId={id} editors={editors} />);
    const summary = (await screen.findByText(fullForm.sections.verify)).closest('summary');
    expect(summary?.closest('details')?.open).toBe(true);
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(screen.getByText(fullForm.sections.story).closest('details')?.open).toBe(false);
  });

  test('photos that wait on this phone are said to be on it, also one it cannot read; those of another phone to wait for that one', async () => {
    const stage = await aStage();
    const snapshot = await confirmed(stage);
    const photo = (order: number) => ({ order, sha256: 'a'.repeat(64), thumbSha256: 'b'.repeat(64) });
    const [here, there, heic] = [testId(0xe8), testId(0xe9), testId(0xea)];
    await stage.db.snapshots.put({
      ...snapshot,
      rows: { ...snapshot.rows, photos: { [here]: photo(1), [there]: photo(2), [heic]: { order: 3 } } },
    });
    const waits = {
      id: here,
      recordId: snapshot.id,
      state: 'ready' as const,
      full: null,
      thumb: null,
      takenAt: null,
      addedAt: 1,
      uploads: {},
      sent: [],
      inOutbox: true,
      mismatches: 0,
      failure: null,
    };
    await stage.db.photos.bulkPut([waits, { ...waits, id: heic, state: 'heic' }]);
    stage.show(<RecordsPage recordId={snapshot.id} />);
    expect(await screen.findByText(photoView.onThisPhone(1))).toBeTruthy();
    expect(screen.getByText(photoView.undecoded(1))).toBeTruthy();
    expect(screen.getByText(photoView.awaited(1))).toBeTruthy();
  });

  test('once the commune examines it, the unit no longer changes it', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage, { status: 'before-council' });
    stage.show(<RecordsPage recordId={id} />);
    expect(await screen.findByText(records.noLongerOpen)).toBeTruthy();
    expect(screen.queryByRole('link', { name: records.edit })).toBeNull();
  });

  test('a leader reads it and has no way to change it', async () => {
    const stage = await aStage({ me: aPerson({ role: 'leader', unitId: null }) });
    const { id } = await confirmed(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    expect(await screen.findByText(records.noLongerOpen)).toBeTruthy();
    expect(await stage.db.drafts.count()).toBe(0);
  });
});

describe('changing a record that was sent', () => {
  test('saving sends the changed field alone, with the revision the person saw', async () => {
    const stage = await aStage();
    const { id, rev } = await confirmed(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    fireEvent.click((await screen.findByText(fullForm.sections.deed)).closest('summary') ?? document.body);
    const place = await screen.findByLabelText('Địa điểm');
    fireEvent.input(place, { target: { value: 'Ngõ 3 thôn Đông' } });
    fireEvent.click(screen.getByRole('button', { name: capture.saveEdit }));
    await waitFor(async () => expect(await stage.db.outbox.count()).toBe(1));
    const [row] = await stage.db.outbox.toArray();
    expect(row?.op).toMatchObject({
      kind: 'patch',
      recordId: id,
      body: { patch: { place: 'Ngõ 3 thôn Đông' }, base: { place: rev } },
    });
    await waitFor(() => expect(window.location.pathname).toBe(`/r/${id}`));
  });

  test('the story that is there stands above the questions that help to write one', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    fireEvent.click((await screen.findByText(fullForm.sections.story)).closest('summary') ?? document.body);
    const story = await screen.findByLabelText('Bài viết về việc tốt');
    const question = screen.getByLabelText(fullForm.guided.questions.who);
    expect(story.compareDocumentPosition(question)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  test('saving without a change writes nothing and says so', async () => {
    const stage = await aStage();
    const { id } = await confirmed(stage);
    stage.show(<EditPage recordId={id} editors={editors} />);
    fireEvent.click(await screen.findByRole('button', { name: capture.saveEdit }));
    expect(await screen.findByText(capture.saveFailures['nothing-changed'])).toBeTruthy();
    expect(await stage.db.outbox.count()).toBe(0);
  });
});
