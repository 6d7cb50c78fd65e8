// What the endpoint keeps, behind one interface. tests/contract/store-contract.ts says what every implementation must do.
// A `Tx` belongs to one commune: its methods take no commune, so that no query can forget it.
import type { Commune } from '../../src/shared/domain/unit.ts';
import type { AccessTx, Device, EnrolmentLink, Queue } from './access.ts';
import type { PeopleTx } from './people.ts';
import type { OperationsTx, RecordsTx } from './records.ts';

export interface Store {
  /** One durable transaction of one commune: all of `work` or, when it throws, nothing. Never await a network or WebCrypto inside. */
  transaction<T>(communeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One consistent picture of one commune as last committed; writing in it throws. */
  read<T>(communeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One durable transaction before the commune is known: a secret is looked up, a commune is founded. */
  installation<T>(work: (tx: InstallationTx) => Promise<T>): Promise<T>;
  /** The same for reading only. */
  readInstallation<T>(work: (tx: InstallationTx) => Promise<T>): Promise<T>;
  /** Throws when the store cannot write now. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** What a write transaction finds here by a secret stands still until its commit: a link is spent once. */
export interface InstallationTx {
  /** The same transaction, as one commune's. */
  within(communeId: string): Tx;
  /** Changes after a restore from a backup (SPEC.md S11); made at the first opening. */
  epoch(): Promise<string>;
  setEpoch(epoch: string): Promise<void>;
  setting(key: string): Promise<string | null>;
  setSetting(key: string, value: string): Promise<void>;
  communes(): Promise<readonly Commune[]>;
  addCommune(commune: Commune, at: string): Promise<void>;
  /** A secret names its row whatever the commune; hashes only. */
  linkByTokenHash(tokenHash: string): Promise<EnrolmentLink | null>;
  linkByCodeHash(codeHash: string): Promise<EnrolmentLink | null>;
  /** Links that found the commune: they belong to none yet. */
  foundingLinks(): Promise<readonly EnrolmentLink[]>;
  addLink(link: EnrolmentLink): Promise<void>;
  changeLink(id: string, changes: LinkChanges): Promise<void>;
  deviceByTokenHash(tokenHash: string): Promise<Device | null>;
  queue(id: string): Promise<Queue | null>;
  /** A piece of work that may fail alone: what it wrote is taken back, and its error is thrown on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export type LinkChanges = Partial<Omit<EnrolmentLink, 'id'>>;

/** Everything of one commune, in one transaction. */
export interface Tx {
  readonly communeId: string;
  commune(): Promise<Commune | null>;
  /** The commune's counter (SPEC.md S7): the next number, to be taken as the last thing of an operation. */
  nextSeq(): Promise<number>;
  /** The counter as it stands. */
  seq(): Promise<number>;
  /** Next number of dossiers of a kind in a civil year, from 1; never given twice. */
  nextDossierNumber(kind: string, year: number): Promise<number>;
  /** The last number given so. */
  lastDossierNumber(kind: string, year: number): Promise<number>;
  /** The installation's epoch, for the feed. */
  epoch(): Promise<string>;
  /** The counter jumps over all numbers that may have been given elsewhere. Gives where it stood. */
  skipAhead(by: number): Promise<number>;
  /** So do the numbers of dossiers, of these kinds in this year also where none was given here. */
  skipDossiers(by: number, kinds: readonly string[], year: number): Promise<void>;
  setting(key: string): Promise<string | null>;
  setSetting(key: string, value: string): Promise<void>;
  /** A piece of work that may fail alone: what it wrote is taken back, and its error is thrown on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  readonly people: PeopleTx;
  readonly access: AccessTx;
  readonly records: RecordsTx;
  readonly operations: OperationsTx;
}
