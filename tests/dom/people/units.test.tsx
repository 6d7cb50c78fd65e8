import '../../support/clean-dom.ts';
import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { addPeople, units } from '../../../src/i18n/vi/people.ts';
import { dialog, peopleScreen, press } from '../../support/people-screen.tsx';

const { endpoint, show, listed } = peopleScreen();

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
