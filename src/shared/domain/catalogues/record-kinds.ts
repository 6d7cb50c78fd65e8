// What may be recorded. The printed code stands in exports.
import * as z from 'zod/mini';
import { printedCode, rowName, rowWith } from './row.ts';

export const recordKindKeys = ['nomination', 'exemplar', 'model', 'initiative', 'sudden-achievement'] as const;

export const recordKindSchema = z.strictObject({
  key: z.enum(recordKindKeys),
  code: printedCode,
  name: rowName,
});
export type RecordKind = z.infer<typeof recordKindSchema>;

export const recordKinds: readonly RecordKind[] = [
  { key: 'nomination', code: 'NGUOI_TOT_VIEC_TOT', name: 'Người tốt, việc tốt' },
  { key: 'exemplar', code: 'DIEN_HINH_TIEN_TIEN', name: 'Điển hình tiên tiến' },
  { key: 'model', code: 'MO_HINH', name: 'Mô hình' },
  { key: 'initiative', code: 'SANG_KIEN', name: 'Sáng kiến' },
  { key: 'sudden-achievement', code: 'THANH_TICH_DOT_XUAT', name: 'Thành tích đột xuất' },
];

export const recordKindByKey = (key: string) => rowWith(recordKinds, 'key', key);
export const recordKindByCode = (code: string) => rowWith(recordKinds, 'code', code);
