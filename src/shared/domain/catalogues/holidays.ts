// Public holidays of state offices. Rows are defaults an admin corrects each year when the government announces the days.
import * as z from 'zod/mini';
import { civilDay } from '../../lib/civil-date.ts';
import { evidenceSchema } from './evidence.ts';
import { rowDay, rowName } from './row.ts';

const dated = z.strictObject({ day: rowDay, name: rowName, evidence: evidenceSchema });

export const workingCalendarSchema = z.strictObject({
  yearly: z.array(
    z.strictObject({
      monthDay: z.string().check(z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)),
      name: rowName,
      since: z.nullable(rowDay),
      evidence: evidenceSchema,
    }),
  ),
  off: z.array(dated),
  worked: z.array(dated),
});
export type NamedCalendar = z.infer<typeof workingCalendarSchema>;

const d = civilDay;
const verified = { since: null, evidence: 'verified' } as const;
const announced = { evidence: 'unverified' } as const;
const tet = { ...announced, name: 'Tết Nguyên đán' } as const;
const independence = { ...announced, name: 'Quốc khánh (ngày liền kề)' } as const;

export const workingCalendar: NamedCalendar = {
  // Labour Code 2019, article 112; resolution 28/2026/QH16 for 24 November.
  yearly: [
    { ...verified, monthDay: '01-01', name: 'Tết Dương lịch' },
    { ...verified, monthDay: '04-30', name: 'Ngày Chiến thắng' },
    { ...verified, monthDay: '05-01', name: 'Ngày Quốc tế lao động' },
    { ...verified, monthDay: '09-02', name: 'Quốc khánh' },
    { monthDay: '11-24', name: 'Ngày Văn hóa Việt Nam', since: d('2026-07-01'), evidence: 'secondary' },
  ],
  // The moon calendar gives the first day of Tết and 10/3; which five days are off, the days in lieu and the day beside 2/9 are announced each year.
  off: [
    { ...tet, day: d('2026-02-16') },
    { ...tet, day: d('2026-02-17') },
    { ...tet, day: d('2026-02-18') },
    { ...tet, day: d('2026-02-19') },
    { ...tet, day: d('2026-02-20') },
    { ...announced, day: d('2026-04-26'), name: 'Giỗ Tổ Hùng Vương' },
    { ...announced, day: d('2026-04-27'), name: 'Nghỉ bù Giỗ Tổ Hùng Vương' },
    { ...independence, day: d('2026-09-01') },
    { ...tet, day: d('2027-02-05') },
    { ...tet, day: d('2027-02-06') },
    { ...tet, day: d('2027-02-07') },
    { ...tet, day: d('2027-02-08') },
    { ...tet, day: d('2027-02-09') },
    { ...announced, day: d('2027-04-16'), name: 'Giỗ Tổ Hùng Vương' },
    { ...independence, day: d('2027-09-03') },
  ],
  worked: [],
};
