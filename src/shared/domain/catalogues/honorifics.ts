// Forms of address before a name (xưng hô, tên gọi). English has no words for them: the key is the word without its marks.
import * as z from 'zod/mini';
import { printedCode, rowName, rowWith } from './row.ts';

export const honorificKeys = ['ong', 'ba', 'anh', 'chi', 'em'] as const;

export const honorificSchema = z.strictObject({
  key: z.enum(honorificKeys),
  code: printedCode,
  name: rowName,
});
export type Honorific = z.infer<typeof honorificSchema>;

export const honorifics: readonly Honorific[] = [
  { key: 'ong', code: 'ONG', name: 'Ông' },
  { key: 'ba', code: 'BA', name: 'Bà' },
  { key: 'anh', code: 'ANH', name: 'Anh' },
  { key: 'chi', code: 'CHI', name: 'Chị' },
  { key: 'em', code: 'EM', name: 'Em' },
];

export const honorificByKey = (key: string) => rowWith(honorifics, 'key', key);
export const honorificByCode = (code: string) => rowWith(honorifics, 'code', code);
