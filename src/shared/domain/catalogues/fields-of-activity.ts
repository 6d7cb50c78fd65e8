// Fields of activity (lĩnh vực) of a good deed. No official closed list was found; this one is the project's proposal.
import * as z from 'zod/mini';
import { activityFieldKeys } from './choice-keys.ts';
import { printedCode, rowName, rowWith } from './row.ts';

export const activityFieldSchema = z.strictObject({
  key: z.enum(activityFieldKeys),
  code: printedCode,
  name: rowName,
  /** Code in official-fields.ts, where one clearly answers; null where a person has to choose. */
  officialCode: z.nullable(printedCode),
});
export type ActivityField = z.infer<typeof activityFieldSchema>;
export type ActivityFieldKey = ActivityField['key'];

export const activityFields: readonly ActivityField[] = [
  { key: 'rescue', code: '1', name: 'Dũng cảm cứu người, cứu tài sản', officialCode: null },
  { key: 'honesty', code: '2', name: 'Trả lại của rơi, trung thực', officialCode: null },
  { key: 'charity', code: '3', name: 'Nhân đạo, từ thiện, hiến máu', officialCode: null },
  {
    key: 'community-building',
    code: '4',
    name: 'Hiến đất, ngày công – nông thôn mới, đô thị văn minh',
    officialCode: '0007',
  },
  {
    key: 'production',
    code: '5',
    name: 'Lao động, sản xuất, kinh doanh giỏi; giảm nghèo',
    officialCode: '0014',
  },
  { key: 'learning', code: '6', name: 'Học tập, khuyến học, khuyến tài', officialCode: '0003' },
  { key: 'public-order', code: '7', name: 'An ninh, trật tự', officialCode: '0001' },
  { key: 'environment', code: '8', name: 'Bảo vệ môi trường', officialCode: '0018' },
  { key: 'culture-sport', code: '9', name: 'Văn hóa, văn nghệ, thể thao', officialCode: '0010' },
  { key: 'family-neighbours', code: '10', name: 'Hiếu thảo, gia đình, tình làng nghĩa xóm', officialCode: null },
  { key: 'technical-improvement', code: '11', name: 'Sáng kiến, cải tiến kỹ thuật', officialCode: '0006' },
  { key: 'digital', code: '12', name: 'Chuyển đổi số', officialCode: null },
  { key: 'public-service', code: '13', name: 'Phục vụ nhân dân, cải cách hành chính', officialCode: '0013' },
  { key: 'defence', code: '14', name: 'Quốc phòng, hậu phương quân đội', officialCode: '0001' },
  { key: 'health', code: '15', name: 'Y tế, chăm sóc sức khỏe', officialCode: '0012' },
  { key: 'other', code: '99', name: 'Khác', officialCode: null },
];

export const activityFieldByKey = (key: string) => rowWith(activityFields, 'key', key);
export const activityFieldByCode = (code: string) => rowWith(activityFields, 'code', code);
