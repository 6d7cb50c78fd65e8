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
] as const;
export type Status = (typeof statuses)[number];

export interface CommandSpec {
  readonly from: readonly Status[];
  readonly to: Status;
  readonly roles: readonly Role[];
}

/** Every workflow command there is. A name the table lacks is refused by name. */
export const commands: Readonly<Record<string, CommandSpec>> = {
  receive: { from: ['sent'], to: 'received', roles: ['officer'] },
};

/** While a dossier stands here, its unit may still write in it. After that only the office does. */
const openForUnit: readonly Status[] = ['sent', 'received', 'returned'];
const openForOffice: readonly Status[] = ['sent', 'received', 'returned', 'eligible', 'ineligible', 'before-council'];

export function isOpenFor(role: 'unit' | 'office', status: Status): boolean {
  return (role === 'unit' ? openForUnit : openForOffice).includes(status);
}
