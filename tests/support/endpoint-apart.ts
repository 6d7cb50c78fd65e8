// The page's side of endpoint-thread.ts: a real endpoint that a screen under test speaks to.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Me } from '../../src/shared/wire/down.ts';
import type { Endpoint, Reply } from './endpoint.ts';
import type { aRecorder } from './enrolled.ts';

type RecorderWish = Parameters<typeof aRecorder>[2];

export type Asked = { readonly id: number } & (
  | { readonly call: 'fresh' | 'close'; readonly args: readonly [] }
  | { readonly call: 'recorder'; readonly args: readonly [RecorderWish] }
  | { readonly call: 'send'; readonly args: Parameters<Endpoint['send']> }
);
type Ask = Asked extends infer A ? (A extends Asked ? Omit<A, 'id'> : never) : never;

export interface SignedIn {
  readonly me: Me;
  readonly session: string;
}

export interface EndpointApart {
  /** An empty installation with its first admin, who is the officer too. */
  fresh(): Promise<SignedIn>;
  recorder(wish?: RecorderWish): Promise<SignedIn & { readonly unitId: string }>;
  send(...args: Parameters<Endpoint['send']>): Promise<Pick<Reply, 'status' | 'body'>>;
  close(): Promise<void>;
}

export function anEndpointApart(): EndpointApart {
  const worker = new Worker(fileURLToPath(import.meta.resolve('./endpoint-thread.ts')));
  const open = new Map<number, { resolve: (value: never) => void; reject: (reason: unknown) => void }>();
  let last = 0;
  worker.on('message', ({ id, value, failure }: { id: number; value: never; failure?: string }) => {
    if (failure === undefined) open.get(id)?.resolve(value);
    else open.get(id)?.reject(new Error(failure));
    open.delete(id);
  });
  worker.on('error', (error) => {
    for (const { reject } of open.values()) reject(error);
  });
  const ask = <T>(asked: Ask): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      last += 1;
      open.set(last, { resolve, reject });
      worker.postMessage({ ...asked, id: last });
    });
  return {
    fresh: () => ask({ call: 'fresh', args: [] }),
    recorder: (wish = {}) => ask({ call: 'recorder', args: [wish] }),
    send: (...args) => ask({ call: 'send', args }),
    async close() {
      await ask({ call: 'close', args: [] });
      await worker.terminate();
    },
  };
}
