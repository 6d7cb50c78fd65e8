// Who brought the deed to light (nguồn tin). The share the village, the people and the schools found themselves is a metric.
import * as z from 'zod/mini';
import { sourceKeys } from './choice-keys.ts';
import { printedCode, rowName, rowWith } from './row.ts';

export const sourceSchema = z.strictObject({
  key: z.enum(sourceKeys),
  code: printedCode,
  name: rowName,
  /** Found by the village, its people or its school, not learnt from outside. */
  foundLocally: z.boolean(),
});
export type Source = z.infer<typeof sourceSchema>;

export const sources: readonly Source[] = [
  { key: 'village-head', code: 'TRUONG_THON', name: 'Trưởng thôn tự phát hiện', foundLocally: true },
  { key: 'residents', code: 'NGUOI_DAN', name: 'Người dân báo', foundLocally: true },
  { key: 'school', code: 'TRUONG_HOC', name: 'Trường', foundLocally: true },
  { key: 'police', code: 'CONG_AN', name: 'Công an', foundLocally: false },
  { key: 'press', code: 'BAO_CHI', name: 'Báo chí', foundLocally: false },
];

export const sourceByKey = (key: string) => rowWith(sources, 'key', key);
export const sourceByCode = (code: string) => rowWith(sources, 'code', code);
