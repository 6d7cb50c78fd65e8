// The endpoint in a thread of its own, for screens under test: a page's Request and Response know no cookies, the server's must.
import { parentPort } from 'node:worker_threads';
import { anEndpoint, type Endpoint } from './endpoint.ts';
import type { Asked } from './endpoint-apart.ts';
import { aFounder, aRecorder, type TestPerson } from './enrolled.ts';

let endpoint: Endpoint | null = null;
let admin: TestPerson | null = null;

async function answer({ call, args }: Asked): Promise<unknown> {
  if (call === 'fresh') {
    await endpoint?.close();
    endpoint = await anEndpoint();
    admin = await aFounder(endpoint);
    return { me: admin.me, session: admin.session };
  }
  if (!endpoint || !admin) throw new Error('the first call is fresh');
  if (call === 'recorder') {
    const { me, session, unitId } = await aRecorder(endpoint, admin, ...args);
    return { me, session, unitId };
  }
  if (call === 'send') {
    const { status, body } = await endpoint.send(...args);
    return { status, body };
  }
  await endpoint.close();
  return null;
}

parentPort?.on('message', async (asked: Asked) => {
  try {
    parentPort?.postMessage({ id: asked.id, value: await answer(asked) });
  } catch (error) {
    parentPort?.postMessage({ id: asked.id, failure: String(error) });
  }
});
