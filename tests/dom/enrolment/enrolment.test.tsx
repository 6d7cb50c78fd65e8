import 'fake-indexeddb/auto';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEnrolling } from '../../../src/app/enrol.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { getMeta } from '../../../src/db/meta.ts';
import { openPersonDb } from '../../../src/db/person-db.ts';
import { currentPerson } from '../../../src/db/registry.ts';
import { EnrolmentScreen } from '../../../src/features/enrolment/EnrolmentScreen.tsx';
import { enrolment } from '../../../src/i18n/vi/enrolment.ts';
import { problemSentences } from '../../../src/i18n/vi/problems.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import type { Fetch } from '../../../src/sync/http.ts';
import { anEndpoint, type Endpoint } from '../../support/endpoint.ts';
import { linkMaker, tokenOf } from '../../support/enrolled.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await anEndpoint();
});
afterEach(() => endpoint.close());

/** The endpoint's own answers, through a line that a test may cut. */
const wholeLine: Fetch = async (url, init) => endpoint.app.request(new URL(url).pathname, init);

async function open({ fetch = wholeLine, token = undefined as string | undefined } = {}) {
  const done = vi.fn<(me: Me) => void>();
  const enrolling = createEnrolling({
    ...systemIds,
    fetch,
    origin: 'http://127.0.0.1:8080',
    device: 'Android · Chrome 140',
    version: '0.1.0',
    done,
  });
  const link = token ?? tokenOf((await linkMaker(endpoint).founding()).url);
  render(<EnrolmentScreen enrolling={enrolling} initial={{ token: link }} />);
  return { done, token: link };
}

async function found() {
  await screen.findByRole('heading', { name: enrolment.founderTitle });
  const words = enrolment.founder;
  fireEvent.input(screen.getByLabelText(words.name), { target: { value: 'Nguyễn Thị Hoa' } });
  fireEvent.input(screen.getByLabelText(words.commune), { target: { value: 'xã Kiến Thụy' } });
  fireEvent.input(screen.getByLabelText(words.province), { target: { value: 'thành phố Hải Phòng' } });
  fireEvent.click(screen.getByRole('button', { name: words.start }));
}

describe('a link that cannot be used is said in one sentence, and another way is offered', () => {
  test('an unknown one', async () => {
    await open({ token: 'A'.repeat(43) });
    expect((await screen.findByRole('alert')).textContent).toContain(problemSentences['link-unknown']);
    expect(screen.queryByRole('button', { name: enrolment.retry })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: enrolment.otherWay }));
    expect(screen.getByRole('heading', { name: enrolment.welcomeTitle })).toBeTruthy();
  });

  test('one that ran out', async () => {
    const token = tokenOf((await linkMaker(endpoint).founding()).url);
    endpoint.clock.now += 8 * 24 * 3600_000;
    await open({ token });
    expect((await screen.findByRole('alert')).textContent).toContain(problemSentences['link-expired']);
  });

  test('without a network nothing is lost, and the same button tries again', async () => {
    let isUp = false;
    await open({ fetch: (url, init) => (isUp ? wholeLine(url, init) : Promise.reject(new TypeError('offline'))) });
    expect((await screen.findByRole('alert')).textContent).toContain(enrolment.failures.offline);
    isUp = true;
    fireEvent.click(screen.getByRole('button', { name: enrolment.retry }));
    await screen.findByRole('heading', { name: enrolment.founderTitle });
  });

  test('a network that comes back is used without a press', async () => {
    let isUp = false;
    await open({ fetch: (url, init) => (isUp ? wholeLine(url, init) : Promise.reject(new TypeError('offline'))) });
    expect((await screen.findByRole('alert')).textContent).toContain(enrolment.failures.offline);
    isUp = true;
    fireEvent(window, new Event('online'));
    await screen.findByRole('heading', { name: enrolment.founderTitle });
  });

  test('a captive portal’s 200 is no answer', async () => {
    await open({ fetch: async () => new Response('<html>Đăng nhập Wi-Fi</html>') });
    expect((await screen.findByRole('alert')).textContent).toContain(enrolment.failures['bad-answer']);
  });
});

test('the first admin is asked for every name before anything is sent', async () => {
  const { done } = await open();
  await screen.findByRole('heading', { name: enrolment.founderTitle });
  fireEvent.input(screen.getByLabelText(new RegExp(enrolment.founder.gsoCode)), { target: { value: '116' } });
  fireEvent.click(screen.getByRole('button', { name: enrolment.founder.start }));
  for (const sentence of Object.values(enrolment.founder.errors)) expect(screen.getByText(sentence)).toBeTruthy();
  expect(done).not.toHaveBeenCalled();
});

test('pressing "Bắt đầu" makes the phone theirs: key, queue, person', async () => {
  const { done } = await open();
  await found();
  await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  const me = done.mock.calls[0]?.[0];
  expect(me?.commune).toMatchObject({ name: 'xã Kiến Thụy', province: 'thành phố Hải Phòng', gsoCode: null });
  const person = await currentPerson();
  expect(person).toMatchObject({ accountId: me?.accountId, name: 'Nguyễn Thị Hoa', current: true });
  const db = openPersonDb(person?.accountId ?? '');
  const queue = await getMeta(db, 'queue');
  expect(queue?.keyPair.privateKey.extractable).toBe(false);
  expect(await getMeta(db, 'me')).toEqual(me);
});

test('an acceptance whose answer was lost is asked again with the same queue, and succeeds', async () => {
  const queues: string[] = [];
  let isFirst = true;
  const { done } = await open({
    fetch: async (url, init) => {
      if (!url.endsWith('/accept')) return wholeLine(url, init);
      queues.push(JSON.parse(String(init?.body)).queue.id);
      const answer = await wholeLine(url, init);
      if (!isFirst) return answer;
      isFirst = false;
      throw new TypeError('reset');
    },
  });
  await found();
  expect((await screen.findByRole('alert')).textContent).toContain(enrolment.failures.offline);
  fireEvent.click(screen.getByRole('button', { name: enrolment.founder.start }));
  await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(queues).toHaveLength(2);
  expect(queues[1]).toBe(queues[0]);
});

test('a used link says so', async () => {
  const { token, done } = await open();
  await found();
  await waitFor(() => expect(done).toHaveBeenCalled());
  endpoint.clock.now += 3600_000;
  document.body.replaceChildren();
  await open({ token });
  expect((await screen.findByRole('alert')).textContent).toContain(problemSentences['link-used']);
});
