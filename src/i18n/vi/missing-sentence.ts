// What a record still lacks as lines of a list. It needs the name of every field; the form itself does not.
import type { Missing } from '../../shared/domain/record.ts';
import { fieldLabel } from './catalogue-labels.ts';
import { missingAtField } from './missing.ts';

export const missingSentence = (kind: string, { code, path }: Missing): string =>
  missingSentences[code](fieldLabel(kind, path));

const missingSentences: Readonly<Record<Missing['code'], (label: string) => string>> = {
  required: (label) => `Chưa có: ${label}.`,
  'photo-or-sentence': () => 'Cần ít nhất một ảnh hoặc một câu kể lại.',
  'at-least-one': (label) => `Chưa có: ${label}. Ghi ít nhất một.`,
  'story-too-short': () => missingAtField['story-too-short'],
  'story-too-long': () => missingAtField['story-too-long'],
  'shares-not-100': () => missingAtField['shares-not-100'],
};

export const missingTexts = {
  count: (count: number) => `Hồ sơ còn thiếu ${count} mục`,
  laterIsFine: 'Vẫn gửi được. Bổ sung lúc nào cũng được, trước khi xã xét.',
  complete: 'Hồ sơ đã đủ.',
} as const;
