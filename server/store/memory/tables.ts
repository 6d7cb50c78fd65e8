// What the memory store keeps: the same nouns as the tables of SQLite, each row with its commune.
import type { Commune, Unit } from '../../../src/shared/domain/unit.ts';
import type { Device, EnrolmentLink, KeptError, Queue } from '../access.ts';
import type { Account, StoredAssignment } from '../people.ts';
import type { HeldPhoto, LoggedOperation, NewEvent, RecordRow, StoredConflict, Tombstone } from '../records.ts';
import { Journal, MemoryTable } from './table.ts';

/** A row and whose it is. */
export type Of<Row> = { readonly communeId: string; readonly row: Row };

export function memoryTables() {
  const journal = new Journal();
  const table = <Row>() => new MemoryTable<Row>(journal);
  return {
    journal,
    communes: table<{ readonly commune: Commune; readonly seq: number }>(),
    settings: table<string>(),
    units: table<Of<{ readonly unit: Unit; readonly seq: number }>>(),
    accounts: table<Of<Account>>(),
    assignments: table<Of<StoredAssignment>>(),
    links: table<EnrolmentLink>(),
    devices: table<Device>(),
    queues: table<Queue>(),
    errors: table<Of<KeptError>>(),
    records: table<Of<RecordRow>>(),
    events: table<Of<NewEvent>>(),
    conflicts: table<Of<StoredConflict>>(),
    tombstones: table<Of<Tombstone & { readonly unitId: string }>>(),
    photos: table<Of<HeldPhoto>>(),
    operations: table<Of<LoggedOperation>>(),
    bodies: table<{ readonly body: string; readonly before: string | null }>(),
    dossiers: table<number>(),
  };
}

/** As they stand now: a backup. Rows are never changed in place. */
export function copyOf(tables: MemoryTables): MemoryTables {
  const copy = memoryTables();
  for (const name of Object.keys(tables) as (keyof MemoryTables)[]) {
    if (name === 'journal') continue;
    // Each table is copied into the one of its own name.
    const [from, to] = [tables[name] as MemoryTable<unknown>, copy[name] as MemoryTable<unknown>];
    to.fill(from);
  }
  copy.journal.forget();
  return copy;
}

export type MemoryTables = ReturnType<typeof memoryTables>;

export function rowsOf<Row>(table: MemoryTable<Of<Row>>, communeId: string): Row[] {
  return table.all().flatMap((one) => (one.communeId === communeId ? [one.row] : []));
}

export function rowOf<Row>(table: MemoryTable<Of<Row>>, communeId: string, key: string): Row | null {
  const one = table.get(key);
  return one?.communeId === communeId ? one.row : null;
}

/** Sorts by texts or numbers, the first that differ decide. */
export function by<Row>(...keys: readonly ((row: Row) => string | number)[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const key of keys) {
      if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    }
    return 0;
  };
}
