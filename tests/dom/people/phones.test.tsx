import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { errors, people, person } from '../../../src/i18n/vi/people.ts';
import { dialog, openPerson, peopleScreen, press } from '../../support/people-screen.tsx';

const here = peopleScreen();
const { endpoint, show } = here;

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
