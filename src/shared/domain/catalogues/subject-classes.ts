// Who is honoured, as statistics form 0603.N/BNV-TĐKT of circular 02/2023/TT-BNV classes them (rows 02 to 10).
import * as z from 'zod/mini';
import { subjectClassKeys } from './choice-keys.ts';
import { printedCode, rowName, rowWith } from './row.ts';

export const subjectClassSchema = z.strictObject({
  key: z.enum(subjectClassKeys),
  code: printedCode,
  name: rowName,
  /** Whom the class may be said of. */
  appliesTo: z.enum(['individual', 'collective', 'household']),
  /** Row of form 0603.N. */
  formRow: z.string().check(z.regex(/^\d{2}$/)),
});
export type SubjectClass = z.infer<typeof subjectClassSchema>;
export type SubjectClassKey = SubjectClass['key'];

/** The class a commune meets most stands first. */
export const subjectClasses: readonly SubjectClass[] = [
  {
    key: 'direct-worker',
    code: 'TRUC_TIEP',
    name: 'Người trực tiếp công tác, lao động, học tập, chiến đấu và phục vụ chiến đấu',
    appliesTo: 'individual',
    formRow: '10',
  },
  {
    key: 'other-leader',
    code: 'LD_KHAC',
    name: 'Các cấp lãnh đạo khác từ phó phòng trở lên',
    appliesTo: 'individual',
    formRow: '09',
  },
  { key: 'entrepreneur', code: 'DOANH_NHAN', name: 'Doanh nhân', appliesTo: 'individual', formRow: '08' },
  { key: 'department-leader', code: 'LD_SO', name: 'Lãnh đạo cấp vụ, sở', appliesTo: 'individual', formRow: '07' },
  {
    key: 'provincial-leader',
    code: 'LD_TINH',
    name: 'Lãnh đạo cấp bộ, tỉnh trở lên',
    appliesTo: 'individual',
    formRow: '06',
  },
  { key: 'household', code: 'HO_GIA_DINH', name: 'Hộ gia đình', appliesTo: 'household', formRow: '04' },
  { key: 'collective', code: 'TAP_THE', name: 'Tập thể', appliesTo: 'collective', formRow: '02' },
  { key: 'enterprise', code: 'DOANH_NGHIEP', name: 'Doanh nghiệp', appliesTo: 'collective', formRow: '03' },
];

export const subjectClassByKey = (key: string) => rowWith(subjectClasses, 'key', key);
export const subjectClassByCode = (code: string) => rowWith(subjectClasses, 'code', code);
export const subjectClassesFor = (subjectType: string): readonly SubjectClass[] =>
  subjectClasses.filter((row) => row.appliesTo === subjectType);
