import { describe, expect, test } from 'vitest';
import { sectionsOf, unplaced } from '../../../src/features/record-view/sections.ts';
import { fieldLabel } from '../../../src/i18n/vi/catalogue-labels.ts';
import { field, flag } from '../../../src/shared/domain/field.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import { aNomination, anInitiative, aSubjectRowId, testId, villageId } from '../../support/builders.ts';

const unitName = (id: string) => (id === villageId ? 'Thôn Đông' : null);
const read = (kind: keyof typeof kinds, content = aNomination()) => {
  const spec = kinds[kind];
  if (!spec) throw new Error(`no kind ${kind}`);
  return sectionsOf(spec, content, unitName).map((section) =>
    section.type === 'text'
      ? [section.title, section.text]
      : [section.title, ...section.groups.flat().map(({ path, text }) => `${fieldLabel(spec.kind, path)}: ${text}`)],
  );
};

describe('a record as it is read', () => {
  test('every field of every kind has its place', () => {
    expect(Object.keys(kinds).length).toBeGreaterThan(1);
    for (const kind of Object.values(kinds)) expect([kind.kind, unplaced(kind)]).toEqual([kind.kind, []]);
  });

  test('a field that a kind gets later is shown behind the others', () => {
    const later = { ...nomination, fields: { ...nomination.fields, seenOnTv: field(flag(), { personal: 'none' }) } };
    const sections = sectionsOf(later, aNomination({ seenOnTv: true }), unitName);
    expect(sections.at(-1)).toMatchObject({ groups: [[{ path: 'seenOnTv', text: 'Có' }]] });
  });

  test('a nomination speaks in words, not in codes', () => {
    const content = aNomination(
      { beyondDuty: true, unforeseen: false, activityField: 'honesty', movementId: 'PT01', source: 'residents' },
      {
        results: { [testId(1)]: { order: 1, indicator: 'Tiền trả lại', amount: 6_400_000, measure: 'đồng' } },
        consents: { [testId(2)]: { order: 1, purpose: 'publish-photo', given: true, subject: aSubjectRowId } },
      },
    );
    expect(read('nomination', content)).toEqual([
      ['Ai', 'Loại đối tượng: Cá nhân', 'Tên: Trần Văn An'],
      ['Câu chuyện', 'Em nhặt được ví và mang đến nhờ cô giáo trả lại.'],
      [
        'Việc gì',
        'Đơn vị: Thôn Đông',
        'Ngày: 05/11/2026',
        'Lĩnh vực: Trả lại của rơi, trung thực',
        'Phong trào: Cả nước chung sức, xây dựng nông thôn mới',
        'Có vượt ngoài nhiệm vụ được giao không: Có',
        'Có bất ngờ, không báo trước không: Không',
      ],
      ['Kết quả', 'Kết quả gì: Tiền trả lại', 'Số lượng: 6.400.000', 'Đơn vị tính: đồng'],
      ['Xác minh', 'Nguồn tin: Người dân báo'],
      ['Sự đồng ý', 'Mục đích: Đăng hình ảnh', 'Người được nêu gương: Trần Văn An', 'Có đồng ý không: Có'],
    ]);
  });

  test('an initiative shows shares in percent and a month as a month', () => {
    const lines = read('initiative', anInitiative()).flat();
    expect(lines).toContain('Tỷ lệ đóng góp: 100 %');
    expect(lines).toContain('Ngày áp dụng lần đầu: 10/2026');
  });
});
