// The four separate answers of the consent form (Law 91/2025/QH15, article 9: one purpose, one answer). Their sentences, with a version, live with the texts.
import * as z from 'zod/mini';
import { consentPurposeKeys } from './choice-keys.ts';
import { printedCode, rowWith } from './row.ts';

export const consentPurposeSchema = z.strictObject({
  key: z.enum(consentPurposeKeys),
  code: printedCode,
  /** What the answer opens: nothing (a notice to read), or a kind of publication. */
  opens: z.enum(['notice-only', 'name-and-deed', 'photo', 'foreign-platform']),
});
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>;
export type ConsentPurposeKey = ConsentPurpose['key'];

export const consentPurposes: readonly ConsentPurpose[] = [
  // The dossier runs on the basis of state activity (article 19): informing is required, refusing does not stop it.
  { key: 'dossier', code: 'XU_LY_HO_SO', opens: 'notice-only' },
  { key: 'publish-name', code: 'CONG_BO_TEN_VIEC', opens: 'name-and-deed' },
  { key: 'publish-photo', code: 'CONG_BO_ANH', opens: 'photo' },
  { key: 'social-media', code: 'MANG_XA_HOI', opens: 'foreign-platform' },
];

export const consentPurposeByKey = (key: string) => rowWith(consentPurposes, 'key', key);
export const consentPurposeByCode = (code: string) => rowWith(consentPurposes, 'code', code);
