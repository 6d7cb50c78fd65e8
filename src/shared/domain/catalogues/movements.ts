// Movements (phong trào thi đua) and the plans and directives records are tied to: names as the commune's five-year report 2021–2025 has them.
import * as z from 'zod/mini';
import { type CivilDate, civilDay, numbersOf } from '../../lib/civil-date.ts';
import { evidenceSchema } from './evidence.ts';
import { printedCode, rowDay, rowName, rowWith } from './row.ts';

export const movementSchema = z.strictObject({
  /** Stable; records carry it. */
  code: printedCode,
  name: rowName,
  kind: z.enum(['movement', 'plan', 'directive', 'generic']),
  level: z.enum(['central', 'city', 'commune']),
  launchedBy: z.nullable(rowName),
  /** First and last year, both counted; null: not known or without end. */
  fromYear: z.nullable(z.int()),
  toYear: z.nullable(z.int()),
  periodEvidence: evidenceSchema,
  parent: z.nullable(printedCode),
  bases: z.array(
    z.strictObject({
      number: z.string(),
      date: z.nullable(rowDay),
      issuer: z.nullable(rowName),
      evidence: evidenceSchema,
    }),
  ),
});
export type Movement = z.infer<typeof movementSchema>;

type Basis = Movement['bases'][number];
const basis = (
  number: string,
  date: string | null,
  issuer: string,
  evidence: Basis['evidence'] = 'verified',
): Basis => ({
  number,
  date: date === null ? null : civilDay(date),
  issuer,
  evidence,
});

const primeMinister = 'Thủ tướng Chính phủ';
const city = 'UBND thành phố Hải Phòng';
const politburo = 'Bộ Chính trị';
const cityStanding = 'Ban Thường vụ Thành ủy Hải Phòng';
const cityCommittee = 'Ban Chấp hành Đảng bộ thành phố Hải Phòng';

export const movements: readonly Movement[] = [
  {
    code: 'PT01',
    name: 'Cả nước chung sức, xây dựng nông thôn mới',
    kind: 'movement',
    level: 'central',
    launchedBy: null,
    fromYear: 2021,
    toYear: 2025,
    periodEvidence: 'unverified',
    parent: null,
    bases: [basis('587/QĐ-TTg', '2022-05-18', primeMinister, 'unverified')],
  },
  {
    code: 'PT02',
    name: 'Vì người nghèo - Không để ai bị bỏ lại phía sau',
    kind: 'movement',
    level: 'central',
    launchedBy: null,
    fromYear: 2021,
    toYear: 2025,
    periodEvidence: 'unverified',
    parent: null,
    bases: [basis('666/QĐ-TTg', '2022-06-02', primeMinister, 'unverified')],
  },
  {
    code: 'PT03',
    name: 'Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở',
    kind: 'movement',
    level: 'central',
    launchedBy: null,
    fromYear: 2019,
    toYear: 2025,
    periodEvidence: 'unverified',
    parent: null,
    bases: [basis('733/QĐ-TTg', '2019-06-14', primeMinister, 'unverified')],
  },
  {
    code: 'PT04',
    name: 'Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại và thực hành tiết kiệm, chống lãng phí',
    kind: 'movement',
    level: 'central',
    launchedBy: null,
    fromYear: null,
    toYear: null,
    periodEvidence: 'unverified',
    parent: null,
    bases: [],
  },
  {
    code: 'PT05',
    name: 'Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023-2030',
    kind: 'movement',
    level: 'central',
    launchedBy: primeMinister,
    fromYear: 2023,
    toYear: 2030,
    periodEvidence: 'verified',
    parent: null,
    bases: [basis('337/KH-UBND', '2023-12-29', city), basis('1315/QĐ-TTg', '2023-11-09', primeMinister, 'unverified')],
  },
  {
    code: 'PT05a',
    name: 'Học tập suốt đời',
    kind: 'movement',
    level: 'commune',
    launchedBy: 'UBND xã',
    fromYear: null,
    toYear: null,
    periodEvidence: 'unverified',
    parent: 'PT05',
    bases: [],
  },
  {
    code: 'PT06',
    name: 'Cả nước thi đua đổi mới sáng tạo và chuyển đổi số',
    kind: 'movement',
    level: 'central',
    launchedBy: null,
    fromYear: null,
    toYear: null,
    periodEvidence: 'unverified',
    parent: null,
    bases: [],
  },
  {
    code: 'PT07',
    name: 'Thực hiện chương trình chuyển đổi số thành phố Hải Phòng đến năm 2025, định hướng đến năm 2030',
    kind: 'movement',
    level: 'city',
    launchedBy: null,
    fromYear: 2021,
    toYear: 2025,
    periodEvidence: 'unverified',
    parent: null,
    // The report prints 479/QĐ-TTg; the decision of that day on the national programme is 749.
    bases: [basis('749/QĐ-TTg', '2020-06-03', primeMinister), basis('03-NQ/TU', '2021-10-26', cityStanding)],
  },
  {
    code: 'PT07a',
    name: 'Kiến Thụy đẩy mạnh chương trình chuyển đổi số',
    kind: 'movement',
    level: 'commune',
    launchedBy: 'UBND Kiến Thụy',
    fromYear: 2022,
    toYear: 2025,
    periodEvidence: 'verified',
    parent: 'PT07',
    bases: [],
  },
  {
    code: 'PT08',
    name: 'Nghiên cứu khoa học và phát triển công nghệ, phát huy sáng kiến, cải tiến kỹ thuật',
    kind: 'movement',
    level: 'city',
    launchedBy: null,
    fromYear: 2024,
    toYear: 2030,
    periodEvidence: 'verified',
    parent: null,
    bases: [
      basis('76-CTr/TU', '2019-07-08', cityStanding),
      basis('45-NQ/TW', '2019-01-24', politburo),
      basis('110/KH-UBND', '2024-04-24', city),
      basis('69-KL/TW', '2024-01-11', politburo),
      basis('312-KL/TU', '2024-02-15', cityCommittee),
      basis('08-NQ/TU', '2013-05-16', `${cityCommittee} khoá XIV`),
    ],
  },
  {
    code: 'KH01',
    name: 'Tuyên truyền gương điển hình tiên tiến giai đoạn 2022-2025',
    kind: 'plan',
    level: 'city',
    launchedBy: city,
    fromYear: 2022,
    toYear: 2025,
    periodEvidence: 'verified',
    parent: null,
    bases: [basis('294/KH-UBND', '2022-12-29', city)],
  },
  {
    code: 'CT05',
    name: 'Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh',
    kind: 'directive',
    level: 'central',
    launchedBy: politburo,
    fromYear: null,
    toYear: null,
    periodEvidence: 'unverified',
    parent: null,
    bases: [basis('05-CT/TW', '2016-05-15', politburo)],
  },
  {
    code: 'CT34',
    name: 'Tiếp tục đổi mới công tác thi đua, khen thưởng',
    kind: 'directive',
    level: 'central',
    launchedBy: politburo,
    fromYear: null,
    toYear: null,
    periodEvidence: 'unverified',
    parent: null,
    // 7 April 2014 by general knowledge; the report gives no date, so none is printed.
    bases: [basis('34-CT/TW', null, politburo)],
  },
  {
    code: 'TX',
    name: 'Thi đua thường xuyên; thi đua theo chuyên đề; thi đua theo đợt',
    kind: 'generic',
    level: 'commune',
    launchedBy: 'UBND xã',
    fromYear: null,
    toYear: null,
    periodEvidence: 'verified',
    parent: null,
    bases: [],
  },
  {
    code: 'PT-2026',
    name: 'Thi đua đổi mới, sáng tạo, tăng tốc, bứt phá đưa đất nước vào kỷ nguyên phát triển giàu mạnh, phồn vinh, văn minh, hạnh phúc',
    kind: 'movement',
    level: 'central',
    launchedBy: primeMinister,
    fromYear: 2026,
    toYear: 2030,
    periodEvidence: 'verified',
    parent: null,
    bases: [],
  },
];

export const movementByCode = (code: string) => rowWith(movements, 'code', code);

/** Does it run at any time the date may mean. Where a year is not known, it does. */
export function isOpen(movement: Movement, on: CivilDate): boolean {
  const [year] = numbersOf(on);
  return (
    (movement.fromYear === null || year >= movement.fromYear) && (movement.toYear === null || year <= movement.toYear)
  );
}

/** What a record may be tied to on its date: open ones, and no frame directives. */
export const movementsOn = (on: CivilDate): readonly Movement[] =>
  movements.filter((row) => row.kind !== 'directive' && isOpen(row, on));
