import 'fake-indexeddb/auto';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { systemIds } from '../../../src/db/ids.ts';
import type { StripFacts } from '../../../src/db/live-phone.ts';
import { putMeta } from '../../../src/db/meta.ts';
import { unsentOf } from '../../../src/db/people-here.ts';
import { openPersonDb, type PersonDb } from '../../../src/db/person-db.ts';
import type { PhotoRow } from '../../../src/db/rows.ts';
import { type Session, SessionContext } from '../../../src/features/session/context.ts';
import { StateBadge } from '../../../src/features/session/StateBadge.tsx';
import { SendNow, SyncMessage, stripText } from '../../../src/features/session/SyncStrip.tsx';
import type { PhonePeople } from '../../../src/features/this-device/phone-people.ts';
import type { RescueDoor } from '../../../src/features/this-device/rescue-export.ts';
import { ThisDeviceScreen } from '../../../src/features/this-device/ThisDeviceScreen.tsx';
import { photoProblems } from '../../../src/i18n/vi/photos.ts';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import { carried, carryRefusal, exportProblems, importProblems, rescue } from '../../../src/i18n/vi/rescue.ts';
import { steps } from '../../../src/i18n/vi/steps.ts';
import { syncStrip } from '../../../src/i18n/vi/sync-strip.ts';
import { thisDevice } from '../../../src/i18n/vi/this-device.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import { rescueProblems } from '../../../src/shared/wire/rescue.ts';
import { makeQueueKey, signBatch } from '../../../src/sync/queue-key.ts';
import { aCreate, aNomination, communeId, testId, villageId } from '../../support/builders.ts';

const me: Me = {
  accountId: testId(0xb1),
  name: 'Nguyễn Thị Hoa',
  deviceId: testId(0xd1),
  commune: { id: communeId, name: 'xã Kiến Thụy', gsoCode: null, province: 'thành phố Hải Phòng' },
  assignments: [{ role: 'unit-head', unitId: villageId }],
};
const { keyPair } = await makeQueueKey();
const door: RescueDoor = {
  sign: (queue, ops) => signBatch(queue.keyPair, queue.id, ops),
  origin: 'https://xa.example',
  app: '0.2.0',
};
let people = 0;
const freshDb = (): PersonDb => openPersonDb(testId(0xf00 + ++people));

const phone: PhonePeople = { switchTo: vi.fn(), leave: vi.fn(), lost: () => [], forget: vi.fn() };

function open(db: PersonDb, person = me) {
  const sendNow = vi.fn();
  const onSaved = vi.fn();
  const session: Session = { db, me: person, deps: { ...systemIds, onSaved }, sendNow, holdUpdates: () => () => {} };
  render(
    <SessionContext.Provider value={session}>
      <ThisDeviceScreen
        place={{ type: 'tab', system: 'android' }}
        installPrompt={null}
        people={phone}
        version="0.1.0"
        commit="0123456789abcdef"
        rescue={door}
      />
    </SessionContext.Provider>,
  );
  return { sendNow, onSaved };
}

describe('"Máy này"', () => {
  test('of a phone with nothing to send says so, and whose it is', async () => {
    open(freshDb());
    expect(await screen.findByText(thisDevice.nothingUnsent)).toBeTruthy();
    expect(screen.getByText('Nguyễn Thị Hoa')).toBeTruthy();
    expect(screen.getByText('Trưởng đơn vị')).toBeTruthy();
    expect(screen.getByText('0123456789ab')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: thisDevice.attentionTitle })).toBeNull();
  });

  test('names what the commune refused, why, and the way to mend it', async () => {
    const db = freshDb();
    const op = aCreate();
    await db.outbox.add({
      seq: op.seq,
      opId: op.opId,
      recordId: op.recordId,
      op,
      bytes: 400,
      state: 'attention',
      sentOnce: true,
      answer: null,
      refusal: 'not-your-unit',
      savedAt: 0,
    });
    open(db);
    expect(await screen.findByText(rejectionSentences['not-your-unit'])).toBeTruthy();
    const link = document.querySelector<HTMLAnchorElement>(`a[href="/r/${op.recordId}"]`);
    expect(link?.textContent).not.toBe('');
    expect(screen.queryByText(thisDevice.nothingUnsent)).toBeNull();
  });

  test('shows words that were written and not used, and throws them away once it has asked', async () => {
    const db = freshDb();
    const op = aCreate();
    const row = { seq: op.seq, opId: op.opId, recordId: op.recordId, op, bytes: 400, savedAt: 0 };
    await db.outbox.add({ ...row, state: 'waiting', sentOnce: false, answer: null, refusal: null });
    const note = 'Xin thêm một ảnh';
    await putMeta(db, 'stepDrafts', {
      [`${op.recordId}/comment`]: { note, marks: [] },
      [`${testId(0x99)}/return`]: { note: 'Của hồ sơ đã đi nơi khác', marks: [] },
      [`${op.recordId}/return`]: { note: ' ', marks: [] },
    });
    open(db);
    expect(await screen.findByText(note)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Trả lại ví tiền nhặt được' }).getAttribute('href')).toBe(
      `/r/${op.recordId}`,
    );
    expect(screen.getAllByText(thisDevice.recordGone)).toHaveLength(1);
    const [drop] = screen.getAllByRole('button', { name: thisDevice.dropWords });
    if (drop) fireEvent.click(drop);
    const dialog = screen.getByRole('dialog', { name: steps.refused.askTitle });
    expect(await unsentOf(db)).toMatchObject({ drafts: 2 });
    fireEvent.click(within(dialog).getByRole('button', { name: thisDevice.dropWords }));
    await waitFor(() => expect(screen.queryByText(note)).toBeNull());
    expect(await unsentOf(db)).toMatchObject({ drafts: 1 });
  });

  test('shows the photos that no run sends, and takes one off the phone once it has asked', async () => {
    const db = freshDb();
    const photo: PhotoRow = {
      id: testId(0x501),
      recordId: testId(0x99),
      state: 'failed',
      full: null,
      thumb: null,
      takenAt: null,
      addedAt: 0,
      uploads: {},
      sent: [],
      inOutbox: true,
      mismatches: 0,
      failure: 'refused',
    };
    const undecoded: PhotoRow = { ...photo, id: testId(0x502), state: 'heic', failure: null };
    const givenUp: PhotoRow = { ...photo, id: testId(0x503), failure: 'unwanted' };
    await db.photos.bulkAdd([photo, undecoded, givenUp]);
    open(db);
    expect(await screen.findByText(photoProblems.refused)).toBeTruthy();
    expect(screen.getByText(photoProblems.heic)).toBeTruthy();
    expect(screen.queryByText(photoProblems.unwanted)).toBeNull();
    expect(screen.getAllByText(thisDevice.recordGone)).toHaveLength(2);
    const [drop] = screen.getAllByRole('button', { name: thisDevice.dropPhoto });
    if (drop) fireEvent.click(drop);
    const dialog = screen.getByRole('dialog', { name: thisDevice.dropPhotoAsking.title });
    expect(await unsentOf(db)).toMatchObject({ photos: 2 });
    fireEvent.click(within(dialog).getByRole('button', { name: thisDevice.dropPhoto }));
    await waitFor(() => expect(screen.queryByText(photoProblems.refused)).toBeNull());
    expect(await unsentOf(db)).toMatchObject({ photos: 1 });
  });

  test('"Gửi ngay" asks for a run', async () => {
    const { sendNow } = open(freshDb());
    fireEvent.click(await screen.findByRole('button', { name: syncStrip.sendNow }));
    expect(sendNow).toHaveBeenCalledTimes(1);
  });

  test('a revoked phone says whom to call, and that nothing is lost', async () => {
    const db = freshDb();
    await putMeta(db, 'syncRun', { type: 'stopped', because: 'device-revoked' });
    open(db);
    expect(await screen.findByText(syncStrip.stopped['device-revoked'])).toBeTruthy();
  });
});

describe('[S16] the rescue file on "Máy này"', () => {
  async function aWaitingDb(): Promise<PersonDb> {
    const db = freshDb();
    await putMeta(db, 'queue', { id: testId(0xe1), keyPair });
    await putMeta(db, 'lastSeq', 1);
    const op = aCreate();
    const row = { seq: op.seq, opId: op.opId, recordId: op.recordId, op, bytes: 400, savedAt: 0 };
    await db.outbox.add({ ...row, state: 'waiting', sentOnce: false, answer: null, refusal: null });
    return db;
  }

  /** Presses the button and catches the file it gives. */
  async function exportedFile(): Promise<File> {
    let made: Blob | null = null;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made = blob instanceof Blob ? blob : null;
      return 'blob:file';
    });
    fireEvent.click(await screen.findByRole('button', { name: rescue.export }));
    await screen.findByText(/^Đã xuất 1 hồ sơ vào tệp viec-tot-chua-gui-nguyen-thi-hoa-/);
    if (!made) throw new Error('no file');
    return new File([made], 'tep.zip');
  }

  function choose(file: File): void {
    fireEvent.change(screen.getByLabelText(rescue.importHint, { selector: 'input' }), { target: { files: [file] } });
  }

  test('with nothing unsent says so', async () => {
    open(freshDb());
    fireEvent.click(await screen.findByRole('button', { name: rescue.export }));
    expect(await screen.findByText(exportProblems['nothing-unsent'])).toBeTruthy();
  });

  test('a file of something else is named so', async () => {
    open(freshDb());
    choose(new File(['xin chào'], 'thu.zip'));
    expect(await screen.findByText(importProblems['not-a-rescue'])).toBeTruthy();
  });

  test('written on one phone, it is carried by another, who reads what became of it and puts it away', async () => {
    open(await aWaitingDb());
    const file = await exportedFile();
    document.body.replaceChildren();
    const db = freshDb();
    const { onSaved } = open(db, { ...me, accountId: db.accountId, name: 'Đỗ Thị Mùi' });
    choose(file);
    expect(await screen.findByText(rescue.carry(1))).toBeTruthy();
    expect(onSaved).toHaveBeenCalledTimes(1);
    expect(await screen.findByRole('heading', { name: carried.title })).toBeTruthy();
    expect(screen.getByText(carried.of('Nguyễn Thị Hoa'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: carried.forget })).toBeNull();
    const [row] = await db.carried.toArray();
    if (row?.type !== 'operation') throw new Error('nothing carried');
    await db.carried.put({ ...row, state: 'refused', refusal: 'closed-status' });
    expect(await screen.findByText(rejectionSentences['closed-status'])).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: carried.forget }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: carried.title })).toBeNull());
  });

  test('a carried photo whose words are no longer kept is not headed as one’s own', async () => {
    const db = freshDb();
    await db.photos.put({
      id: testId(0xf1),
      recordId: testId(0xa1),
      state: 'held',
      full: null,
      thumb: null,
      takenAt: null,
      addedAt: 0,
      uploads: {},
      sent: ['thumb', 'full'],
      inOutbox: true,
      mismatches: 0,
      failure: null,
      carriedFor: testId(0xe9),
    });
    open(db);
    expect(await screen.findByText(carried.ofSomebody)).toBeTruthy();
    expect(screen.queryByText(carried.ofYou)).toBeNull();
  });

  test('what nobody can read in it is told apart from what came', async () => {
    const db = await aWaitingDb();
    const long = aCreate(aNomination({ story: 'ă'.repeat(100_001) }), { opId: testId(0xd2), seq: 2 });
    const row = { seq: long.seq, opId: long.opId, recordId: long.recordId, op: long, bytes: 200_400, savedAt: 0 };
    await db.outbox.add({ ...row, state: 'waiting', sentOnce: false, answer: null, refusal: null });
    open(db);
    const file = await exportedFile();
    document.body.replaceChildren();
    const other = freshDb();
    open(other, { ...me, accountId: other.accountId, name: 'Đỗ Thị Mùi' });
    choose(file);
    expect(await screen.findByText(rescue.carry(1))).toBeTruthy();
    expect(screen.getByText(rescue.unread(1))).toBeTruthy();
  });

  test('every reason has a sentence of its own', () => {
    const said = [...rescueProblems, 'storage-full', 'storage-closed'].map(
      (code) => Object.entries(importProblems).find(([key]) => key === code)?.[1] ?? '',
    );
    expect(said.every((sentence) => sentence.length > 20)).toBe(true);
    expect(new Set(said).size).toBe(said.length);
    expect(carryRefusal('behind')).not.toBe(carryRefusal('no-such-record'));
  });
});

const facts: StripFacts = {
  waiting: 0,
  photosWaiting: 0,
  attention: 0,
  drafts: 0,
  lastSyncAt: '2026-11-05T07:05:00.000Z',
  hasSent: true,
  run: { type: 'idle' },
  storage: { bytes: 0, persisted: null, full: false },
};
const sameDay = Date.parse('2026-11-05T10:00:00.000Z');

describe('the strip', () => {
  test('says what waits and when it was last sent, by Vietnam’s clock', () => {
    expect(stripText({ ...facts, waiting: 2 }, sameDay, true)).toBe('Chờ gửi 2 · gửi lần cuối 14:05');
    expect(stripText({ ...facts, waiting: 1, photosWaiting: 3 }, sameDay, true)).toBe(
      'Chờ gửi 1 · Ảnh chờ gửi 3 · gửi lần cuối 14:05',
    );
  });

  test('offline it says what waits, in one line on a small phone', () => {
    expect(stripText({ ...facts, waiting: 1, photosWaiting: 3 }, sameDay, false)).toBe('Chờ gửi 1 · Ảnh chờ gửi 3');
    expect(stripText(facts, sameDay, false)).toBe('Đã gửi hết · gửi lần cuối 14:05');
  });

  test('names the day when it was not today', () => {
    expect(stripText(facts, sameDay + 24 * 3600_000, true)).toBe('Đã gửi hết · gửi lần cuối 14:05 05/11/2026');
  });

  test('never says that all is sent before the first exchange, nor while something needs a person', () => {
    expect(stripText({ ...facts, lastSyncAt: null }, sameDay, true)).toBe('Chưa gửi lần nào');
    expect(stripText({ ...facts, attention: 1 }, sameDay, true)).toBe('Gửi lần cuối 14:05');
  });

  test('of a phone that never sent anything says when it was last updated, not when it sent', () => {
    const fresh = { ...facts, hasSent: false };
    expect(stripText(fresh, sameDay, true)).toBe('Cập nhật lần cuối 14:05');
    expect(stripText({ ...fresh, waiting: 1 }, sameDay, true)).toBe('Chờ gửi 1 · cập nhật lần cuối 14:05');
    expect(stripText({ ...fresh, drafts: 1 }, sameDay, true)).toBe('Còn 1 bản nháp · cập nhật lần cuối 14:05');
  });

  test('does not say that all is sent while a draft is open', () => {
    expect(stripText({ ...facts, drafts: 1 }, sameDay, true)).toBe('Còn 1 bản nháp · gửi lần cuối 14:05');
    expect(stripText(facts, sameDay, true)).toBe('Đã gửi hết · gửi lần cuối 14:05');
  });

  test.each([
    [0, '0 KB'],
    [1, '1 KB'],
    [48_200, '49 KB'],
    [1_240_000, '1,2 MB'],
  ])('%i bytes kept here read %s', (bytes, words) => {
    expect(thisDevice.bytes(bytes)).toBe(words);
  });

  test('does not say that it is sending where the browser is sure to have no network', () => {
    const running = { type: 'running', since: '2026-11-05T07:05:00.000Z' } as const;
    const { rerender } = render(<SendNow run={running} isOnline={false} onClick={() => undefined} />);
    expect(screen.getByRole('button').textContent).toBe(syncStrip.sendNow);
    rerender(<SendNow run={running} isOnline onClick={() => undefined} />);
    expect(screen.getByRole('button').textContent).toBe(syncStrip.sending);
  });

  test('an app that is too old has its way to the new one beside the sentence', () => {
    render(<SyncMessage facts={{ run: { type: 'stopped', because: 'app-too-old' } }} isOnline />);
    expect(screen.getByText(syncStrip.stopped['app-too-old'])).toBeTruthy();
    expect(screen.getByRole('button', { name: syncStrip.update })).toBeTruthy();
  });

  test('is calm when offline: no alert', () => {
    const { container } = render(
      <SyncMessage facts={{ run: { type: 'waiting', because: 'offline', retryAt: null } }} isOnline={false} />,
    );
    expect(container.textContent).toBe(syncStrip.offline);
    expect(container.querySelector('[role=alert], .tone-red')).toBeNull();
  });
});

test('a state is said in words, with what matters behind it', () => {
  render(<StateBadge state={{ type: 'sending', photosLeft: 3, dossier: 'NT-2026-0123' }} short />);
  expect(screen.getByText('Đang gửi (còn 3 ảnh)')).toBeTruthy();
  render(<StateBadge state={{ type: 'arrived', dossier: 'NT-2026-0123' }} />);
  expect(screen.getByText('Đã tới xã (NT-2026-0123)')).toBeTruthy();
  render(
    <StateBadge
      state={{
        type: 'received',
        dossier: 'NT-2026-0123',
        step: { byName: 'Trần Thị Thu', at: '2026-11-05T07:05:00.000Z' },
      }}
    />,
  );
  expect(screen.getByText('Đã tiếp nhận (Trần Thị Thu, 14:05 05/11/2026)')).toBeTruthy();
});
