// The tables as Kysely's types see them. JSON is kept as text and true as 1, so that the same code serves SQLite and PostgreSQL.
import type { ColumnType } from 'kysely';

interface CommuneTable {
  id: string;
  name: string;
  gso_code: string | null;
  province: string;
  /** The counter that gives the order (SPEC.md S7). */
  seq: ColumnType<number, number | undefined, number>;
  created_at: string;
}

/** Settings of the installation stand under the commune ''. */
interface SettingTable {
  commune_id: string;
  key: string;
  value: string;
}

interface UnitTable {
  id: string;
  commune_id: string;
  name: string;
  type: string;
  valid_from: string | null;
  valid_to: string | null;
  successor_id: string | null;
  seq: number;
}

interface AccountTable {
  id: string;
  commune_id: string;
  name: string;
  created_at: string;
}

interface AssignmentTable {
  id: string;
  commune_id: string;
  account_id: string;
  role: string;
  unit_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface LinkTable {
  id: string;
  commune_id: string | null;
  account_id: string | null;
  token_hash: string;
  code_hash: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  used_by_queue: string | null;
  revoked_at: string | null;
  attempts: number;
}

export interface DeviceTable {
  id: string;
  commune_id: string;
  account_id: string;
  name: string;
  token_hash: string;
  app: string;
  enrolled_at: string;
  last_seen_at: string | null;
  last_sync_at: string | null;
  unsent: number;
  photos_waiting: number;
  stored_bytes: number;
  persisted: number;
  revoked_at: string | null;
}

export interface QueueTable {
  id: string;
  commune_id: string;
  account_id: string;
  device_id: string;
  public_key: string;
  created_at: string;
  last_seq: number;
}

export interface RecordTable {
  id: string;
  commune_id: string;
  kind: string;
  v: number;
  unit_id: string | null;
  status: string;
  status_rev: number;
  rev: number;
  revs: string;
  writers: string;
  removed: string;
  field_values: string;
  row_values: string;
  dossier: string;
  author_id: string;
  seq: number;
  created_at: string;
  merged_into: string | null;
}

interface EventTable {
  op_id: string;
  commune_id: string;
  record_id: string;
  rev: number;
  kind: string;
  command: string | null;
  note: string | null;
  at: string;
  received_at: string;
  account_id: string;
  device_id: string | null;
  fields: string | null;
  marks: string | null;
}

export interface ConflictTable {
  id: string;
  commune_id: string;
  record_id: string;
  seq: number;
  field: string;
  kept: string;
  other: string;
  op_id: string;
  author_id: string;
  at: string | null;
  received_at: string | null;
  device_id: string | null;
  kept_author_id: string | null;
  kept_device_id: string | null;
  kept_at: string | null;
  resolved_by: string | null;
  choice: string | null;
  resolved_at: string | null;
}

interface TombstoneTable {
  commune_id: string;
  record_id: string;
  /** The unit that the record left. */
  unit_id: string;
  seq: number;
}

interface PhotoHeldTable {
  commune_id: string;
  record_id: string;
  photo_id: string;
  size: string;
  sha256: string;
  bytes: number;
  mime: string;
  held_at: string;
}

export interface OperationTable {
  op_id: string;
  commune_id: string;
  seq: number | null;
  queue_id: string;
  queue_seq: number;
  author_id: string;
  carrier_id: string;
  record_id: string;
  kind: string;
  v: number;
  at: string;
  received_at: string;
  digest: string;
  answer: string;
  answer_type: string;
}

/** What a person wrote, apart from the log, so that an erasure can blank it and the log stays. */
interface OperationValueTable {
  commune_id: string;
  op_id: string;
  body: string | null;
  /** What stood at the paths it changed; null where nothing did, and before release 0.2.0. */
  before: string | null;
}

interface DossierCounterTable {
  commune_id: string;
  kind: string;
  year: number;
  last: number;
}

interface ClientErrorTable {
  id: string;
  commune_id: string;
  device_id: string;
  at: string;
  code: string;
  place: string;
  version: string;
  count: number;
  received_at: string;
}

export interface Tables {
  commune: CommuneTable;
  setting: SettingTable;
  unit: UnitTable;
  account: AccountTable;
  assignment: AssignmentTable;
  enrolment_link: LinkTable;
  device: DeviceTable;
  queue: QueueTable;
  record: RecordTable;
  record_event: EventTable;
  conflict: ConflictTable;
  tombstone: TombstoneTable;
  photo_held: PhotoHeldTable;
  operation: OperationTable;
  operation_value: OperationValueTable;
  dossier_counter: DossierCounterTable;
  client_error: ClientErrorTable;
}
