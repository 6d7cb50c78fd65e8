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
  const door = createWorkerDoor({
    container: container as unknown as ServiceWorkerContainer | undefined, // the part of it that the door uses
    onUpdate: (apply) => updates.push(apply),
    reload,
  });
  door.open();
  await Promise.resolve(); // the registration's answer
  await Promise.resolve();
  return { door, reload, updates };
}

describe('the door to the worker', () => {
  test('a browser without workers has a door that does nothing', async () => {
    const { door, updates } = await open(undefined);
    door.lookForUpdate();
    expect(updates).toEqual([]);
  });

  test('asks for the worker past every cache', async () => {
    const container = new Container();
    await open(container);
    expect(container.registered).toEqual([['/sw.js', { updateViaCache: 'none' }]]);
  });

  test('the very first worker is no update', async () => {
    const container = new Container();
    const { updates } = await open(container);
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
    const { updates, reload } = await open(container);
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
    const { updates } = await open(container);
    expect(updates).toHaveLength(1);
  });

  test('a version that another tab brought in front never reloads this one by itself', async () => {
    const container = new Container();
    container.controller = {};
    const { updates, reload } = await open(container);
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
    expect(updates).toHaveLength(1);
    updates[0]?.();
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
