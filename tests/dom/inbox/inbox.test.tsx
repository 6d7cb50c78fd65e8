import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { useLocation } from 'preact-iso';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { InboxScreen } from '../../../src/features/inbox/InboxScreen.tsx';
import { inbox } from '../../../src/i18n/vi/inbox.ts';
import { photoView } from '../../../src/i18n/vi/record-view.ts';
import { ui } from '../../../src/i18n/vi/ui.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import type { Me, Snapshot } from '../../../src/shared/wire/down.ts';
import { guardPresses } from '../../../src/ui/press-guard.ts';
import { aNomination, anInitiative, aPhotoRow, aSnapshot, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast, unitWest } from '../../support/form-screen.tsx';

const officer = aPerson({ role: 'officer', unitId: null });
const leader = aPerson({ role: 'leader', unitId: null });
const author = { id: testId(0xb1), name: 'Phạm Thị Dung' };

const land = aSnapshot(aNomination({ title: 'Hiến đất làm đường', unitId: unitEast }), {
  id: testId(0x2001),
  dossier: 'NT-2026-0001',
  statusRev: 7,
  author,
});
const wallet = aSnapshot(aNomination({ title: 'Trả lại ví tiền', unitId: unitWest, movementId: 'PT01' }), {
  id: testId(0x2002),
  dossier: 'NT-2026-0002',
});
const garden = aSnapshot(anInitiative({ title: 'Vườn rau tưới tự động', unitId: unitWest }), {
  id: testId(0x2003),
  dossier: 'SK-2026-0001',
});
const received = aSnapshot(aNomination({ title: 'Cứu người đuối nước', unitId: unitEast }), {
  id: testId(0x2004),
  dossier: 'NT-2026-0003',
  status: 'received',
  events: [
    {
      opId: testId(0x3001),
      rev: 3,
      kind: 'create',
      at: '2026-11-04T01:00:00.000Z',
      receivedAt: '2026-11-05T02:00:00.000Z',
      by: author,
    },
    {
      opId: testId(0x3002),
      rev: 4,
      kind: 'command',
      command: 'receive',
      at: '2026-11-05T03:00:00.000Z',
      receivedAt: '2026-11-05T03:00:20.000Z',
      by: { id: testId(0xb2), name: 'Lê Văn Đức' },
    },
  ],
});

async function anInbox(me: Me = officer, snapshots: readonly Snapshot[] = [land, wallet, garden, received]) {
  const stage = await aStage({ me, path: '/hop-den' });
  await stage.db.snapshots.bulkPut([...snapshots]);
  await stage.db.cards.bulkPut(snapshots.map((snapshot) => cardOf(kinds, snapshot)));
  return stage;
}

/** The screen with the record that the address names, as the app's routes give it. */
function Routed() {
  const { path } = useLocation();
  const [, recordId] = /^\/hop-den\/(.+)$/.exec(path) ?? [];
  return <InboxScreen {...(recordId === undefined ? {} : { recordId })} />;
}

const rows = () => screen.queryAllByRole('listitem').filter((row) => row.hasAttribute('data-key'));
const titles = () => rows().map((row) => row.querySelector('.queue-title')?.textContent);
const open = async (title: string) => fireEvent.click(await screen.findByRole('link', { name: new RegExp(title) }));
const receiveButton = () => screen.findByRole<HTMLButtonElement>('button', { name: inbox.receive });
const outbox = ({ db }: Stage) => db.outbox.orderBy('seq').toArray();

test('every step can be told apart among the choices of the filter', async () => {
  const { show } = await anInbox();
  show(<InboxScreen />);
  const box = await screen.findByLabelText<HTMLSelectElement>(inbox.status);
  const labels = [...box.options].map(({ text }) => text.replace(/ · \d+$/, ''));
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.filter((label) => label.startsWith('Đang xét'))).toHaveLength(3);
});

describe('who may not receive', () => {
  test('a leader reads the record and why only the office receives it; nothing is offered for several', async () => {
    const stage = await anInbox(leader);
    stage.show(<Routed />);
    await open('Hiến đất');
    expect((await receiveButton()).disabled).toBe(true);
    expect(screen.getByText(inbox.mayNot['not-officer'])).toBeTruthy();
    expect(screen.queryByRole('link', { name: inbox.edit })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    fireEvent.keyDown(window, { key: 'r' });
    expect(await outbox(stage)).toEqual([]);
  });

  test('what was received says by whom and when, with the time the phone claimed where it differs', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    fireEvent.click(await screen.findByLabelText(inbox.all(4)));
    await open('Cứu người');
    expect((await receiveButton()).disabled).toBe(true);
    expect(screen.getByText('Đã tiếp nhận (Lê Văn Đức, 10:00 05/11/2026)')).toBeTruthy();
    expect(screen.getByText(inbox.mayNot.done)).toBeTruthy();
    expect(screen.getByText('Phạm Thị Dung · 09:00 05/11/2026 · theo lời người ghi lúc 08:00 04/11/2026')).toBeTruthy();
    expect(screen.getByText('Lê Văn Đức · 10:00 05/11/2026')).toBeTruthy();
  });

  test('a record that is not on this phone is said', async () => {
    const { show } = await anInbox();
    show(<InboxScreen recordId={testId(0x9999)} />);
    expect(await screen.findByText(inbox.notHere)).toBeTruthy();
  });
});

describe('the queue', () => {
  test('opens with what waits, newest first, both kinds; the tab shows all of them', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    await waitFor(() => expect(titles()).toEqual(['Vườn rau tưới tự động', 'Trả lại ví tiền', 'Hiến đất làm đường']));
    fireEvent.click(await screen.findByLabelText(inbox.all(4)));
    await waitFor(() => expect(titles()[0]).toBe('Cứu người đuối nước'));
    expect(screen.getByText(inbox.found(4))).toBeTruthy();
  });

  test('is searched without diacritics and narrowed by unit, movement and kind', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    await waitFor(() => expect(rows()).toHaveLength(3));
    fireEvent.input(screen.getByLabelText(inbox.search), { target: { value: 'hien dat' } });
    await waitFor(() => expect(titles()).toEqual(['Hiến đất làm đường']));
    fireEvent.input(screen.getByLabelText(inbox.search), { target: { value: '' } });
    fireEvent.change(screen.getByLabelText(inbox.unit), { target: { value: unitWest } });
    await waitFor(() => expect(titles()).toEqual(['Vườn rau tưới tự động', 'Trả lại ví tiền']));
    fireEvent.change(screen.getByLabelText(inbox.kind), { target: { value: 'initiative' } });
    await waitFor(() => expect(titles()).toEqual(['Vườn rau tưới tự động']));
    fireEvent.change(screen.getByLabelText(inbox.movement), { target: { value: 'PT01' } });
    expect(await screen.findByText(inbox.nothingFound)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: inbox.clearFilters }));
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  test('shows two thousand records by drawing those in sight', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => ({ ...land, id: testId(0x10_000 + n) }));
    const { show } = await anInbox(officer, many);
    show(<Routed />);
    expect(await screen.findByLabelText(inbox.waiting(2000))).toBeTruthy();
    await waitFor(() => expect(rows().length).toBeGreaterThan(5));
    expect(rows().length).toBeLessThan(40);
  });

  test('j and k walk through it, but not while somebody types', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    await waitFor(() => expect(rows()).toHaveLength(3));
    const press = (key: string, where: EventTarget = window) => fireEvent.keyDown(where as Window, { key }); // fireEvent takes any target
    press('j', screen.getByLabelText(inbox.search));
    expect(location.pathname).toBe('/hop-den');
    press('j');
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${garden.id}`));
    press('j');
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${wallet.id}`));
    press('k');
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${garden.id}`));
    press('k');
    expect(location.pathname).toBe(`/hop-den/${garden.id}`);
  });
});

describe('receiving', () => {
  test('saves one command that names what the officer saw, and shows it before the commune has it', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    await open('Hiến đất');
    fireEvent.click(await receiveButton());
    expect(await screen.findByText(inbox.receivedHere)).toBeTruthy();
    expect((await receiveButton()).disabled).toBe(true);
    expect((await outbox(stage)).map(({ op }) => [op.recordId, op.kind, op.body])).toEqual([
      [land.id, 'command', { command: { name: 'receive', expectStatus: 'sent', expectRev: 7 } }],
    ]);
    await waitFor(() => expect(titles()).toEqual(['Vườn rau tưới tự động', 'Trả lại ví tiền']));
  });

  test('a double click receives once and says calmly that it is done', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    await open('Hiến đất');
    const button = await receiveButton();
    fireEvent.click(button);
    fireEvent.click(button);
    const said = await screen.findByText(inbox.saidReceived('Hiến đất làm đường'));
    expect(said.closest('[role="status"]')).toBeTruthy();
    fireEvent.click(button);
    expect(await outbox(stage)).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText(inbox.failed['nothing-changed'])).toBeNull();
  });

  test('what was searched for and is received now is found again in all, with the search kept', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    await waitFor(() => expect(rows()).toHaveLength(3));
    fireEvent.input(screen.getByLabelText(inbox.search), { target: { value: 'hien dat' } });
    await open('Hiến đất');
    fireEvent.click(await receiveButton());
    expect(await screen.findByText(inbox.notWaiting)).toBeTruthy();
    expect(screen.queryByText(inbox.nothingFound)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: inbox.searchAll }));
    await waitFor(() => expect(titles()).toEqual(['Hiến đất làm đường']));
  });

  test('r does it too, once, and j goes on from where the record stood', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    await open('Trả lại ví');
    await receiveButton();
    fireEvent.keyDown(window, { key: 'r' });
    await screen.findByText(inbox.receivedHere);
    fireEvent.keyDown(window, { key: 'r' });
    await waitFor(() => expect(titles()).toEqual(['Vườn rau tưới tự động', 'Hiến đất làm đường']));
    expect(await outbox(stage)).toHaveLength(1);
    fireEvent.keyDown(window, { key: 'j' });
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${land.id}`));
  });

  test('a record received while a photo is awaited still says by whom', async () => {
    const photos = { [testId(0x61)]: aPhotoRow() };
    const { show } = await anInbox(officer, [{ ...received, rows: { ...received.rows, photos } }]);
    show(<InboxScreen recordId={received.id} />);
    expect(await screen.findByText(inbox.receivedBy('Lê Văn Đức', '10:00 05/11/2026'))).toBeTruthy();
  });

  test('several are received by ticks, one operation each; what stands elsewhere is left and said', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    fireEvent.click(await screen.findByLabelText(inbox.all(4)));
    for (const { values } of [land, wallet, received]) {
      fireEvent.click(await screen.findByLabelText(inbox.select(String(values.title))));
    }
    expect(await screen.findByText(inbox.bulkSkipped(1))).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: inbox.receiveSelected(2) }));
    const asked = within(await screen.findByRole('dialog', { name: inbox.receiveAsk(2) }));
    expect(await outbox(stage)).toEqual([]);
    fireEvent.click(asked.getByRole('button', { name: inbox.receive }));
    expect(await screen.findByText(`${inbox.bulkDone(2)} ${inbox.bulkSkipped(1)}`)).toBeTruthy();
    expect((await outbox(stage)).map(({ op }) => op.recordId).toSorted()).toEqual([land.id, wallet.id]);
  });
});

test('of two that are ticked, one received already, the button counts one; of that alone it offers nothing', async () => {
  const stage = await anInbox();
  stage.show(<Routed />);
  fireEvent.click(await screen.findByLabelText(inbox.all(4)));
  fireEvent.click(await screen.findByLabelText(inbox.select(String(received.values.title))));
  expect(await screen.findByText(inbox.bulkSkipped(1))).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Tiếp nhận/ })).toBeNull();
  fireEvent.click(screen.getByLabelText(inbox.select(String(land.values.title))));
  fireEvent.click(await screen.findByRole('button', { name: inbox.receiveSelected(1) }));
  expect(await screen.findByText(`${inbox.bulkDone(1)} ${inbox.bulkSkipped(1)}`)).toBeTruthy();
  // What waits on this phone counts as received too.
  fireEvent.click(await screen.findByLabelText(inbox.select(String(land.values.title))));
  expect(await screen.findByText(inbox.bulkSkipped(1))).toBeTruthy();
  expect(await outbox(stage)).toHaveLength(1);
});

describe('a double click', () => {
  const twice = async (button: HTMLElement) => {
    const at = { clientX: 300, clientY: 200 };
    fireEvent.click(button, { ...at, detail: 1 });
    await new Promise((drawn) => setTimeout(drawn));
    // What lies there now: the bar has one button in the place of the other.
    const there = button.isConnected ? button : screen.queryByRole('button', { name: /^Tiếp nhận/ });
    if (there) fireEvent.click(there, { ...at, detail: 2 });
  };

  test('on “choose all shown” chooses them, and receives and lets go of nothing', async () => {
    onTestFinished(guardPresses(document));
    const stage = await anInbox();
    stage.show(<Routed />);
    await twice(await screen.findByRole('button', { name: inbox.selectShown }));
    expect(await screen.findByRole('button', { name: inbox.receiveSelected(3) })).toBeTruthy();
    expect(await outbox(stage)).toEqual([]);
  });

  test('one record alone is received without a question; several are not when one thinks better of it', async () => {
    const stage = await anInbox();
    stage.show(<Routed />);
    fireEvent.click(await screen.findByRole('button', { name: inbox.selectShown }));
    fireEvent.click(await screen.findByRole('button', { name: inbox.receiveSelected(3) }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: ui.cancel }));
    expect(await outbox(stage)).toEqual([]);
    fireEvent.click(screen.getByLabelText(inbox.select('Hiến đất làm đường')));
    fireEvent.click(screen.getByLabelText(inbox.select('Trả lại ví tiền')));
    fireEvent.click(await screen.findByRole('button', { name: inbox.receiveSelected(1) }));
    expect(await screen.findByText(inbox.bulkDone(1))).toBeTruthy();
  });
});

describe('the record', () => {
  test('names who proposes it, its unit and dossier, and reads in sections with what is still missing', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    await open('Hiến đất');
    const pane = within(await screen.findByRole('region', { name: inbox.recordLabel }));
    expect(await pane.findByText(/Mã hồ sơ NT-2026-0001 · Người ghi: Phạm Thị Dung · Đơn vị: Thôn Đông/)).toBeTruthy();
    expect(pane.getByText('Trần Văn An')).toBeTruthy();
    expect(pane.getByText('05/11/2026')).toBeTruthy();
    expect(pane.getByText('Em nhặt được ví và mang đến nhờ cô giáo trả lại.')).toBeTruthy();
    expect(pane.getByText(/Hồ sơ còn thiếu \d+ mục/)).toBeTruthy();
    expect(pane.getByRole('link', { name: inbox.edit }).getAttribute('href')).toBe(`/r/${land.id}/sua`);
  });

  test('counts the photos still awaited; one the commune holds is asked from it, and another photo is an arrow away', async () => {
    const [first, second] = [testId(0x61), testId(0x62)];
    const photos = { [first]: { ...aPhotoRow(1), caption: 'Con đường mới' }, [second]: aPhotoRow(2) };
    const withPhotos = { ...land, rows: { ...land.rows, photos }, held: { [first]: 'both' as const } };
    const { show } = await anInbox(officer, [withPhotos]);
    show(<Routed />);
    await open('Hiến đất');
    expect(await screen.findByText(photoView.awaited(1))).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: photoView.open(1, 'Con đường mới') }));
    const viewer = await screen.findByRole('dialog', { name: photoView.at(1, 2) });
    const picture = await within(viewer).findByAltText('Con đường mới');
    expect(picture.getAttribute('src')).toBe(`/api/v1/records/${land.id}/photos/${first}?size=full`);
    fireEvent.error(picture);
    expect(await within(viewer).findByText(photoView.notHere)).toBeTruthy();
    fireEvent.keyDown(viewer, { key: 'ArrowRight' });
    expect((await within(viewer).findAllByText(photoView.awaitedOne)).length).toBeGreaterThan(0);
    fireEvent.click(within(viewer).getByRole('button', { name: photoView.close }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: photoView.at(2, 2) })).toBeNull());
  });
});
