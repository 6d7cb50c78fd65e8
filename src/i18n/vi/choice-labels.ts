// Words for choices that no catalogue names.

export const subjectTypeLabels = {
  individual: 'Cá nhân',
  collective: 'Tập thể',
  household: 'Hộ gia đình',
} as const;

export const genderLabels = { female: 'Nữ', male: 'Nam', other: 'Khác' } as const;

export const relationLabels = {
  self: 'Chính người được nêu gương',
  father: 'Cha',
  mother: 'Mẹ',
  guardian: 'Người giám hộ',
  representative: 'Người đại diện',
} as const;

/** The four answers of the consent form: one purpose, one answer. */
export const consentPurposeLabels = {
  dossier: 'Dùng thông tin để xét khen thưởng, biểu dương',
  'publish-name': 'Đăng họ tên, đơn vị, việc làm trên cổng thông tin, đài truyền thanh, bảng tin',
  'publish-photo': 'Đăng hình ảnh',
  'social-media': 'Đăng trên Zalo, Facebook của xã',
} as const;

export const photoRoleLabels = { deed: 'Ảnh việc làm', portrait: 'Ảnh chân dung' } as const;
