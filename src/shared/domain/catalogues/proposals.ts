// What the unit asks for (đề nghị). Praise is not a certificate of merit: the certificate needs a decision of its own.
import * as z from 'zod/mini';
import { proposalKeys } from './choice-keys.ts';
import { printedCode, rowKey, rowName, rowWith } from './row.ts';

export const proposalSchema = z.strictObject({
  key: z.enum(proposalKeys),
  code: printedCode,
  name: rowName,
  /** Key in award-types.ts; null where no award of the law is asked for, or which one is decided higher up. */
  awardType: z.nullable(rowKey),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const proposals: readonly Proposal[] = [
  { key: 'praise', code: 'BIEU_DUONG', name: 'Biểu dương người tốt, việc tốt', awardType: null },
  { key: 'certificate-unplanned', code: 'GK_DOT_XUAT', name: 'Giấy khen đột xuất', awardType: 'unplanned' },
  { key: 'certificate-thematic', code: 'GK_CHUYEN_DE', name: 'Giấy khen chuyên đề', awardType: 'thematic' },
  { key: 'certificate-merit', code: 'GK_CONG_TRANG', name: 'Giấy khen công trạng', awardType: 'merit' },
  { key: 'forward-higher', code: 'TRINH_CAP_TREN', name: 'Trình cấp trên khen thưởng', awardType: null },
];

export const proposalByKey = (key: string) => rowWith(proposals, 'key', key);
export const proposalByCode = (code: string) => rowWith(proposals, 'code', code);
