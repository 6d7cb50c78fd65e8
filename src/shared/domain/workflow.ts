// The way of a dossier. A step is a command with a precondition, never a field that merges.
import type { Role } from './role.ts';

/** Where a dossier stands. "On this phone" and "sending" are not here: the phone computes them. */
export const statuses = [
  'sent', // Đã tới xã
  'received', // Đã tiếp nhận
  'returned', // Bị trả lại
  'eligible',
  'ineligible',
  'before-council',
  'council-decided',
  'awarded',
  'withdrawn',
  'merged', // Đã gộp: its words and photos stand in another dossier, and it stays as it was
] as const;
export type Status = (typeof statuses)[number];

export interface CommandSpec {
  readonly from: readonly Status[];
  /** Null: the dossier stays where it is. */
  readonly to: Status | null;
  /** Where the dossier stands already when somebody did as much a moment before: asked again, it is done. */
  readonly done: readonly Status[];
  readonly roles: readonly Role[];
  /** A step that asks somebody for something says what. */
  readonly note: 'required' | 'optional';
  /** May it mark fields that the author is asked about? */
  readonly marks: boolean;
  /** The dossier must have every required field. */
  readonly needsComplete: boolean;
}

const unit: readonly Role[] = ['submitter', 'unit-head', 'officer'];
const office: readonly Role[] = ['officer'];
const step = (
  from: readonly Status[],
  to: Status | null,
  roles: readonly Role[],
  more: Partial<Omit<CommandSpec, 'from' | 'to' | 'roles'>> = {},
): CommandSpec => ({
  from,
  to,
  roles,
  done: to === null ? [] : [to],
  note: 'optional',
  marks: false,
  needsComplete: false,
  ...more,
});

/** Every step there is. A name the table lacks is refused by name. `merge` and `resolve` stand in sync/: they are no steps of one dossier. */
export const commands: Readonly<Record<string, CommandSpec>> = {
  receive: step(['sent', 'returned'], 'received', office),
  return: step(['sent', 'received', 'eligible', 'ineligible'], 'returned', office, { note: 'required', marks: true }),
  resubmit: step(['returned'], 'sent', unit, { done: ['sent', 'received'] }),
  comment: step(
    statuses.filter((status) => status !== 'merged'),
    null,
    unit,
    { note: 'required' },
  ),
  markEligible: step(['received', 'ineligible'], 'eligible', office, { needsComplete: true }),
  markIneligible: step(['received', 'eligible'], 'ineligible', office, { note: 'required' }),
  restore: step(['withdrawn'], 'sent', unit, { done: ['sent', 'received'] }),
};

/** While a dossier stands here, its unit may still write in it. After that only the office does. */
const openForUnit: readonly Status[] = ['sent', 'received', 'returned'];
const openForOffice: readonly Status[] = ['sent', 'received', 'returned', 'eligible', 'ineligible', 'before-council'];

export function isOpenFor(role: 'unit' | 'office', status: Status): boolean {
  return (role === 'unit' ? openForUnit : openForOffice).includes(status);
}
