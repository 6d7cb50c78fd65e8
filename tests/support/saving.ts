// What the tests of saving share: one record, its draft, and a worker that counts how often it was rung.
import { systemIds } from '../../src/db/ids.ts';
import type { DraftRow } from '../../src/db/rows.ts';
import { testId } from './builders.ts';

export const recordId = testId(0x2001);
export const kind = 'nomination';

export const aDraft = (changes: Partial<DraftRow> = {}): DraftRow => ({
  recordId,
  kind,
  mode: 'new',
  form: { title: 'Trả lại ví' },
  updatedAt: 1,
  waitingForPhoto: false,
  seen: null,
  ...changes,
});

/** Set to 0 before each test. */
export const rung = { times: 0 };

export const deps = {
  ...systemIds,
  onSaved: () => {
    rung.times += 1;
  },
};
