// Words of a step, or of a choice between two people's words, that was not taken yet: they stay on this phone until the
// person takes it, or throws them away.
import { healed } from './heal.ts';
import { getMetas } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import { keepRewriting } from './rewriting.ts';
import type { MetaValues } from './rows.ts';
import { putStepDraft } from './step-drafts.ts';

export interface HalfWritten {
  /** Null: the conflict it belongs to is no longer here. */
  readonly recordId: string | null;
  readonly step: string;
  /** Of a choice: the conflict, and the field it asks about as far as it is here. */
  readonly conflictId: string | null;
  readonly field: string | null;
  readonly text: string;
}

export async function halfWrittenIn(db: PersonDb): Promise<readonly HalfWritten[]> {
  const [stepDrafts, rewriting] = await getMetas(db, ['stepDrafts', 'rewriting']);
  const all = [...stepsIn(stepDrafts ?? {}), ...(await choicesIn(db, rewriting ?? {}))];
  return all.filter(({ text }) => text.trim() !== '');
}

const stepsIn = (drafts: MetaValues['stepDrafts']): readonly HalfWritten[] =>
  Object.entries(drafts).map(([key, { note }]) => {
    const [recordId = '', step = ''] = key.split('/');
    return { recordId, step, conflictId: null, field: null, text: note };
  });

async function choicesIn(db: PersonDb, rewriting: MetaValues['rewriting']): Promise<readonly HalfWritten[]> {
  const ids = Object.keys(rewriting);
  const conflicts = await db.conflicts.bulkGet(ids);
  return ids.map((conflictId, at) => {
    const { recordId = null, field = null } = conflicts[at] ?? {};
    return { recordId, step: 'resolve', conflictId, field, text: rewriting[conflictId]?.text ?? '' };
  });
}

export async function dropHalfWritten(db: PersonDb, { recordId, step, conflictId }: HalfWritten): Promise<void> {
  if (conflictId !== null) await healed(db, () => keepRewriting(db, conflictId, null));
  else if (recordId !== null) await putStepDraft(db, recordId, step, null);
}
