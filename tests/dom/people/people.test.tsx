import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { addPeople, people, person, units } from '../../../src/i18n/vi/people.ts';
import { problemSentences } from '../../../src/i18n/vi/problems.ts';
import { dialog, openPerson, peopleScreen, press } from '../../support/people-screen.tsx';

const here = peopleScreen();
const { endpoint, show, listed } = here;

describe('when it cannot be done', () => {
  test('without a network the screen says so calmly, and an answer of a Wi-Fi portal is no answer', async () => {
    here.turnNetwork('down');
    await show();
    expect(await screen.findByText(people.failures.offline)).toBeTruthy();
    here.turnNetwork('portal');
    await press(people.retry);
    expect(await screen.findByText(people.failures['bad-answer'])).toBeTruthy();
    here.turnNetwork('up');
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
    here.turnNetwork('down');
    fireEvent.click(addButton());
    expect(await box.findByText(people.failures.offline)).toBeTruthy();
    expect(box.getByLabelText<HTMLTextAreaElement>(addPeople.lines).value).toContain('Bùi Văn Ân');

    here.turnNetwork('up');
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
