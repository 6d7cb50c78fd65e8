// What is missing or wrong in a box, each as one sentence that says what to do.
import type { Missing } from '../../shared/domain/record.ts';

type MissingCode = Missing['code'];

/** Short, under the box itself; what stands in a list is in missing-sentence.ts, which the capture form does without. */
export const missingAtField: Readonly<Record<MissingCode, string>> = {
  required: 'Cần ghi ô này.',
  'photo-or-sentence': 'Thêm một ảnh, hoặc viết một câu ở đây.',
  'at-least-one': 'Cần ghi ít nhất một.',
  'story-too-short': 'Bài viết còn ngắn. Hồ sơ đủ cần từ 80 chữ.',
  'story-too-long': 'Bài viết dài quá 500 chữ. Hãy rút gọn.',
  'shares-not-100': 'Tỷ lệ đóng góp của các tác giả phải cộng lại đúng 100 %.',
};

export const mustChoose = 'Cần chọn mục này.';

/** A text in a box that has no value. Codes of record-form/typed-value.ts. */
export const typedProblems = {
  'not-a-date': 'Ghi ngày như 05/11/2026, hoặc tháng 11/2026, hoặc năm 2026.',
  'not-yet': 'Ngày này chưa tới.',
  'too-long-ago': 'Ghi được việc từ năm 1945 đến nay.',
  'not-a-birth-year': 'Ghi năm sinh từ 1900 đến nay, ví dụ 1968.',
  'no-such-day': 'Lịch không có ngày này. Hãy xem lại.',
  'not-a-number': 'Ghi một con số, ví dụ 6.400.000 hoặc 12,5.',
  'not-a-percent': 'Ghi từ 0 đến 100, nhiều nhất một số lẻ, ví dụ 33,3.',
  'not-a-phone-number': 'Số điện thoại chưa đúng, ví dụ 0912 345 678.',
  'not-an-identity-number': 'Số định danh có đúng 12 chữ số.',
  'too-long': 'Dài quá. Hãy viết ngắn lại; chữ đã viết vẫn còn nguyên.',
  'not-accepted': 'Ô này chưa đúng. Hãy xem lại.',
} as const;

export const beforeSending = 'Cần ghi đúng, đủ mấy chỗ này mới lưu được. Những gì đã viết vẫn còn trên máy.';
