import { describe, expect, test, vi } from 'vitest';
import { createWorkerDoor } from '../../../src/app/worker-door.ts';

/** A browser's worker container, as far as the door touches it. */
class Container extends EventTarget {
  controller: object | null = null;
  readonly registration = new Registration();
  readonly registered: unknown[] = [];
  async register(...args: unknown[]) {
    this.registered.push(args);
    return this.registration;
  }
}
class Registration extends EventTarget {
  waiting: Coming | null = null;
  installing: Coming | null = null;
  updates = 0;
  async update() {
    this.updates += 1;
  }
  found(coming: Coming) {
    this.installing = coming;
    this.dispatchEvent(new Event('updatefound'));
  }
}
class Coming extends EventTarget {
  state = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown) {
    this.messages.push(message);
  }
  becomes(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

async function open(container: Container | undefined) {
  const reload = vi.fn();
  const updates: (() => void)[] = [];
  let idle: (() => void) | undefined;
  const door = createWorkerDoor({
    container: container as unknown as ServiceWorkerContainer | undefined, // the part of it that the door uses
    onUpdate: (apply) => updates.push(apply),
    reload,
    whenIdle: (work) => {
      idle = work;
    },
  });
  door.open();
  const becomeIdle = async () => {
    idle?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { door, reload, updates, becomeIdle };
}

describe('the door to the worker', () => {
  test('a browser without workers has a door that does nothing', async () => {
    const { door, becomeIdle, updates } = await open(undefined);
    await becomeIdle();
    door.lookForUpdate();
    expect(updates).toEqual([]);
  });

  test('registers nothing before the first screen had its moment', async () => {
    const container = new Container();
    const { becomeIdle } = await open(container);
    expect(container.registered).toEqual([]);
    await becomeIdle();
    expect(container.registered).toEqual([['/sw.js', { updateViaCache: 'none' }]]);
  });

  test('the very first worker is no update', async () => {
    const container = new Container();
    const { becomeIdle, updates } = await open(container);
    await becomeIdle();
    const first = new Coming();
    container.registration.found(first);
    first.becomes('installed');
    container.controller = first;
    container.dispatchEvent(new Event('controllerchange'));
    expect(updates).toEqual([]);
  });

  test('a new version is offered, and brought in front with one reload', async () => {
    const container = new Container();
    container.controller = {};
    const { becomeIdle, updates, reload } = await open(container);
    await becomeIdle();
    const next = new Coming();
    container.registration.found(next);
    expect(updates).toHaveLength(0);
    next.becomes('installed');
    expect(updates).toHaveLength(1);
    expect(next.messages).toEqual([]);
    updates[0]?.();
    expect(next.messages).toEqual([{ type: 'skip-waiting' }]);
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test('one that waited from an earlier visit is offered at once', async () => {
    const container = new Container();
    container.controller = {};
    container.registration.waiting = new Coming();
    const { becomeIdle, updates } = await open(container);
    await becomeIdle();
    expect(updates).toHaveLength(1);
  });

  test('a version that another tab brought in front never reloads this one by itself', async () => {
    const container = new Container();
    container.controller = {};
    const { becomeIdle, updates, reload } = await open(container);
    await becomeIdle();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
    expect(updates).toHaveLength(1);
    updates[0]?.();
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
