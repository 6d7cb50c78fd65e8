// How a phone comes to speak for a person: enrolment links, devices (a session is a device row), queues; and the errors phones report.
import type { PublicKey } from '../../src/shared/wire/enrolment.ts';
import type { ClientError } from '../../src/shared/wire/up.ts';

export interface EnrolmentLink {
  readonly id: string;
  /** Null: the link founds the commune. */
  readonly communeId: string | null;
  readonly accountId: string | null;
  /** Hashes only; the secret is shown once. */
  readonly tokenHash: string;
  readonly codeHash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  /** The queue that spent it: the same phone may ask again after a lost answer. */
  readonly usedByQueue: string | null;
  readonly revokedAt: string | null;
  readonly attempts: number;
}

export interface Device {
  readonly id: string;
  readonly communeId: string;
  readonly accountId: string;
  readonly name: string;
  /** SHA-256 of the session token. */
  readonly tokenHash: string;
  readonly app: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly lastSyncAt: string | null;
  readonly unsent: number;
  readonly photosWaiting: number;
  readonly storedBytes: number;
  readonly persisted: boolean;
  readonly revokedAt: string | null;
}

export interface Queue {
  readonly id: string;
  readonly communeId: string;
  readonly accountId: string;
  readonly deviceId: string;
  readonly publicKey: PublicKey;
  readonly createdAt: string;
  /** Highest operation number that was decided; a jump over it is told in the log. */
  readonly lastSeq: number;
}

export interface KeptError extends ClientError {
  readonly deviceId: string;
  readonly receivedAt: string;
}

export interface AccessTx {
  links(): Promise<readonly EnrolmentLink[]>;
  link(id: string): Promise<EnrolmentLink | null>;
  /** `communeId` must be this commune's. */
  addLink(link: EnrolmentLink): Promise<void>;
  changeLink(id: string, changes: Partial<Omit<EnrolmentLink, 'id' | 'communeId'>>): Promise<void>;
  devices(): Promise<readonly Device[]>;
  device(id: string): Promise<Device | null>;
  addDevice(device: Device): Promise<void>;
  changeDevice(id: string, changes: Partial<Omit<Device, 'id' | 'communeId' | 'accountId'>>): Promise<void>;
  queue(id: string): Promise<Queue | null>;
  addQueue(queue: Queue): Promise<void>;
  /** Never lowers it. */
  setQueueSeq(id: string, lastSeq: number): Promise<void>;
  /** Its phone was enrolled anew: from now on its key signs in as that device. */
  moveQueue(id: string, deviceId: string): Promise<void>;
  /** Keeps an error once: the same id again only brings a higher count. */
  keepError(error: KeptError): Promise<void>;
  /** Newest first, with the names an admin needs. */
  errors(most: number): Promise<readonly (KeptError & { readonly deviceName: string; readonly personName: string })[]>;
}
