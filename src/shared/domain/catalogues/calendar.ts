// The year of emulation work: when something recurs or falls due. Defaults; the commune sets its own.
import * as z from 'zod/mini';
import { evidenceSchema } from './evidence.ts';
import { rowKey, rowName, rowWith } from './row.ts';

const monthDay = z.string().check(z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

export const calendarEntrySchema = z.strictObject({
  key: rowKey,
  name: rowName,
  when: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('always') }),
    z.strictObject({ type: z.literal('due'), dates: z.array(monthDay) }),
    z.strictObject({ type: z.literal('day'), dates: z.array(monthDay) }),
    z.strictObject({ type: z.literal('period'), from: monthDay, to: monthDay }),
    z.strictObject({ type: z.literal('every-years'), years: z.int(), lastYear: z.int() }),
  ]),
  evidence: evidenceSchema,
});
export type CalendarEntry = z.infer<typeof calendarEntrySchema>;

export const calendarEntries: readonly CalendarEntry[] = [
  { key: 'unplanned', name: 'Đề nghị khen thưởng đột xuất', when: { type: 'always' }, evidence: 'unverified' },
  {
    key: 'initiative-dossiers',
    name: 'Hạn nhận hồ sơ sáng kiến của xã',
    when: { type: 'due', dates: ['05-30', '10-30'] },
    evidence: 'secondary',
  },
  {
    key: 'initiative-sessions',
    name: 'Kỳ họp xét sáng kiến cấp tỉnh',
    when: { type: 'due', dates: ['08-30', '11-30'] },
    evidence: 'secondary',
  },
  {
    key: 'school-year-closing',
    name: 'Tổng kết năm học',
    when: { type: 'period', from: '05-25', to: '06-30' },
    evidence: 'unverified',
  },
  {
    key: 'emulation-day',
    name: 'Ngày truyền thống thi đua yêu nước',
    when: { type: 'day', dates: ['06-11'] },
    evidence: 'unverified',
  },
  {
    key: 'year-end-review',
    name: 'Bình xét cuối năm, báo cáo tổng kết năm',
    when: { type: 'period', from: '11-01', to: '12-31' },
    evidence: 'unverified',
  },
  {
    key: 'statistics',
    name: 'Báo cáo thống kê 0601–0605',
    when: { type: 'due', dates: ['12-15'] },
    evidence: 'verified',
  },
  {
    key: 'five-year-report',
    name: 'Báo cáo tổng kết 5 năm',
    when: { type: 'every-years', years: 5, lastYear: 2025 },
    evidence: 'verified',
  },
];

export const calendarEntryByKey = (key: string) => rowWith(calendarEntries, 'key', key);
