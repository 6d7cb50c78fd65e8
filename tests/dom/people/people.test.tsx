import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPeopleApi, type PeopleApi, PeopleApiContext } from '../../../src/features/people/api.ts';
import { PeopleScreen } from '../../../src/features/people/PeopleScreen.tsx';
import { qrPath } from '../../../src/features/people/QrCode.tsx';
import { addPeople, errors, linkSheet, people, person, units } from '../../../src/i18n/vi/people.ts';
import { problemSentences } from '../../../src/i18n/vi/problems.ts';
import { anEndpointApart, type SignedIn } from '../../support/endpoint-apart.ts';
import { aStage } from '../../support/form-screen.tsx';

const endpoint = anEndpointApart();
let admin: SignedIn;
let api: PeopleApi;
let network: 'up' | 'down' | 'portal';
beforeEach(async () => {
  admin = await endpoint.fresh();
  network = 'up';
  api = createPeopleApi(async (path, { method = 'GET', body }) => {
    if (network === 'down') throw new TypeError('Failed to fetch');
    if (network === 'portal') return new Response('<html>Đăng nhập Wi-Fi</html>');
    const reply = await endpoint.send(method, path, {
      session: admin.session,
      ...(body === undefined || body === null
        ? {}
        : { body: String(body), headers: { 'Content-Type': 'application/json' } }),
    });
    return new Response(reply.status === 204 ? null : JSON.stringify(reply.body), { status: reply.status });
  });
});
afterAll(() => endpoint.close());

async function show(path = '/nguoi-va-may') {
  const stage = await aStage({ me: admin.me, path });
  stage.show(
    <PeopleApiContext.Provider value={api}>
      <PeopleScreen />
    </PeopleApiContext.Provider>,
  );
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const openPerson = async (name: string) => fireEvent.click(await screen.findByRole('link', { name: new RegExp(name) }));
const dialog = async (name: string | RegExp) => within(await screen.findByRole('dialog', { name }));
const listed = async () => {
  const answer = await api.list();
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

describe('when it cannot be done', () => {
  test('without a network the screen says so calmly, and an answer of a Wi-Fi portal is no answer', async () => {
    network = 'down';
    await show();
    expect(await screen.findByText(people.failures.offline)).toBeTruthy();
    network = 'portal';
    await press(people.retry);
    expect(await screen.findByText(people.failures['bad-answer'])).toBeTruthy();
    network = 'up';
    await press(people.retry);
    expect(await screen.findByRole('link', { name: /Lê Minh Hòa/ })).toBeTruthy();
  });

  test('a pasted list stays in its box until the server took it', async () => {
    await endpoint.recorder({ unit: 'Thôn Đông' });
    await show();
    await press(people.add);
    const box = await dialog(addPeople.title);
    fireEvent.click(box.getByLabelText(addPeople.many));
    const text = 'Bùi Văn Ân; trưởng thôn; thon dong\nĐỗ Thị Ánh; người ghi; Thôn Lạ';
    fireEvent.input(await box.findByLabelText(addPeople.lines), { target: { value: text } });
    expect(await box.findByText(addPeople.problems['unknown-unit'])).toBeTruthy();
    const addButton = () => box.getByRole<HTMLButtonElement>('button', { name: /^Thêm \d+ người$/ });
    expect(addButton().disabled).toBe(true);

    fireEvent.input(box.getByLabelText(addPeople.lines), { target: { value: text.replace('Thôn Lạ', 'Thôn Đông') } });
    await waitFor(() => expect(addButton().disabled).toBe(false));
    network = 'down';
    fireEvent.click(addButton());
    expect(await box.findByText(people.failures.offline)).toBeTruthy();
    expect(box.getByLabelText<HTMLTextAreaElement>(addPeople.lines).value).toContain('Bùi Văn Ân');

    network = 'up';
    fireEvent.click(addButton());
    expect(await screen.findByRole('link', { name: /Bùi Văn Ân.*Trưởng đơn vị, Thôn Đông/s })).toBeTruthy();
    expect((await listed()).people.map(({ name }) => name)).toContain('Đỗ Thị Ánh');
  });

  test('the last admin stays, with the reason', async () => {
    await show();
    await openPerson('Lê Minh Hòa');
    const admins = (await listed()).people[0]?.assignments ?? [];
    const at = admins.findIndex(({ role }) => role === 'admin');
    const buttons = await screen.findAllByRole('button', { name: person.endRole });
    fireEvent.click(buttons[at] ?? document.body);
    fireEvent.click((await dialog(person.endRoleTitle)).getByRole('button', { name: person.endRole }));
    expect(await screen.findByText(problemSentences['last-admin'])).toBeTruthy();
    expect((await listed()).people[0]?.assignments).toEqual(admins);
  });

  test('a unit in which somebody records is not ended, and a half date is not sent', async () => {
    await endpoint.recorder({ unit: 'Thôn Đông' });
    await show('/nguoi-va-may?muc=don-vi');
    await press(units.changeLabel('Thôn Đông'));
    const box = await dialog(units.changeTitle);
    const until = box.getByLabelText(units.endFrom);
    fireEvent.input(until, { target: { value: '2027' } });
    fireEvent.click(box.getByRole('button', { name: units.save }));
    expect(await box.findByText(units.notADay)).toBeTruthy();
    fireEvent.input(until, { target: { value: '1/1/2027' } });
    fireEvent.click(box.getByRole('button', { name: units.save }));
    expect(await box.findByText(problemSentences['unit-in-use'])).toBeTruthy();
    expect((await listed()).units[0]?.validTo).toBeNull();
  });
});

describe('people', () => {
  test('are found without diacritics, by name and by unit', async () => {
    await endpoint.recorder({ unit: 'Thôn Đoài', name: 'Đặng Thị Ửng' });
    await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    await show();
    const names = () => screen.getAllByRole('link').map((link) => link.querySelector('.person-name')?.textContent);
    await waitFor(() => expect(names()).toEqual(['Vũ Đức', 'Lê Minh Hòa', 'Đặng Thị Ửng']));
    fireEvent.input(screen.getByLabelText(people.search), { target: { value: 'dang ung' } });
    await waitFor(() => expect(names()).toEqual(['Đặng Thị Ửng']));
    fireEvent.input(screen.getByLabelText(people.search), { target: { value: 'thon dong' } });
    await waitFor(() => expect(names()).toEqual(['Vũ Đức']));
  });

  test('their units stand in Vietnamese order where one is chosen', async () => {
    for (const unit of ['Thôn Mai Dương', 'Thôn Đông', 'Thôn Đoài', 'Thôn Cần', 'Tổ 10', 'Tổ 2'])
      await endpoint.recorder({ unit });
    await show();
    await press(people.add);
    const select = (await dialog(addPeople.title)).getByLabelText<HTMLSelectElement>(addPeople.unit);
    expect([...select.options].map(({ text }) => text).slice(1)).toEqual([
      'Thôn Cần',
      'Thôn Đoài',
      'Thôn Đông',
      'Thôn Mai Dương',
      'Tổ 2',
      'Tổ 10',
    ]);
  });

  test('somebody of that name in that unit is warned of, and added by a tick; the addition is said in sight', async () => {
    await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    await show();
    await press(people.add);
    const box = await dialog(addPeople.title);
    const warning = addPeople.there('Vũ Đức', 'Người ghi, Thôn Đông');
    fireEvent.input(box.getByLabelText(addPeople.name), { target: { value: 'Vu Duc' } });
    fireEvent.change(box.getByLabelText(addPeople.unit), { target: { value: (await listed()).units[0]?.id } });
    expect(await box.findByText(warning)).toBeTruthy();
    fireEvent.click(box.getByRole('button', { name: addPeople.add }));
    expect(await box.findByText(addPeople.needAnyway)).toBeTruthy();

    fireEvent.click(box.getByLabelText(addPeople.many));
    const text = 'vũ đức; trưởng thôn; Thôn Đông\nBùi Văn Ân; người ghi; Thôn Đông\nBùi Văn Ân; người ghi; Thôn Đông';
    fireEvent.input(await box.findByLabelText(addPeople.lines), { target: { value: text } });
    expect(await box.findByText(warning)).toBeTruthy();
    expect(box.getByText(addPeople.thereAbove)).toBeTruthy();
    expect(box.getByRole('button', { name: addPeople.addMany(1) })).toBeTruthy();
    fireEvent.click(box.getByLabelText(addPeople.anywayMany(2)));
    fireEvent.click(await box.findByRole('button', { name: addPeople.addMany(3) }));
    expect(await screen.findByText(addPeople.added(3))).toBeTruthy();
    expect((await listed()).people.filter(({ name }) => name === 'vũ đức')).toHaveLength(1);
  });

  test('one is added with a role and its unit; without the unit it is not sent', async () => {
    await endpoint.recorder({ unit: 'Thôn Đông' });
    await show();
    await press(people.add);
    const box = await dialog(addPeople.title);
    fireEvent.input(box.getByLabelText(addPeople.name), { target: { value: 'Bùi Văn Ân' } });
    fireEvent.click(box.getByRole('button', { name: addPeople.add }));
    expect(await box.findByText(addPeople.needUnit)).toBeTruthy();
    fireEvent.change(box.getByLabelText(addPeople.unit), { target: { value: (await listed()).units[0]?.id } });
    fireEvent.click(box.getByRole('button', { name: addPeople.add }));
    expect(await screen.findByRole('link', { name: /Bùi Văn Ân.*Người ghi, Thôn Đông/s })).toBeTruthy();
  });

  test('are given a further role, and one role ends', async () => {
    const { me } = await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    await show(`/nguoi-va-may?nguoi=${me.accountId}`);
    fireEvent.change(await screen.findByLabelText(addPeople.role), { target: { value: 'officer' } });
    await press(person.save);
    await waitFor(async () => expect(await screen.findAllByRole('button', { name: person.endRole })).toHaveLength(2));
    fireEvent.click(screen.getAllByRole('button', { name: person.endRole })[0] ?? document.body);
    fireEvent.click((await dialog(person.endRoleTitle)).getByRole('button', { name: person.endRole }));
    await waitFor(async () =>
      expect((await listed()).people.find(({ id }) => id === me.accountId)?.assignments).toMatchObject([
        { role: 'officer', unitId: null },
      ]),
    );
  });
});

describe('links', () => {
  test('a link is shown once as address, QR code and code, its sheet is printed, and it may be taken back', async () => {
    const { me } = await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    const print = vi.fn();
    window.print = print;
    await show(`/nguoi-va-may?nguoi=${me.accountId}`);
    await press(person.makeLink);
    const box = await dialog(linkSheet.title('Vũ Đức'));
    const url = box.getByText(/\/e#/).textContent ?? '';
    const code = box.getByText(/^[3-9A-Y]{4} [3-9A-Y]{4}$/).textContent ?? '';
    expect(box.getByRole('img', { name: linkSheet.qr })).toBeTruthy();

    fireEvent.click(box.getByRole('button', { name: linkSheet.print }));
    expect(print).toHaveBeenCalledOnce();
    const sheet = document.querySelector('.print-host')?.textContent ?? '';
    for (const part of ['Vũ Đức', 'Người ghi, Thôn Đông', 'xã Kiến Thụy', code, linkSheet.until('12:00 12/11/2026')]) {
      expect(sheet).toContain(part);
    }
    expect(sheet).not.toContain(url.split('#')[1]);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('.print-host')).toBeNull();

    fireEvent.click(box.getByRole('button', { name: linkSheet.done }));
    expect(screen.queryByText(url)).toBeNull();
    const look = () =>
      endpoint.send('POST', '/api/v1/enrolment/look', { body: { secret: { token: url.split('#')[1] } } });
    expect((await look()).body.name).toBe('Vũ Đức');
    await press(person.revokeLink);
    await screen.findByText(person.linkNone);
    expect((await look()).body.code).toBe('link-revoked');
  });

  test('sheets for several are made one after another and printed together; a failure on the way keeps those made', async () => {
    for (const name of ['An Văn Một', 'Bình Thị Hai']) await endpoint.recorder({ unit: 'Thôn Đông', name });
    const print = vi.fn();
    window.print = print;
    await show();
    for (const name of ['An Văn Một', 'Bình Thị Hai'])
      fireEvent.click(await screen.findByLabelText(people.select(name)));
    const start = async () => {
      await press(people.printSelected(2));
      const box = await dialog(people.printSelected(2));
      fireEvent.click(box.getByRole('button', { name: people.printConfirm }));
    };
    const real = api.makeLink;
    let made = 0;
    api.makeLink = async (id) => {
      made += 1;
      if (made === 2) network = 'down';
      return real(id);
    };
    await start();
    expect(await screen.findByText(people.printStopped(1, 2))).toBeTruthy();
    expect(print).not.toHaveBeenCalled();
    network = 'up';
    await press(people.printMade(1));
    expect(document.querySelectorAll('.sheet')).toHaveLength(1);
    window.dispatchEvent(new Event('afterprint'));

    await start();
    await waitFor(() => expect(document.querySelectorAll('.sheet')).toHaveLength(2));
    expect(print).toHaveBeenCalledTimes(2);
    window.dispatchEvent(new Event('afterprint'));
  });

  test('the QR code reads back as the link', () => {
    const url = `https://viectot.kienthuy.haiphong.gov.vn/e#${'aB3-_'.repeat(8)}abc`;
    const { size, path } = qrPath(url);
    const scale = 4;
    const data = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
    for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
        const from = (row * size * scale + Number(x) * scale) * 4;
        for (let at = from; at < from + Number(run) * scale * 4; at += 1) data[at] = at % 4 === 3 ? 255 : 0;
      }
    }
    expect(decodeQR({ width: size * scale, height: size * scale, data })).toBe(url);
  });
});

describe('phones', () => {
  test('each says when it was heard of and what it has not sent; taking one out of use says what that does first', async () => {
    const recorder = await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    const device = { unsent: 2, photosWaiting: 3, storedBytes: 1, persisted: true };
    const told = { wire: 1, app: '0.1.0', device, errors: [anError] };
    expect((await endpoint.send('POST', '/api/v1/sync', { session: recorder.session, body: told })).status).toBe(200);
    await show(`/nguoi-va-may?nguoi=${recorder.me.accountId}`);
    expect(await screen.findByText('Android · Chrome 140')).toBeTruthy();
    expect(screen.getByText(person.lastSync('12:00 05/11/2026'))).toBeTruthy();
    expect(screen.getByText(person.unsent(2, 3))).toBeTruthy();
    expect(screen.getByText(person.version('0.1.0'))).toBeTruthy();

    await press(person.revoke);
    const box = await dialog(person.revokeTitle('Android · Chrome 140'));
    for (const sentence of [...person.revokeBody, person.revokeUnsent(2, 3)])
      expect(box.getByText(sentence)).toBeTruthy();
    fireEvent.click(box.getByRole('button', { name: person.revoke }));
    expect(await screen.findByText(person.revoked('12:00 05/11/2026'))).toBeTruthy();
    expect((await endpoint.send('POST', '/api/v1/sync', { session: recorder.session, body: told })).body.code).toBe(
      'device-revoked',
    );
  });

  test("a row shows at a glance what a person's phones have not sent; one choice leaves only those", async () => {
    const [busy, idle] = [
      await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' }),
      await endpoint.recorder({ unit: 'Thôn Đoài', name: 'Đặng Thị Ửng' }),
    ];
    const tell = (session: string, unsent: number, photosWaiting: number) =>
      endpoint.send('POST', '/api/v1/sync', {
        session,
        body: { wire: 1, app: '0.1.0', device: { unsent, photosWaiting, storedBytes: 1, persisted: true } },
      });
    await tell(busy.session, 2, 1);
    await tell(idle.session, 0, 0);
    await show();
    const row = await screen.findByRole('link', { name: /Vũ Đức/ });
    expect(within(row).getByText(people.unsent(3))).toBeTruthy();
    expect(within(screen.getByRole('link', { name: /Đặng Thị Ửng/ })).queryByText(/Chưa gửi/)).toBeNull();
    fireEvent.click(screen.getByLabelText(people.withUnsent(1)));
    await waitFor(() => expect(screen.queryByRole('link', { name: /Đặng Thị Ửng/ })).toBeNull());

    await openPerson('Vũ Đức');
    await press(person.revoke);
    fireEvent.click((await dialog(/Thu hồi máy/)).getByRole('button', { name: person.revoke }));
    expect(await screen.findByText(people.withUnsent(0))).toBeTruthy();
    expect(screen.getByText(people.noneUnsent)).toBeTruthy();
  });

  test('nothing unsent is said only as of the last word, and a long silence is told', async () => {
    const recorder = await endpoint.recorder({ unit: 'Thôn Đông', name: 'Vũ Đức' });
    const device = { unsent: 0, photosWaiting: 0, storedBytes: 1, persisted: true };
    await endpoint.send('POST', '/api/v1/sync', {
      session: recorder.session,
      body: { wire: 1, app: '0.1.0', device },
    });
    const heard = Date.parse('2026-11-05T05:00:00.000Z');
    const clock = vi.spyOn(Date, 'now').mockReturnValue(heard + 2 * 24 * 3600_000);
    await show(`/nguoi-va-may?nguoi=${recorder.me.accountId}`);
    expect(await screen.findByText(person.allSent('12:00 05/11/2026'))).toBeTruthy();
    expect(screen.queryByText(person.longSilent)).toBeNull();
    clock.mockReturnValue(heard + 4 * 24 * 3600_000);
    fireEvent.input(screen.getByLabelText(people.search), { target: { value: 'vu' } });
    await waitFor(() => expect(screen.getAllByText(people.longSilent).length).toBeGreaterThan(0));
    clock.mockRestore();
  });

  test('their errors stand in a list with code and place, whose phone it was and when', async () => {
    const recorder = await endpoint.recorder({ name: 'Vũ Đức' });
    const device = { unsent: 0, photosWaiting: 0, storedBytes: 1, persisted: true };
    await endpoint.send('POST', '/api/v1/sync', {
      session: recorder.session,
      body: { wire: 1, app: '0.1.0', device, errors: [anError] },
    });
    await show('/nguoi-va-may?muc=loi');
    expect(await screen.findByText('storage-closed × 4')).toBeTruthy();
    expect(screen.getByText('db/save')).toBeTruthy();
    expect(screen.getByText(errors.when('08:00 05/11/2026', '12:00 05/11/2026'))).toBeTruthy();
    expect(screen.getByText(/Vũ Đức · Android · Chrome 140/)).toBeTruthy();
  });
});

const anError = {
  id: '01900000-0000-7000-8000-0000000000f1',
  at: '2026-11-05T01:00:00.000Z',
  code: 'storage-closed',
  place: 'db/save',
  version: '0.1.0',
  count: 4,
};

describe('units', () => {
  test('one that is there is neither counted nor sent, and one that differs by marks only is warned of', async () => {
    await endpoint.recorder({ unit: 'Thôn Đoài' });
    await show('/nguoi-va-may?muc=don-vi');
    await press(units.add);
    const box = await dialog(units.title);
    fireEvent.input(box.getByLabelText(units.name), { target: { value: 'thôn  đoài' } });
    expect(await box.findByText(units.there)).toBeTruthy();
    fireEvent.input(box.getByLabelText(units.name), { target: { value: 'Thon Doai' } });
    expect(await box.findByText(units.like('Thôn Đoài'))).toBeTruthy();
    fireEvent.click(box.getByLabelText(addPeople.many));
    const text = 'Thôn Đoài\nThon Doai\nThôn Đông';
    fireEvent.input(await box.findByLabelText(units.lines), { target: { value: text } });
    expect(await box.findByText(units.there)).toBeTruthy();
    expect(box.getByText(units.like('Thôn Đoài'))).toBeTruthy();
    fireEvent.click(box.getByRole('button', { name: units.addMany(2) }));
    expect(await screen.findByText(units.added(2, 0))).toBeTruthy();
  });

  test('pasted lines are guessed, shown, added once; one is renamed and ended with its successor', async () => {
    await show('/nguoi-va-may?muc=don-vi');
    await press(units.add);
    const box = await dialog(units.title);
    fireEvent.click(box.getByLabelText(addPeople.many));
    const text = 'Thôn Đông\nThôn Đoài; thôn\nTrường Tiểu học Kiến Thụy';
    fireEvent.input(await box.findByLabelText(units.lines), { target: { value: text } });
    expect(await box.findByRole('cell', { name: 'Trường tiểu học' })).toBeTruthy();
    fireEvent.click(box.getByRole('button', { name: units.addMany(3) }));
    expect(await screen.findByText(units.added(3, 0))).toBeTruthy();

    await press(units.changeLabel('Thôn Đoài'));
    const change = await dialog(units.changeTitle);
    fireEvent.input(change.getByLabelText(units.name), { target: { value: 'Thôn Đoài Hạ' } });
    fireEvent.input(change.getByLabelText(units.endFrom), { target: { value: '01/01/2027' } });
    const east = (await listed()).units.find(({ name }) => name === 'Thôn Đông');
    fireEvent.change(change.getByLabelText(units.successorLabel), { target: { value: east?.id } });
    fireEvent.click(change.getByRole('button', { name: units.save }));
    expect(await screen.findByText(/Thôi dùng từ 01\/01\/2027 · nay là Thôn Đông/)).toBeTruthy();
    expect((await listed()).units.find(({ name }) => name === 'Thôn Đoài Hạ')).toMatchObject({
      validTo: '2027-01-01',
      successorId: east?.id,
    });
  });
});
