// Kinds of unit in a commune. Since 1 July 2025 its kindergartens, primary and lower secondary schools stand directly under it.
import * as z from 'zod/mini';
import { printedCode, rowName, rowWith } from './row.ts';

export const unitTypeKeys = [
  'village',
  'residential-group',
  'kindergarten',
  'primary-school',
  'lower-secondary-school',
  'primary-and-lower-secondary-school',
  'upper-secondary-school',
  'agency',
  'organisation',
  'office',
] as const;

export const unitTypeSchema = z.strictObject({
  key: z.enum(unitTypeKeys),
  code: printedCode,
  name: rowName,
  group: z.enum(['residential', 'school', 'agency', 'organisation', 'office']),
  /** What its awards are counted by: schools by school year, the others by calendar year. */
  awardYear: z.enum(['calendar-year', 'school-year']),
});
export type UnitType = z.infer<typeof unitTypeSchema>;
export type UnitTypeKey = UnitType['key'];

export const unitTypes: readonly UnitType[] = [
  { key: 'village', code: 'THON', name: 'Thôn', group: 'residential', awardYear: 'calendar-year' },
  {
    key: 'residential-group',
    code: 'TO_DAN_PHO',
    name: 'Tổ dân phố',
    group: 'residential',
    awardYear: 'calendar-year',
  },
  { key: 'kindergarten', code: 'MAM_NON', name: 'Trường mầm non', group: 'school', awardYear: 'school-year' },
  { key: 'primary-school', code: 'TIEU_HOC', name: 'Trường tiểu học', group: 'school', awardYear: 'school-year' },
  {
    key: 'lower-secondary-school',
    code: 'THCS',
    name: 'Trường trung học cơ sở',
    group: 'school',
    awardYear: 'school-year',
  },
  {
    key: 'primary-and-lower-secondary-school',
    code: 'TH_THCS',
    name: 'Trường tiểu học và trung học cơ sở',
    group: 'school',
    awardYear: 'school-year',
  },
  {
    key: 'upper-secondary-school',
    code: 'THPT',
    name: 'Trường trung học phổ thông',
    group: 'school',
    awardYear: 'school-year',
  },
  { key: 'agency', code: 'CO_QUAN', name: 'Cơ quan, đơn vị', group: 'agency', awardYear: 'calendar-year' },
  { key: 'organisation', code: 'DOAN_THE', name: 'Đoàn thể', group: 'organisation', awardYear: 'calendar-year' },
  { key: 'office', code: 'VAN_PHONG', name: 'Phòng chuyên môn của xã', group: 'office', awardYear: 'calendar-year' },
];

export const unitTypeByKey = (key: string) => rowWith(unitTypes, 'key', key);
export const unitTypeByCode = (code: string) => rowWith(unitTypes, 'code', code);
export const isSchool = (key: string): boolean => unitTypeByKey(key)?.group === 'school';
