// What the phones in use last told: how much they still hold, and whether they have been silent for long.
import type { PersonOnList } from './sheet.ts';

type Device = PersonOnList['devices'][number];

const longMs = 3 * 24 * 3600_000;

/** Changes and photos that had not reached the commune when the phone was last heard of. */
export const waitingOn = (device: Device): number => device.unsent + device.photosWaiting;

/** The same over the phones in use: what a revoked one holds is not on its way. */
export const waitingOf = (person: PersonOnList): number =>
  inUse(person).reduce((sum, device) => sum + waitingOn(device), 0);

/** @param now ms. A phone that never sent is as old as its enrolment. */
export const isLongSilent = (device: Device, now: number): boolean =>
  device.revokedAt === null && now - Date.parse(device.lastSyncAt ?? device.enrolledAt) > longMs;

export const hasLongSilent = (person: PersonOnList, now: number): boolean =>
  person.devices.some((device) => isLongSilent(device, now));

export const inUse = ({ devices }: PersonOnList): readonly Device[] =>
  devices.filter(({ revokedAt }) => revokedAt === null);
