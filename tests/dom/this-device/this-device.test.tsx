import 'fake-indexeddb/auto';
import { fireEvent, render, screen } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { systemIds } from '../../../src/db/ids.ts';
import type { StripFacts } from '../../../src/db/live-phone.ts';
import { putMeta } from '../../../src/db/meta.ts';
import { openPersonDb, type PersonDb } from '../../../src/db/person-db.ts';
import { type Session, SessionContext } from '../../../src/features/session/context.ts';
import { StateBadge } from '../../../src/features/session/StateBadge.tsx';
import { SendNow, SyncMessage, stripText } from '../../../src/features/session/SyncStrip.tsx';
import { ThisDeviceScreen } from '../../../src/features/this-device/ThisDeviceScreen.tsx';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import { syncStrip } from '../../../src/i18n/vi/sync-strip.ts';
import { thisDevice } from '../../../src/i18n/vi/this-device.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import { aCreate, communeId, testId, villageId } from '../../support/builders.ts';

const me: Me = {
  accountId: testId(0xb1),
  name: 'Nguyễn Thị Hoa',
  deviceId: testId(0xd1),
  commune: { id: communeId, name: 'xã Kiến Thụy', gsoCode: null, province: 'thành phố Hải Phòng' },
  assignments: [{ role: 'unit-head', unitId: villageId }],
};
let people = 0;
const freshDb = (): PersonDb => openPersonDb(testId(0xf00 + ++people));

function open(db: PersonDb) {
  const sendNow = vi.fn();
  const session: Session = { db, me, deps: { ...systemIds, onSaved: () => {} }, sendNow, holdUpdates: () => () => {} };
  render(
    <SessionContext.Provider value={session}>
      <ThisDeviceScreen
        place={{ type: 'tab', system: 'android' }}
        installPrompt={null}
        version="0.1.0"
        commit="0123456789abcdef"
      />
    </SessionContext.Provider>,
  );
  return { sendNow };
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

const facts: StripFacts = {
  waiting: 0,
  photosWaiting: 0,
  attention: 0,
  drafts: 0,
  lastSyncAt: '2026-11-05T07:05:00.000Z',
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
    expect(stripText({ ...facts, lastSyncAt: null }, sameDay, true)).toBe('chưa gửi lần nào');
    expect(stripText({ ...facts, attention: 1 }, sameDay, true)).toBe('gửi lần cuối 14:05');
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
