import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { holdDraft } from '../../../src/db/drafts.ts';
import { putMeta } from '../../../src/db/meta.ts';
import { CapturePage } from '../../../src/features/capture/CapturePage.tsx';
import { capture } from '../../../src/i18n/vi/capture.ts';
import { beforeSending, mustChoose, typedProblems } from '../../../src/i18n/vi/missing.ts';
import { photoProblems, photoTexts } from '../../../src/i18n/vi/photos.ts';
import { ui } from '../../../src/i18n/vi/ui.ts';
import { addDays, civilToday, printCivilDate } from '../../../src/shared/lib/civil-date.ts';
import { aNomination, aSnapshot } from '../../support/builders.ts';
import { aPerson, aSmallPhoto, aStage, pick, unitEast, unitWest } from '../../support/form-screen.tsx';

const type = (label: string, text: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const idInAddress = () => window.location.pathname.split('/').at(-1) ?? '';

describe('a good deed recorded on one screen', () => {
  test('an empty form is not saved: every box says what it needs, and nothing is in the outbox', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    press(capture.save);
    await waitFor(() => expect(screen.getAllByText('Cần ghi ô này.')).toHaveLength(2));
    expect(screen.getByText('Thêm một ảnh, hoặc viết một câu ở đây.')).toBeTruthy();
    expect(await db.outbox.count()).toBe(0);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Họ và tên')));
  });

  test('a title of more than 100 letters is said while it is typed, and no letter of it is cut', async () => {
    const { show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    type('Việc gì?', 'a'.repeat(101));
    expect(await screen.findByText('Dài quá. Hãy viết ngắn lại; chữ đã viết vẫn còn nguyên.')).toBeTruthy();
    expect(screen.getByText('101/100 ký tự')).toBeTruthy();
  });

  test('a day that has not come is refused once its box is left and at save; the day of the commune counts where the phone lags', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    const today = civilToday(Date.now());
    const inTwoDays = addDays(today, 2);
    const first = show(<CapturePage />);
    type('Họ và tên', 'Bùi Văn Ân');
    type('Việc gì?', 'Sửa cầu');
    type('Kể lại một câu', 'Sửa cầu cho các cháu đi học.');
    fireEvent.click(screen.getByLabelText(capture.otherDay));
    const day = await screen.findByLabelText<HTMLInputElement>(capture.day);
    await waitFor(() => expect(document.activeElement).toBe(day));
    expect(day.value).toBe('');
    type(capture.day, printCivilDate(inTwoDays));
    expect(screen.queryByText(typedProblems['not-yet'])).toBeNull();
    fireEvent.blur(screen.getByLabelText(capture.day));
    expect(await screen.findByText(typedProblems['not-yet'])).toBeTruthy();
    press(capture.save);
    expect(await screen.findByText(beforeSending)).toBeTruthy();
    expect(await db.outbox.count()).toBe(0);
    const id = idInAddress();
    await waitFor(async () => expect(await db.drafts.count()).toBe(1));
    first.unmount();
    await putMeta(db, 'lastSyncAt', `${inTwoDays}T05:00:00.000Z`);
    show(<CapturePage recordId={id} />);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('Bùi Văn Ân'));
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    expect((await db.outbox.toArray())[0]?.op.body).toMatchObject({ patch: { happenedOn: inTwoDays } });
  });

  test('a name, a deed and a sentence are saved as one operation, and the draft is gone', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    type('Họ và tên', 'Đặng Thị Ửng'.normalize('NFD'));
    type('Việc gì?', 'Nhặt được ví, trả lại người mất');
    type('Kể lại một câu', 'Bà trả lại ví có 6.400.000 đồng.');
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    const [row, ...others] = await db.outbox.toArray();
    expect(others).toEqual([]);
    expect(row?.op).toMatchObject({
      kind: 'create',
      recordId: idInAddress(),
      body: {
        type: 'nomination',
        patch: { title: 'Nhặt được ví, trả lại người mất', unitId: unitEast, subjectType: 'individual' },
        rows: { subjects: [{ values: { name: 'Đặng Thị Ửng'.normalize('NFC') } }] },
      },
    });
    expect(await db.drafts.count()).toBe(0);
  });

  test.each(['device-revoked', 'signed-out'] as const)(
    'saved on a phone that no longer sends (%s): it is said to be kept here, and whom to ask',
    async (because) => {
      const { db, show } = await aStage({ path: '/ghi' });
      await putMeta(db, 'syncRun', { type: 'stopped', because });
      show(<CapturePage />);
      type('Họ và tên', 'Bùi Văn Ân');
      type('Việc gì?', 'Sửa cầu');
      type('Kể lại một câu', 'Sửa cầu cho các cháu đi học.');
      press(capture.save);
      expect(await screen.findByText(capture.savedStopped)).toBeTruthy();
      expect(screen.getByText(capture.saved)).toBeTruthy();
      expect(screen.queryByText(capture.savedHint)).toBeNull();
    },
  );

  test('the draft is in the database within a second, and the browser killed and started again shows it', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    const first = show(<CapturePage />);
    type('Họ và tên', 'Phạm Thị Dung');
    await waitFor(() => expect(idInAddress()).not.toBe('ghi'));
    const id = idInAddress();
    await waitFor(async () => expect((await db.drafts.get(id))?.preview?.people).toEqual(['Phạm Thị Dung']), {
      timeout: 1000,
    });
    first.unmount();
    show(<CapturePage recordId={id} />);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('Phạm Thị Dung'));
    expect(screen.getByRole('button', { name: capture.deleteDraft })).toBeTruthy();
  });

  test('the form and what comes after saving have a way out that needs no system button', async () => {
    const { show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    expect(screen.getByRole('link', { name: ui.back }).getAttribute('href')).toBe('/');
    type('Họ và tên', 'Bùi Văn Ân');
    type('Việc gì?', 'Sửa cầu');
    type('Kể lại một câu', 'Sửa cầu cho các cháu đi học.');
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    expect(screen.getByRole('link', { name: ui.back }).getAttribute('href')).toBe('/');
  });

  test('a draft is thrown away after asking, with its photo', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    type('Họ và tên', 'Bùi Văn Ân');
    await pick('camera', 'anh.jpg');
    await waitFor(async () => expect([await db.drafts.count(), await db.photos.count()]).toEqual([1, 1]));
    press(capture.deleteDraft);
    const question = within(await screen.findByRole('dialog'));
    expect(question.getByText(capture.deleteDraftAsk)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: capture.deleteDraftYes }));
    await waitFor(() => expect(window.location.pathname).toBe('/'));
    expect([await db.drafts.count(), await db.photos.count()]).toEqual([0, 0]);
  });

  test('killed at the first key, before anything was kept: its address opens an empty form, not an error', async () => {
    const id = '0192f0c1-0000-7000-8000-000000000d02';
    const { show } = await aStage({ path: `/ghi/${id}` });
    const first = show(<CapturePage recordId={id} />);
    await waitFor(() => expect(window.location.pathname).toBe('/ghi'));
    first.unmount();
    show(<CapturePage />);
    expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('');
  });

  test('a draft that was saved meanwhile is said to be, with the way to the record', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    const { id } = aSnapshot(aNomination());
    await db.snapshots.put({ ...aSnapshot(aNomination()), id });
    show(<CapturePage recordId={id} />);
    expect(await screen.findByText(capture.noSuchDraft)).toBeTruthy();
    expect(screen.getByRole('link', { name: capture.seeRecord }).getAttribute('href')).toBe(`/r/${id}`);
  });

  test('an empty form offers what was being written', async () => {
    const { show, db } = await aStage({ path: '/ghi' });
    const first = show(<CapturePage />);
    type('Việc gì?', 'Hiến đất làm đường');
    await waitFor(async () => expect(await db.drafts.count()).toBe(1));
    const id = idInAddress();
    first.unmount();
    window.history.replaceState(null, '', '/ghi');
    show(<CapturePage />);
    const link = await screen.findByRole('link', { name: capture.continueDraft });
    expect(link.getAttribute('href')).toBe(`/ghi/${id}`);
  });

  test('a draft that another tab writes in is only read here, and says so', async () => {
    const { db, show } = await aStage();
    const id = '0192f0c1-0000-7000-8000-000000000d01';
    await db.drafts.put({
      recordId: id,
      kind: 'nomination',
      mode: 'new',
      form: {
        values: { title: 'Cứu người' },
        rows: { subjects: [{ id: unitWest, order: 1, values: {} }] },
        answers: {},
      },
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
    });
    // Another tab has other memory: it asks for the lock by itself.
    void navigator.locks.request(`viectot-draft-${id}`, { ifAvailable: true }, () => new Promise(() => undefined));
    expect(await holdDraft(id)).toBe('reader');
    show(<CapturePage recordId={id} />);
    expect(await screen.findByText(capture.otherTab)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Việc gì?').readOnly).toBe(true);
    expect(screen.queryByRole('button', { name: capture.save })).toBeNull();
  });

  test('the office chooses any unit and names who told it', async () => {
    const { db, show } = await aStage({ path: '/ghi', me: aPerson({ role: 'officer', unitId: null }) });
    show(<CapturePage />);
    const unit = await screen.findByLabelText<HTMLSelectElement>('Đơn vị');
    await waitFor(() =>
      expect([...unit.options].map(({ text }) => text)).toEqual(['Chọn đơn vị', 'Thôn Đoài', 'Thôn Đông']),
    );
    press(capture.save);
    expect(await screen.findByText(mustChoose)).toBeTruthy();
    fireEvent.change(unit, { target: { value: unitWest } });
    type('Ai báo tin', 'Ông Hòa, trưởng thôn Đoài');
    type('Họ và tên', 'Lê Văn Đức');
    type('Việc gì?', 'Vớt rác trên kênh');
    type('Kể lại một câu', 'Sáng nào cũng vớt.');
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    const [row] = await db.outbox.toArray();
    expect(row?.op.body).toMatchObject({ patch: { unitId: unitWest, sourceNote: 'Ông Hòa, trưởng thôn Đoài' } });
  });
});

describe('photos of a deed', () => {
  test('a file that is no picture is said at the photos, the others and the words are kept', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />, async (file, kind) =>
      file instanceof File && file.name === 'thu.txt'
        ? { type: 'refused', code: 'photo-not-image' }
        : aSmallPhoto(file, kind),
    );
    type('Họ và tên', 'Bùi Văn Ân');
    await pick('gallery', 'thu.txt', 'anh.jpg');
    expect(await screen.findByText(photoProblems['photo-not-image'])).toBeTruthy();
    await waitFor(async () => expect(await db.photos.count()).toBe(1));
    expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('Bùi Văn Ân');
  });

  test('a photo in place of a sentence is enough, and travels with its hash', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    type('Họ và tên', 'Bùi Văn Ân');
    type('Việc gì?', 'Sửa cầu');
    await pick('camera', 'anh.jpg');
    await screen.findByRole('button', { name: `${photoTexts.remove} (1)` });
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    const [row] = await db.outbox.toArray();
    expect(row?.op.body).toMatchObject({
      rows: { photos: [{ values: { sha256: 'a'.repeat(64), thumbSha256: 'b'.repeat(64), takenOn: '2026-11-05' } }] },
    });
    expect((await db.photos.toArray()).map(({ inOutbox }) => inOutbox)).toEqual([true]);
  });

  test('a photo is taken out only after asking', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />);
    type('Họ và tên', 'Bùi Văn Ân');
    await pick('camera', 'anh.jpg');
    const cross = `${photoTexts.remove} (1)`;
    fireEvent.click(await screen.findByRole('button', { name: cross }));
    const question = within(await screen.findByRole('dialog'));
    fireEvent.click(question.getByRole('button', { name: capture.deleteDraftNo }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await db.photos.count()).toBe(1);
    press(cross);
    fireEvent.click(await screen.findByRole('button', { name: photoTexts.removeYes }));
    await waitFor(async () => expect(await db.photos.count()).toBe(0));
    await waitFor(() => expect(screen.queryByRole('button', { name: cross })).toBeNull());
  });

  test('[P8] a HEIC stays on the phone; its row goes with the record, without a hash', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    show(<CapturePage />, async () => ({ type: 'undecodable-heic' }));
    type('Họ và tên', 'Bùi Văn Ân');
    type('Việc gì?', 'Sửa cầu');
    type('Kể lại một câu', 'Sửa cầu cho các cháu đi học.');
    await pick('gallery', 'anh.heic');
    expect(await screen.findByText(photoProblems.heic)).toBeTruthy();
    press(capture.save);
    expect(await screen.findByText(capture.saved)).toBeTruthy();
    const [row] = await db.outbox.toArray();
    const [photo] = await db.photos.toArray();
    expect(row?.op.body).toMatchObject({ rows: { photos: [{ id: photo?.id, values: {} }] } });
    expect(photo).toMatchObject({ state: 'heic', inOutbox: true });
  });

  test('[P7] the draft and its mark are stored before the camera opens; killed behind it, the form says the photo did not come', async () => {
    const { db, show } = await aStage({ path: '/ghi' });
    const first = show(<CapturePage />);
    let atOpening: unknown;
    const input = document.querySelector<HTMLInputElement>('[data-pick="camera"]');
    input?.addEventListener('click', () => {
      atOpening = db.drafts.toArray();
    });
    type('Họ và tên', 'Nguyễn Văn An');
    press(photoTexts.take);
    await waitFor(() => expect(atOpening).toBeDefined());
    expect(await atOpening).toMatchObject([{ waitingForPhoto: true, preview: { people: ['Nguyễn Văn An'] } }]);
    const id = idInAddress();
    first.unmount();
    show(<CapturePage recordId={id} />);
    expect(await screen.findByText(photoTexts.lost)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Họ và tên').value).toBe('Nguyễn Văn An');
  });
});
