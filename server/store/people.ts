// Units, accounts and the roles people hold in them.
import type { Role } from '../../src/shared/domain/role.ts';
import type { Unit } from '../../src/shared/domain/unit.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

export interface StoredAssignment {
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly unitId: string | null;
  /** First civil day that counts. */
  readonly from: string;
  /** First civil day that no longer counts; null while it lasts. */
  readonly to: string | null;
}

export interface PeopleTx {
  units(): Promise<readonly Unit[]>;
  unit(id: string): Promise<Unit | null>;
  /** Adds or changes the unit and stamps it with the commune's next number, so that it travels in the feed. */
  putUnit(unit: Unit): Promise<number>;
  /** Units stamped after `from` and not after `to`, in that order. */
  unitsBetween(from: number, to: number): Promise<readonly Unit[]>;
  accounts(): Promise<readonly Account[]>;
  account(id: string): Promise<Account | null>;
  addAccount(account: Account): Promise<void>;
  changeAccount(id: string, changes: Partial<Pick<Account, 'name'>>): Promise<void>;
  /** Every assignment there ever was, of one account or of all. */
  assignments(accountId?: string): Promise<readonly StoredAssignment[]>;
  assignment(id: string): Promise<StoredAssignment | null>;
  addAssignment(assignment: StoredAssignment): Promise<void>;
  endAssignment(id: string, to: string): Promise<void>;
}
