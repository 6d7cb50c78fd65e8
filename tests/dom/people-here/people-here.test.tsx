import 'fake-indexeddb/auto';
import { fireEvent, render, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { systemIds } from '../../../src/db/ids.ts';
import { putMeta } from '../../../src/db/meta.ts';
import { openPersonDb, type PersonDb } from '../../../src/db/person-db.ts';
import { type RegistryPerson, registry } from '../../../src/db/registry.ts';
import { type Session, SessionContext } from '../../../src/features/session/context.ts';
import type { LostPerson } from '../../../src/features/session/loss.ts';
import { StorageLost } from '../../../src/features/session/StorageLost.tsx';
import { PeopleSection } from '../../../src/features/this-device/PeopleSection.tsx';
import type { PhonePeople } from '../../../src/features/this-device/phone-people.ts';
import { peopleHere as words } from '../../../src/i18n/vi/people-here.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import { makeQueueKey } from '../../../src/sync/queue-key.ts';
import { aCreate, communeId, testId } from '../../support/builders.ts';

const commune = { id: communeId, name: 'xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' };
let count = 0;

async function aPerson(name: string, changes: Partial<RegistryPerson> = {}): Promise<{ db: PersonDb; me: Me }> {
  const accountId = testId(0xc00 + ++count);
  const me: Me = { accountId, name, deviceId: testId(0xd1), commune, assignments: [] };
  const db = openPersonDb(accountId);
  await putMeta(db, 'me', me);
  await putMeta(db, 'queue', { id: testId(0xe00 + count), keyPair: (await makeQueueKey()).keyPair });
  await registry().people.put({
    accountId,
    name,
    communeName: commune.name,
    dbName: db.name,
    enrolledAt: 1,
    current: false,
    ...changes,
  });
  return { db, me };
}

async function saves(db: PersonDb): Promise<void> {
  const op = aCreate();
  await db.outbox.add({
    seq: op.seq,
    opId: op.opId,
    recordId: op.recordId,
    op,
    bytes: 400,
    state: 'waiting',
    sentOnce: false,
    answer: null,
    refusal: null,
    savedAt: 0,
  });
}

function open({ db, me }: { db: PersonDb; me: Me }, lost: readonly LostPerson[] = []) {
  const phone = {
    switchTo: vi.fn(async () => undefined),
    leave: vi.fn(async () => undefined),
    lost: () => lost,
    forget: vi.fn(async () => undefined),
  } satisfies PhonePeople;
  const session: Session = {
    db,
    me,
    deps: { ...systemIds, onSaved: () => {} },
    sendNow: () => {},
    holdUpdates: () => () => {},
  };
  render(
    <SessionContext.Provider value={session}>
      <PeopleSection phone={phone} device="Android · Chrome 140" />
    </SessionContext.Provider>,
  );
  return phone;
}

beforeEach(() => registry().people.clear());

describe('"Người dùng máy này"', () => {
  test('alone on a phone, nobody is offered to change places with', async () => {
    open(await aPerson('Phạm Văn Trưởng', { current: true }));
    expect(await screen.findByText('Phạm Văn Trưởng')).toBeTruthy();
    expect(screen.getByRole('link', { name: words.add }).getAttribute('href')).toBe('/e');
    expect(screen.queryByText(words.othersTitle)).toBeNull();
  });

  test('names the others with what each still has unsent, and puts one in front', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    const teacher = await aPerson('Nguyễn Thị Hoa');
    await aPerson('Lê Văn Ba', { leftAt: 5 });
    await saves(teacher.db);
    const phone = open(head);
    const hers = await screen.findByText('Còn 1 hồ sơ chưa gửi');
    expect(within(hers.closest('li') as HTMLElement).getByText('Nguyễn Thị Hoa')).toBeTruthy();
    expect(screen.getByText('Đã thoát, đã gửi hết')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: words.of(words.switchTo, 'Nguyễn Thị Hoa') }));
    expect(phone.switchTo).toHaveBeenCalledWith(teacher.me.accountId);
    expect(screen.getByRole('button', { name: words.of(words.comeBack, 'Lê Văn Ba') })).toBeTruthy();
  });

  test('whose data the browser has cleared is said, until it was taken note of', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    const lost = { accountId: testId(0xfa), name: 'Nguyễn Thị Hoa', last: { seenAt: 0, records: 2, photos: 3 } };
    const phone = open(head, [lost]);
    expect(await screen.findByText(/Nguyễn Thị Hoa: lần cuối .* còn 2 hồ sơ, 3 ảnh chưa gửi/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: words.of(words.forget, 'Nguyễn Thị Hoa') }));
    expect(phone.forget).toHaveBeenCalledWith(lost.accountId);
    await vi.waitFor(() => expect(screen.queryByText(/lần cuối/)).toBeNull());
  });

  test('what cannot be done is said, and that nothing is lost', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    await aPerson('Nguyễn Thị Hoa');
    const phone = open(head);
    phone.switchTo.mockRejectedValueOnce(new Error('storage'));
    fireEvent.click(await screen.findByRole('button', { name: words.of(words.switchTo, 'Nguyễn Thị Hoa') }));
    expect(await screen.findByText(words.failed)).toBeTruthy();
  });
});

describe('"Thoát khỏi máy này"', () => {
  const ask = async () => {
    const leave = await screen.findByRole('button', { name: words.leave });
    await vi.waitFor(() => {
      fireEvent.click(leave);
      expect(screen.queryByText(words.ask.comeBack)).toBeTruthy();
    });
  };

  test('with unsent work says what it is and never offers to remove it', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    await saves(head.db);
    await head.db.drafts.put({
      recordId: testId(0xaa),
      kind: 'nomination',
      mode: 'new',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
    });
    const phone = open(head);
    await ask();
    expect(screen.getByText('Còn 1 hồ sơ, 1 bản nháp chưa gửi về xã.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.ask.erase('Phạm Văn Trưởng') })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: words.ask.yesKeep }));
    expect(phone.leave).toHaveBeenCalledWith(head.me.accountId, { erase: false });
  });

  test('with everything sent asks once more before the records leave the phone', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    const phone = open(head);
    await ask();
    fireEvent.click(screen.getByRole('button', { name: words.ask.erase('Phạm Văn Trưởng') }));
    expect(screen.getByText(words.erase.back)).toBeTruthy();
    expect(phone.leave).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: words.erase.yes }));
    expect(phone.leave).toHaveBeenCalledWith(head.me.accountId, { erase: true });
  });

  test('a save in another tab takes the offer away', async () => {
    const head = await aPerson('Phạm Văn Trưởng', { current: true });
    open(head);
    await ask();
    fireEvent.click(screen.getByRole('button', { name: words.ask.erase('Phạm Văn Trưởng') }));
    await saves(head.db);
    expect(await screen.findByText('Còn 1 hồ sơ chưa gửi về xã.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.erase.yes })).toBeNull();
  });
});

describe('"Trình duyệt đã xóa dữ liệu"', () => {
  test('says what was unsent at the last moment, what is safe, and what to do', () => {
    const last = { seenAt: Date.parse('2026-11-05T07:05:00.000Z'), records: 2, photos: 0 };
    render(<StorageLost loss={{ type: 'lost', people: [{ accountId: testId(1), name: 'Nguyễn Thị Hoa', last }] }} />);
    expect(screen.getByText(words.loss.title)).toBeTruthy();
    expect(
      screen.getByText('Nguyễn Thị Hoa: lần cuối (14:05 05/11/2026) còn 2 hồ sơ chưa gửi. Phần này có thể đã mất.'),
    ).toBeTruthy();
    expect(screen.getByText(words.loss.safe)).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(1 + words.loss.todo.length);
  });

  test('does not claim more than the session tells', () => {
    render(<StorageLost loss={{ type: 'recognised', name: 'Nguyễn Thị Hoa' }} />);
    expect(screen.queryByText(words.loss.title)).toBeNull();
    expect(screen.getByText(words.loss.recognised)).toBeTruthy();
  });
});
