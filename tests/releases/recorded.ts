// What a recorded release holds. A later release may add to a folder's files, never change what an earlier one recorded.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commune, Unit } from '../../src/shared/domain/unit.ts';
import type { PublicKey } from '../../src/shared/wire/enrolment.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';

/** outbox.json: what waited on a phone, signed, with all that a server must know to take it. */
export type RecordedOutbox = {
  readonly wire: number;
  readonly commune: Commune;
  readonly unit: Unit;
  readonly account: { readonly id: string; readonly name: string };
  readonly queue: { readonly id: string; readonly publicKey: PublicKey };
  readonly batch: { readonly queue: string; readonly ops: readonly Operation[]; readonly sig: string };
};

/**
 * phone.json: every database of a phone. JSON has neither bytes nor keys: they stand as `{$bytes}` in base64, what only takes up room as `{$filler: length}`, and
 * `{$key: 'public' | 'private'}`.
 */
export type RecordedDatabase = {
  readonly name: string;
  /** As IndexedDB counts; Dexie's is a tenth of it. */
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | null;
    readonly indexes: readonly {
      readonly name: string;
      readonly keyPath: string | string[];
      readonly unique: boolean;
      readonly multiEntry: boolean;
    }[];
    readonly rows: readonly { readonly key: IDBValidKey; readonly value: unknown }[];
  }[];
};

/** server.json beside server.sqlite: a session that was open, and what it saw. */
export type RecordedServer = {
  /** Its name in the data folder. */
  readonly file: string;
  readonly cookie: string;
  readonly records: readonly {
    readonly id: string;
    readonly kind: string;
    readonly dossier: string;
    readonly title: string;
    readonly status: string;
  }[];
};

/** wire.json: bodies as they went up and came down. */
export type RecordedExchange = { readonly name: string; readonly up: unknown; readonly down: unknown };

const releases = import.meta.dirname;

export const folderOf = (version: string): string => join(releases, version);

/** Versions that were recorded, oldest first by name. */
export const recordedVersions = (): readonly string[] =>
  readdirSync(releases)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name) && existsSync(join(releases, name, 'wire.json')))
    .sort();

export function readRecorded<T>(version: string, file: string): T {
  return JSON.parse(readFileSync(join(folderOf(version), file), 'utf8')) as T; // record.ts wrote it
}

/** Makes the database again as the recorded release had it. A key pair comes anew: the recorded one stayed in its browser. */
export async function importDatabase({ name, version, stores }: RecordedDatabase): Promise<void> {
  const keys: CryptoKeyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
    request.onupgradeneeded = () => {
      for (const { name: storeName, keyPath, indexes } of stores) {
        const store = request.result.createObjectStore(storeName, { keyPath });
        for (const { name: index, keyPath: path, ...options } of indexes) store.createIndex(index, path, options);
      }
    };
  });
  const tx = db.transaction(
    stores.map(({ name: storeName }) => storeName),
    'readwrite',
  );
  for (const { name: storeName, keyPath, rows } of stores) {
    for (const { key, value } of rows) {
      tx.objectStore(storeName).add(unmarked(value, keys), ...(keyPath === null ? [key] : []));
    }
  }
  await new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onerror = () => reject(tx.error);
  });
  db.close();
}

function unmarked(value: unknown, keys: CryptoKeyPair): unknown {
  if (Array.isArray(value)) return value.map((one) => unmarked(one, keys));
  if (typeof value !== 'object' || value === null) return value;
  if ('$filler' in value) return new ArrayBuffer(Number(value.$filler));
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64')).buffer;
  if ('$key' in value) return value.$key === 'private' ? keys.privateKey : keys.publicKey;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unmarked(one, keys)]));
}

/** Runs in the page: all rows of all databases of the origin, as JSON. */
export const exportDatabases = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const base64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
  const plain = (value) => {
    if (value instanceof ArrayBuffer) return value.byteLength > 500_000 ? { $filler: value.byteLength } : { $bytes: base64(value) };
    if (value instanceof CryptoKey) return { $key: value.type };
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    return value;
  };
  const databases = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    const stores = [];
    for (const storeName of db.objectStoreNames) {
      const store = db.transaction(storeName).objectStore(storeName);
      const indexes = [...store.indexNames].map((one) => store.index(one)).map(({ name, keyPath, unique, multiEntry }) => ({ name, keyPath, unique, multiEntry }));
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      stores.push({ name: storeName, keyPath: store.keyPath, indexes, rows: keys.map((key, at) => ({ key, value: plain(values[at]) })) });
    }
    databases.push({ name, version: db.version, stores });
    db.close();
  }
  return databases;
})()`;
