// Legal instruments with the days they are in force. A document cites one only on a day it counts.
import * as z from 'zod/mini';
import { type CivilDay, civilDay, isWithin } from '../../lib/civil-date.ts';
import { evidenceSchema } from './evidence.ts';
import { rowDay, rowName, rowWith } from './row.ts';

export const instrumentSchema = z.strictObject({
  number: z.string().check(z.regex(/^\d{2,}(\/\d{4})?\/[\p{L}\d-]+$/u)),
  /** What it is about, in short. Not its official title: a template takes that from the text itself. */
  about: rowName,
  date: z.nullable(rowDay),
  /** First day in force; null: not known. */
  since: z.nullable(rowDay),
  /** First day no longer in force. */
  until: z.nullable(rowDay),
  evidence: evidenceSchema,
});
export type Instrument = z.infer<typeof instrumentSchema>;

const d = civilDay;

export const instruments: readonly Instrument[] = [
  {
    number: '06/2022/QH15',
    about: 'Luật Thi đua, khen thưởng',
    date: d('2022-06-15'),
    since: d('2024-01-01'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '06/2026/QH16',
    about: 'Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng',
    date: d('2026-04-23'),
    since: d('2026-10-01'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '152/2025/NĐ-CP',
    about: 'Phân cấp, phân quyền trong thi đua, khen thưởng; chi tiết Luật Thi đua, khen thưởng',
    date: d('2025-06-14'),
    since: d('2025-07-01'),
    until: d('2027-03-01'),
    evidence: 'verified',
  },
  {
    number: '98/2023/NĐ-CP',
    about: 'Chi tiết Luật Thi đua, khen thưởng',
    date: d('2023-12-31'),
    since: d('2024-01-01'),
    until: d('2025-07-01'),
    evidence: 'verified',
  },
  {
    number: '15/2025/TT-BNV',
    about: 'Thi hành Luật Thi đua, khen thưởng',
    date: d('2025-08-04'),
    since: d('2025-08-05'),
    until: d('2027-03-01'),
    evidence: 'verified',
  },
  {
    number: '01/2024/TT-BNV',
    about: 'Thi hành Luật Thi đua, khen thưởng',
    date: null,
    since: null,
    until: d('2025-08-05'),
    evidence: 'verified',
  },
  {
    number: '02/2023/TT-BNV',
    about: 'Chế độ báo cáo thống kê ngành Nội vụ (biểu 0601.N–0605.N)',
    date: null,
    since: null,
    until: null,
    evidence: 'verified',
  },
  {
    number: '07/2026/TT-BGDĐT',
    about: 'Thi đua, khen thưởng ngành Giáo dục',
    date: d('2026-02-15'),
    since: d('2026-04-02'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '29/2023/TT-BGDĐT',
    about: 'Thi đua, khen thưởng ngành Giáo dục',
    date: null,
    since: null,
    until: d('2026-04-02'),
    evidence: 'verified',
  },
  {
    number: '10/2024/TT-BGDĐT',
    about: 'Thi đua, khen thưởng ngành Giáo dục',
    date: null,
    since: null,
    until: d('2026-04-02'),
    evidence: 'verified',
  },
  {
    number: '91/2025/QH15',
    about: 'Luật Bảo vệ dữ liệu cá nhân',
    date: null,
    since: d('2026-01-01'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '356/2025/NĐ-CP',
    about: 'Chi tiết Luật Bảo vệ dữ liệu cá nhân',
    date: d('2025-12-31'),
    since: d('2026-01-01'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '13/2023/NĐ-CP',
    about: 'Bảo vệ dữ liệu cá nhân',
    date: null,
    since: null,
    until: d('2026-01-01'),
    evidence: 'verified',
  },
  {
    number: '13/2012/NĐ-CP',
    about: 'Điều lệ Sáng kiến',
    date: d('2012-03-02'),
    since: null,
    until: null,
    evidence: 'verified',
  },
  {
    number: '18/2013/TT-BKHCN',
    about: 'Thi hành Điều lệ Sáng kiến',
    date: d('2013-08-01'),
    since: null,
    until: null,
    evidence: 'verified',
  },
  {
    number: '30/2020/NĐ-CP',
    about: 'Công tác văn thư',
    date: null,
    since: null,
    until: null,
    evidence: 'verified',
  },
  {
    number: '161/2026/NĐ-CP',
    about: 'Lương cơ sở',
    date: d('2026-05-15'),
    since: d('2026-07-01'),
    until: null,
    evidence: 'verified',
  },
  {
    number: '73/2024/NĐ-CP',
    about: 'Lương cơ sở',
    date: null,
    since: null,
    until: d('2026-07-01'),
    evidence: 'verified',
  },
];

export const instrumentByNumber = (number: string) => rowWith(instruments, 'number', number);

/** May a document of that day cite it as in force. */
export const isInForce = (instrument: Instrument, on: CivilDay): boolean =>
  isWithin(on, instrument.since, instrument.until);

/**
 * Which text of the emulation law a dossier follows: that of the day it was received. The newer rule may be
 * applied where it is more favourable; a person decides that (Law 06/2026/QH16, transition).
 */
export const emulationLawFor = (receivedOn: CivilDay): '06/2022/QH15' | '06/2026/QH16' =>
  receivedOn < d('2026-10-01') ? '06/2022/QH15' : '06/2026/QH16';
