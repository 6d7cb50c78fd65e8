// How somebody confirmed the deed (cách xác nhận). No official list exists; this one is the project's proposal.
import * as z from 'zod/mini';
import { confirmMethodKeys } from './choice-keys.ts';
import { printedCode, rowName, rowWith } from './row.ts';

export const confirmMethodSchema = z.strictObject({
  key: z.enum(confirmMethodKeys),
  code: printedCode,
  name: rowName,
});
export type ConfirmMethod = z.infer<typeof confirmMethodSchema>;

export const confirmMethods: readonly ConfirmMethod[] = [
  { key: 'in-person', code: 'TRUC_TIEP', name: 'Gặp trực tiếp' },
  { key: 'phone', code: 'DIEN_THOAI', name: 'Qua điện thoại' },
  { key: 'message', code: 'TIN_NHAN', name: 'Qua tin nhắn' },
  { key: 'written', code: 'VAN_BAN', name: 'Bằng văn bản' },
  { key: 'minutes', code: 'BIEN_BAN', name: 'Biên bản họp' },
];

export const confirmMethodByKey = (key: string) => rowWith(confirmMethods, 'key', key);
export const confirmMethodByCode = (code: string) => rowWith(confirmMethods, 'code', code);
