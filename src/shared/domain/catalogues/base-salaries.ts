// The base salary (lương cơ sở) awards are computed from, by the day of the decision.
import * as z from 'zod/mini';
import { type CivilDay, civilDay, isWithin } from '../../lib/civil-date.ts';
import { evidenceSchema } from './evidence.ts';
import { rowDay } from './row.ts';

export const baseSalarySchema = z.strictObject({
  dong: z.int(),
  basis: z.string(),
  since: rowDay,
  until: z.nullable(rowDay),
  evidence: evidenceSchema,
});
export type BaseSalary = z.infer<typeof baseSalarySchema>;

export const baseSalaries: readonly BaseSalary[] = [
  // The amount is verified, the first day is not.
  {
    dong: 2_340_000,
    basis: '73/2024/NĐ-CP',
    since: civilDay('2024-07-01'),
    until: civilDay('2026-07-01'),
    evidence: 'unverified',
  },
  { dong: 2_530_000, basis: '161/2026/NĐ-CP', since: civilDay('2026-07-01'), until: null, evidence: 'verified' },
];

/** Undefined for days before the first salary held here. */
export const baseSalaryOn = (decidedOn: CivilDay): BaseSalary | undefined =>
  baseSalaries.find((row) => isWithin(decidedOn, row.since, row.until));
