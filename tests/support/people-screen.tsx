// The screen of people and phones before an endpoint of its own, for each test of a file.
import { fireEvent, screen, within } from '@testing-library/preact';
import { afterAll, beforeEach } from 'vitest';
import { createPeopleApi, type PeopleApi, PeopleApiContext } from '../../src/features/people/api.ts';
import { PeopleScreen } from '../../src/features/people/PeopleScreen.tsx';
import { anEndpointApart, type SignedIn } from './endpoint-apart.ts';
import { aStage } from './form-screen.tsx';

/** Called once, at the top of a test file; read when a test runs. */
export function peopleScreen() {
  const endpoint = anEndpointApart();
  let admin: SignedIn;
  let api: PeopleApi;
  let network: 'up' | 'down' | 'portal' = 'up';
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
  return {
    endpoint,
    get admin() {
      return admin;
    },
    get api() {
      return api;
    },
    turnNetwork(to: typeof network): void {
      network = to;
    },
    async show(path = '/nguoi-va-may'): Promise<void> {
      const stage = await aStage({ me: admin.me, path });
      stage.show(
        <PeopleApiContext.Provider value={api}>
          <PeopleScreen />
        </PeopleApiContext.Provider>,
      );
    },
    /** What the server lists now. */
    async listed() {
      const answer = await api.list();
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
  };
}

export const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
export const openPerson = async (name: string) =>
  fireEvent.click(await screen.findByRole('link', { name: new RegExp(name) }));
export const dialog = async (name: string | RegExp) => within(await screen.findByRole('dialog', { name }));
