// Sentences about photos: taking them, and what went wrong with one. The rest of the record is always kept.

export const photoTexts = {
  title: 'Ảnh',
  take: 'Chụp ảnh',
  choose: 'Chọn ảnh',
  remove: 'Bỏ ảnh này',
  removeYes: 'Bỏ ảnh',
  removed: 'Đã bỏ ảnh',
  photo: (at: number, caption: string) => (caption === '' ? `Ảnh ${at}` : `Ảnh ${at}: ${caption}`),
  working: (left: number) => (left > 1 ? `Đang thu nhỏ ảnh (còn ${left})` : 'Đang thu nhỏ ảnh'),
  count: (count: number) => `${count} ảnh`,
  most: (most: number) => `Một hồ sơ giữ nhiều nhất ${most} ảnh.`,
  caption: 'Chú thích',
  captionHint: 'Ai, đang làm gì, ở đâu, khi nào',
  photographer: 'Người chụp',
  takenOn: 'Ngày chụp',
  role: 'Loại ảnh',
  notHere: 'Ảnh chưa tải về máy này. Có mạng sẽ xem được.',
  lost: 'Ảnh vừa chụp chưa kịp vào hồ sơ. Hãy chụp lại hoặc chọn trong máy.',
  sensitive: 'Không chụp căn cước, giấy tờ hay cảnh khám chữa bệnh.',
  dismiss: 'Đã hiểu',
} as const;

/** Refusals of src/photo/outcome.ts, and what storage may say. Shown where the photo would stand. */
export const photoProblems = {
  'photo-empty': 'Tệp ảnh này rỗng. Hãy chụp lại. Hồ sơ vẫn còn nguyên.',
  'photo-unreadable': 'Máy không mở được ảnh này. Hãy tải ảnh về máy rồi chọn lại. Hồ sơ vẫn còn nguyên.',
  'photo-not-image': 'Tệp này không phải ảnh. Hãy chọn ảnh khác. Hồ sơ vẫn còn nguyên.',
  'photo-truncated': 'Ảnh này bị hỏng, thiếu một phần. Hãy chụp hoặc chọn lại. Hồ sơ vẫn còn nguyên.',
  'photo-too-large': 'Ảnh này lớn quá, máy không xử lý được. Hãy chọn ảnh nhỏ hơn. Hồ sơ vẫn còn nguyên.',
  'photo-decode-failed': 'Máy không đọc được kiểu ảnh này. Hãy chọn ảnh khác. Hồ sơ vẫn còn nguyên.',
  'photo-worker-failed': 'Chưa thu nhỏ được ảnh. Hãy thử lại. Hồ sơ vẫn còn nguyên.',
  'storage-full':
    'Máy hết chỗ chứa nên chưa giữ được ảnh này. Chữ đã viết vẫn còn. Xóa bớt ảnh, video trong máy rồi thử lại.',
  'storage-closed': 'Chưa ghi được ảnh vào máy. Hãy thử lại. Hồ sơ vẫn còn nguyên.',
  heic: 'Ảnh HEIC giữ trên máy này, chưa gửi: máy chưa đọc được kiểu ảnh này. Muốn gửi ngay, hãy chụp lại.',
  damaged: 'Ảnh trên máy bị hỏng nên không gửi được. Hãy thêm lại ảnh này.',
  missing: 'Máy không còn giữ ảnh này. Hãy thêm lại ảnh.',
  unwanted: 'Hồ sơ ở xã không còn dùng ảnh này. Ảnh vẫn ở trên máy; muốn dùng lại, hãy thêm lại ảnh.',
  refused: 'Xã không nhận được ảnh này. Hãy thêm lại ảnh khác.',
} as const;
