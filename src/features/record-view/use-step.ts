// Taking a step: it is saved on this phone, said aloud, and what was written for it is done with.
import { useRef, useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import type { SaveFailure } from '../../db/save.ts';
import { saveCommand, saveWithdraw } from '../../db/save-command.ts';
import { putStepDraft } from '../../db/step-drafts.ts';
import { stepSaid } from '../../i18n/vi/steps.ts';
import { announce } from '../../ui/LiveRegion.tsx';
import { useSession } from '../session/context.ts';
import { mayTake, type StepName } from './record-steps.ts';

export interface Said {
  readonly note?: string;
  readonly marks?: readonly string[];
}

/** `moved`: somebody else took the record to another step while the words were written. */
export type StepFailure = SaveFailure['code'] | 'moved';

export interface TakeStep {
  /** True when it is saved. A second press meanwhile does nothing. */
  take(step: StepName, said?: Said): Promise<boolean>;
  readonly failure: StepFailure | null;
  readonly busy: boolean;
}

export function useStep(page: RecordPage): TakeStep {
  const { db, me, deps } = useSession();
  const [failure, setFailure] = useState<StepFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const inHand = useRef(false);
  async function take(step: StepName, said: Said = {}): Promise<boolean> {
    if (inHand.current) return false;
    if (!mayTake(step, page, me)) {
      setFailure('moved');
      return false;
    }
    inHand.current = true;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await save(step, said);
      if (!saved.ok) {
        setFailure(saved.error.code);
        return false;
      }
      await putStepDraft(db, page.id, step, null).catch(() => undefined); // what stays is offered again
      announce(stepSaid[step] ?? '');
      return true;
    } finally {
      inHand.current = false;
      setBusy(false);
    }
  }
  const save = (name: StepName, { note, marks }: Said) => {
    const { id: recordId, statusRev: expectRev, status } = page;
    if (name === 'withdraw') return saveWithdraw(db, deps, { recordId, expectRev, ...(note ? { reason: note } : {}) });
    return saveCommand(db, deps, {
      recordId,
      name,
      expectStatus: status ?? '',
      expectRev,
      ...(note ? { note } : {}),
      ...(marks && marks.length > 0 ? { marks } : {}),
    });
  };
  return { take, failure, busy };
}
