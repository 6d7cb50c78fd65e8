// Words of look-alike records at the office: on the queue, beside a record, and where two are compared and merged.

export const alike = {
  mark: 'Có thể trùng',
  tab: (count: number) => `Có thể trùng (${count})`,
  none: 'Không còn hồ sơ nào có thể trùng.',
  with: (dossier: string) => `Có thể trùng với ${dossier}`,
  compare: 'So hai hồ sơ',
  /** Begins with what the button says. */
  compareWith: (dossier: string) => `So hai hồ sơ: với ${dossier}`,

  title: 'So hai hồ sơ',
  back: 'Về hồ sơ',
  loading: 'Đang mở hai hồ sơ',
  gone: 'Một trong hai hồ sơ không còn trên máy này.',
  keep: 'Giữ lại hồ sơ nào?',
  keepHint: 'Hồ sơ kia sẽ ghi “Đã gộp” và vẫn đọc lại được.',
  by: (name: string) => `Người ghi: ${name}`,
  noDossier: 'chưa có mã',
  differences: (count: number) => `Khác nhau ${count} chỗ. Chọn nội dung để giữ:`,
  same: 'Nội dung hai hồ sơ giống nhau.',
  of: (label: string, name: string) => `${label} của ${name}`,
  both: 'Nối cả hai',
  bothHint: 'Hai bài nối liền nhau; sau đó sửa lại cho gọn.',
  blank: 'Để trống',
  comesOver: (dossier: string) => `Đưa sang từ ${dossier}`,
  photos: (count: number) => `${count} ảnh`,
  merge: 'Gộp',
  mergeInto: (goes: string, stays: string) => `Gộp ${goes} vào ${stays}. Ảnh của cả hai đều còn.`,
  mergeAsk: (goes: string, stays: string) => `Gộp ${goes} vào ${stays}?`,
  mergeForGood: 'Gộp rồi không tách lại được. Hồ sơ kia vẫn đọc lại được, ảnh của cả hai đều còn.',
  mergeYes: 'Gộp hai hồ sơ',
  notAlike: 'Không phải trùng',
  saidMerged: (goes: string, stays: string) => `Đã gộp ${goes} vào ${stays}.`,
  saidNotAlike: 'Đã ghi nhớ trên máy này: hai hồ sơ là hai việc khác nhau.',
  takesOver: (dossiers: readonly string[]) =>
    `Đã gộp ${dossiers.join(', ')} vào hồ sơ này trên máy này. Gửi lên xã xong, ảnh và những gì chỉ có ở đó hiện ra ở đây.`,
  mayNot: {
    'not-officer': 'Chỉ cán bộ phụ trách của xã gộp hồ sơ.',
    'not-at-commune': 'Có hồ sơ chưa tới xã nên chưa gộp được.',
    closed: 'Có hồ sơ đã qua bước xét, đã rút hoặc đã gộp nên không gộp được nữa.',
    'step-waiting': 'Bước vừa làm trên máy này chưa gửi xong. Có mạng, gửi xong rồi gộp.',
    kinds: 'Một hồ sơ là việc tốt, một hồ sơ là sáng kiến nên không gộp được.',
  },
  failed: {
    'storage-full': 'Máy hết chỗ chứa nên chưa ghi được. Không mất gì; hãy xóa bớt ảnh, video rồi thử lại.',
    'storage-closed': 'Chưa ghi được vào máy. Không mất gì; hãy thử lại.',
    'not-ready': 'Hồ sơ chưa đủ để làm việc này.',
    'nothing-changed': 'Hai hồ sơ này vừa được gộp rồi.',
  },
} as const;

export type MayNotMerge = keyof typeof alike.mayNot;
