// Types of award (loại hình khen thưởng) as the law in force on a day knows them. Law 06/2026/QH16 adds two from 1 October 2026.
import * as z from 'zod/mini';
import { type CivilDay, civilDay, isWithin } from '../../lib/civil-date.ts';
import { evidenceSchema } from './evidence.ts';
import { printedCode, rowDay, rowKey, rowName, rowWith } from './row.ts';

export const awardTypeSchema = z.strictObject({
  key: rowKey,
  code: printedCode,
  name: rowName,
  basis: z.nullable(z.string()),
  evidence: evidenceSchema,
  /** First day it exists in the law; null: before the laws held here. */
  since: z.nullable(rowDay),
  /** First day it no longer does. */
  until: z.nullable(rowDay),
  /** A commune's chairman decides on it, or only sends it up. */
  commune: z.enum(['decides', 'forwards']),
  /** Row of statistics form 0603.N/BNV-TĐKT; for the thematic types the mapping is a proposal. */
  formRow: z.string().check(z.regex(/^\d{2}$/)),
  formRowEvidence: evidenceSchema,
});
export type AwardType = z.infer<typeof awardTypeSchema>;

const law2022 = { basis: '06/2022/QH15', since: civilDay('2024-01-01'), until: null } as const;
const law2026 = { basis: '06/2026/QH16', since: civilDay('2026-10-01'), until: null } as const;
const listed = { evidence: 'secondary', formRowEvidence: 'proposal' } as const;

export const awardTypes: readonly AwardType[] = [
  {
    ...law2022,
    ...listed,
    key: 'merit',
    code: 'CONG_TRANG',
    name: 'Khen thưởng theo công trạng và thành tích đạt được',
    commune: 'decides',
    formRow: '11',
  },
  {
    ...law2022,
    ...listed,
    key: 'unplanned',
    code: 'DOT_XUAT',
    name: 'Khen thưởng đột xuất',
    commune: 'decides',
    formRow: '13',
    formRowEvidence: 'verified',
  },
  {
    ...law2022,
    ...listed,
    key: 'movement',
    code: 'PHONG_TRAO',
    name: 'Khen thưởng phong trào thi đua',
    commune: 'decides',
    formRow: '12',
  },
  {
    ...law2026,
    ...listed,
    evidence: 'verified',
    key: 'thematic-movement',
    code: 'PHONG_TRAO_CHUYEN_DE',
    name: 'Khen thưởng phong trào thi đua theo chuyên đề',
    commune: 'decides',
    formRow: '12',
  },
  {
    ...law2026,
    ...listed,
    evidence: 'verified',
    key: 'thematic',
    code: 'CHUYEN_DE',
    name: 'Khen thưởng chuyên đề',
    commune: 'decides',
    formRow: '12',
  },
  {
    ...law2022,
    ...listed,
    key: 'service-record',
    code: 'CONG_HIEN',
    name: 'Khen thưởng quá trình cống hiến',
    commune: 'forwards',
    formRow: '15',
    formRowEvidence: 'verified',
  },
  {
    ...law2022,
    ...listed,
    key: 'seniority',
    code: 'NIEN_HAN',
    name: 'Khen thưởng theo niên hạn',
    commune: 'forwards',
    formRow: '16',
    formRowEvidence: 'verified',
  },
  {
    ...law2022,
    ...listed,
    key: 'foreign-relations',
    code: 'DOI_NGOAI',
    name: 'Khen thưởng đối ngoại',
    commune: 'forwards',
    formRow: '14',
    formRowEvidence: 'verified',
  },
  {
    key: 'resistance',
    code: 'KHANG_CHIEN',
    name: 'Khen thưởng kháng chiến',
    basis: null,
    evidence: 'verified',
    since: null,
    until: null,
    commune: 'forwards',
    formRow: '17',
    formRowEvidence: 'verified',
  },
];

export const awardTypeByKey = (key: string) => rowWith(awardTypes, 'key', key);
export const awardTypeByCode = (code: string) => rowWith(awardTypes, 'code', code);

/**
 * The types a dossier may ask for. The day is that of its receipt: a dossier received before 1 October 2026
 * continues under the law of that day (Law 06/2026/QH16, transition). Decisions of earlier years are entered with any type.
 */
export const awardTypesOn = (receivedOn: CivilDay): readonly AwardType[] =>
  awardTypes.filter((row) => isWithin(receivedOn, row.since, row.until));
