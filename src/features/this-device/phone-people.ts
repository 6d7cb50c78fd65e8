// What the section "Người dùng máy này" asks of the app: it may not reach tabs, locks and the session itself.
import type { PersonHere } from '../../db/people-here.ts';
import type { LostPerson } from '../session/loss.ts';

export interface PhonePeople {
  /** Needs no network. */
  switchTo(accountId: string): Promise<void>;
  /** Puts the person out of front. With `erase` their records leave the phone too, when all of it is sent. */
  leave(accountId: string, how: { readonly erase: boolean }): Promise<unknown>;
  /** Of these people and of those the phone still has a trace of. */
  lost(people: readonly PersonHere[]): readonly LostPerson[];
  /** The loss was taken note of. */
  forget(accountId: string): Promise<void>;
}
