import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import decodeQR from 'qr/decode.js';
import { describe, expect, test, vi } from 'vitest';
import { qrPath } from '../../../src/features/people/QrCode.tsx';
import { linkSheet, people, person } from '../../../src/i18n/vi/people.ts';
import { dialog, peopleScreen, press } from '../../support/people-screen.tsx';

const here = peopleScreen();
const { endpoint, show } = here;

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
    const real = here.api.makeLink;
    let made = 0;
    here.api.makeLink = async (id) => {
      made += 1;
      if (made === 2) here.turnNetwork('down');
      return real(id);
    };
    await start();
    expect(await screen.findByText(people.printStopped(1, 2))).toBeTruthy();
    expect(print).not.toHaveBeenCalled();
    here.turnNetwork('up');
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
