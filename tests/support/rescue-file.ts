// A rescue file taken apart, and put together otherwise than it was written.
import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { rescueNames } from '../../src/shared/wire/rescue.ts';

export const filesOf = async (zip: Blob): Promise<Record<string, Uint8Array>> =>
  unzipSync(new Uint8Array(await zip.arrayBuffer()));

/** An entry as text; empty where there is none. */
export const textOf = (files: Record<string, Uint8Array>, name: string): string =>
  strFromU8(files[name] ?? new Uint8Array());

/** The zip with other content, packed anew; undefined takes an entry out. */
export async function changed(zip: Blob, changes: Record<string, Uint8Array | undefined>): Promise<Blob> {
  const files = { ...(await filesOf(zip)), ...changes };
  const left = Object.fromEntries(Object.entries(files).flatMap(([name, bytes]) => (bytes ? [[name, bytes]] : [])));
  return new Blob([zipSync(left, { level: 0 }).slice()]);
}

/** With other data, and the digest that belongs to it. */
export async function withData(zip: Blob, change: (data: Record<string, unknown>) => object): Promise<Blob> {
  const data = strToU8(JSON.stringify(change(JSON.parse(textOf(await filesOf(zip), rescueNames.data)))));
  const digest = strToU8(createHash('sha256').update(data).digest('hex'));
  return changed(zip, { [rescueNames.data]: data, [rescueNames.digest]: digest });
}
