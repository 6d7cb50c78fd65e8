import { expect, test } from 'vitest';
import { holdDraft, releaseDraft } from '../../../src/db/drafts.ts';
import { testId } from '../../support/builders.ts';

const draft = testId(0x2001);
/** Another tab asks the browser for the same lock. */
const otherTabMayWrite = (): Promise<boolean> =>
  navigator.locks.request(`viectot-draft-${draft}`, { ifAvailable: true }, (lock) => lock !== null);

test('a draft open in another tab is read here, and written once that tab has closed it', async () => {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    void navigator.locks.request(`viectot-draft-${draft}`, () => {
      resolve();
      return closed;
    });
  });
  await opened;
  expect(await holdDraft(draft)).toBe('reader');
  releaseDraft(draft);
  close();
  await expect.poll(otherTabMayWrite).toBe(true);
  expect(await holdDraft(draft)).toBe('writer');
  releaseDraft(draft);
  await expect.poll(otherTabMayWrite).toBe(true);
});

test('a form that is drawn anew does not let go of the draft it goes on writing', async () => {
  expect(await Promise.all([holdDraft(draft), holdDraft(draft)])).toEqual(['writer', 'writer']);
  releaseDraft(draft);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await otherTabMayWrite()).toBe(false);
  releaseDraft(draft);
  await expect.poll(otherTabMayWrite).toBe(true);
});
