import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { EnrolmentScreen } from '../../../src/features/enrolment/EnrolmentScreen.tsx';
import type { EnrolFailure, Enrolling } from '../../../src/features/enrolment/enrolling.ts';
import { enrolment } from '../../../src/i18n/vi/enrolment.ts';
import { err, ok } from '../../../src/shared/lib/result.ts';
import type { LookAnswer } from '../../../src/shared/wire/enrolment.ts';

const look: LookAnswer = {
  name: 'Đỗ Thị Mùi',
  communeName: 'xã Kiến Thụy',
  unitName: 'Thôn Đông',
  roles: ['submitter'],
  expiresAt: '2026-10-01T00:00:00.000Z',
};

/** A phone with lost work of that name, whose line fails once after the answer. */
function open() {
  let isFirst = true;
  const accept = vi.fn<Enrolling['accept']>(async (_secret, _founding, whoseWork) => {
    const code = whoseWork === null ? 'whose-work' : isFirst ? 'offline' : 'storage';
    isFirst &&= whoseWork === null;
    return err<EnrolFailure>({ code });
  });
  const enrolling: Enrolling = { look: async () => ok(look), accept, done: () => undefined };
  render(<EnrolmentScreen enrolling={enrolling} initial={{ token: 'A'.repeat(43) }} />);
  return { answers: () => accept.mock.calls.map(([, , whoseWork]) => whoseWork) };
}

const press = async () => fireEvent.click(await screen.findByRole('button', { name: enrolment.itIsMe }));
const saidAtOnce = (sentence: string) =>
  waitFor(() => expect(screen.getByRole('alert').textContent).toContain(sentence));

test('[S11] who opens a link where work of that name was lost is asked whose it is, and no answer stands there before', async () => {
  const { answers } = open();
  await screen.findByRole('button', { name: enrolment.itIsMe });
  expect(screen.queryByRole('radio')).toBeNull();
  await press();
  await saidAtOnce(enrolment.failures['whose-work']);
  screen.getByRole('group', { name: enrolment.whoseWork.legend(look.name) });
  const mine = screen.getByRole<HTMLInputElement>('radio', { name: enrolment.whoseWork.mine });
  const aNamesakes = screen.getByRole<HTMLInputElement>('radio', { name: enrolment.whoseWork.aNamesakes });
  expect([mine.checked, aNamesakes.checked]).toEqual([false, false]);

  await press();
  await waitFor(() => expect(answers()).toEqual([null, null]));
  fireEvent.click(aNamesakes);
  await press();
  await saidAtOnce(enrolment.failures.offline);
  // The question and its answer stay for the next try.
  expect(aNamesakes.checked).toBe(true);
  await press();
  await waitFor(() => expect(answers()).toEqual([null, null, 'a-namesakes', 'a-namesakes']));
});
