// Words of a step before it is taken: a dialog that was closed by mistake, or a killed browser, loses none of them.
import { healed } from './heal.ts';
import { getMeta, putMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { StepDraft } from './rows.ts';

/** Older ones give way. */
const most = 50;

const keyOf = (recordId: string, step: string): string => `${recordId}/${step}`;

export async function getStepDraft(db: PersonDb, recordId: string, step: string): Promise<StepDraft | null> {
  return healed(db, async () => (await getMeta(db, 'stepDrafts'))?.[keyOf(recordId, step)] ?? null);
}

/** Null: the step was taken, or nothing is left of it. */
export async function putStepDraft(
  db: PersonDb,
  recordId: string,
  step: string,
  draft: StepDraft | null,
): Promise<void> {
  await healed(db, () =>
    db.transaction('rw', db.meta, async () => {
      const { [keyOf(recordId, step)]: _, ...others } = (await getMeta(db, 'stepDrafts')) ?? {};
      const kept = Object.entries(others).slice(draft ? 1 - most : -most);
      const mine = draft ? [[keyOf(recordId, step), draft] as const] : [];
      await putMeta(db, 'stepDrafts', Object.fromEntries([...kept, ...mine]));
    }),
  );
}
