// Words of "who changed what, from what to what".

export const historyWords = {
  title: 'Lịch sử thay đổi',
  open: 'Xem ai đã sửa gì',
  intro: 'Mới nhất ở trên cùng.',
  loading: 'Đang tải lịch sử',
  offline: 'Xem lịch sử cần có mạng. Phần “Những gì đã diễn ra” vẫn đọc được.',
  keptFrom: (when: string) => `Bản tải lúc ${when}. Có mạng sẽ tải bản mới.`,
  failed: 'Chưa tải được lịch sử.',
  badAnswer: 'Xã chưa trả lời được. Không mất gì; hãy thử lại sau ít phút.',
  retry: 'Thử lại',
  none: 'Chưa có thay đổi nào.',
  /** Between what stood and what came; read out as it is. */
  from: 'Trước:',
  to: 'Sau:',
  wrote: 'Ghi:',
  cleared: 'Xóa trắng.',
  unknownBefore: 'Không còn biết trước đó ghi gì.',
  /** What was written, or chosen, stood there already. */
  already: 'Đã ghi như vậy từ trước:',
  stays: 'Giữ:',
  filed: (names: string) => `Chưa lấy vào hồ sơ, để xã chọn: ${names}`,
  /** Before the words that were not taken, by how it ended. */
  notTaken: {
    awaited: 'Chưa lấy, chờ xã chọn:',
    refused: 'Không lấy:',
    later: 'Lúc ấy chưa lấy, sau xã chọn bản này:',
    unknown: 'Chưa lấy vào hồ sơ:',
  },
  /** In place of words where somebody wanted none to stand. */
  emptied: 'để trống',
  takenOut: 'bỏ khỏi hồ sơ',
  erased: 'Nội dung đã xóa theo yêu cầu; chỉ còn biết là có thay đổi.',
  more: (count: number) => `Xem ${count} mục đã ghi`,
  added: (what: string) => `Thêm: ${what}`,
  removed: (what: string) => `Bỏ: ${what}`,
  photosAdded: (count: number) => (count === 1 ? 'Thêm ảnh' : `Thêm ${count} ảnh`),
  photosRemoved: (count: number) => (count === 1 ? 'Bỏ ảnh' : `Bỏ ${count} ảnh`),
} as const;
