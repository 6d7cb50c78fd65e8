// Words of one record as it is read, on the submitter's screen and in the officer's inbox.

export const recordView = {
  name: 'Tên việc',
  who: 'Ai',
  authors: 'Tác giả',
  what: 'Việc gì',
  story: 'Câu chuyện',
  results: 'Kết quả',
  checks: 'Xác minh',
  confirmers: 'Người xác nhận',
  consents: 'Sự đồng ý',
  proposal: 'Đề nghị',
  oldWay: 'Cách làm cũ',
  newWay: 'Cách làm mới',
  benefit: 'Lợi ích',
  facts: 'Thông tin',
  yes: 'Có',
  no: 'Không',
  unknownUnit: 'Đơn vị không còn trong danh sách',
} as const;

export const photoView = {
  title: 'Ảnh',
  none: 'Chưa có ảnh.',
  count: (count: number) => (count === 0 ? 'Chưa có ảnh.' : `${count} ảnh`),
  onThisPhone: (count: number) => `${count} ảnh còn trên máy này, có mạng sẽ gửi.`,
  awaited: (count: number) => `Còn chờ ${count} ảnh từ máy của người ghi.`,
  undecoded: (count: number) => `${count} ảnh HEIC còn trên máy này, chưa gửi: máy chưa đọc được kiểu ảnh này.`,
  awaitedOne: 'Ảnh chưa tới xã, còn ở máy đã ghi.',
  notHere: 'Ảnh này chưa có trên máy. Có mạng sẽ xem được.',
  open: (at: number, caption: string) => (caption === '' ? `Xem ảnh ${at}` : `Xem ảnh ${at}: ${caption}`),
  at: (at: number, count: number) => `Ảnh ${at}/${count}`,
  by: (photographer: string) => `Người chụp: ${photographer}`,
  takenOn: (when: string) => `Chụp: ${when}`,
  close: 'Đóng ảnh',
  next: 'Ảnh sau',
  previous: 'Ảnh trước',
} as const;

export const timeline = {
  title: 'Những gì đã diễn ra',
  none: 'Chưa có gì ở xã: hồ sơ còn trên máy này.',
  claimed: (when: string) => `theo lời người ghi lúc ${when}`,
  device: (name: string) => `máy ${name}`,
  marked: (names: readonly string[]) => `Cần xem lại: ${names.join(', ')}`,
  filed: (names: readonly string[]) => `Có hai bản khác nhau, chờ xã chọn: ${names.join(', ')}`,
  filedEnded: (field: string, by: string, ending: string) => `Có hai bản khác nhau ở “${field}”: ${by} ${ending}`,
  /** Nobody told how. */
  filedDone: (field: string) => `Có hai bản khác nhau ở “${field}”: xã đã chọn`,
  chosen: (label: string, field: string, ending: string) => `${label} ở “${field}”: ${ending}`,
  tookOver: (label: string, dossier: string, author: string) => `${label}: ${dossier}, ${author} ghi`,
  waiting: (count: number) => `${count} thay đổi trên máy này chưa gửi.`,
} as const;

export const mergedView = {
  into: (dossier: string) => `Đã gộp vào ${dossier}`,
  intoOther: 'Đã gộp vào một hồ sơ khác',
  open: (dossier: string) => `Mở ${dossier}`,
  kept: 'Hai hồ sơ là một việc nên xã gộp làm một. Những gì đã viết trước đó và ảnh vẫn còn ở đây để đọc.',
  disputed: (dossier: string, names: readonly string[]) =>
    `Ở ${dossier} có hai bản khác nhau, chờ xã chọn: ${names.join(', ')}. Lời viết vào hồ sơ này sau lúc gộp được chuyển sang đó.`,
  waiting: 'Mới gộp trên máy này; có mạng sẽ gửi lên xã. Những gì đã viết và ảnh vẫn còn ở đây để đọc.',
} as const;

export const attention = {
  title: 'Cần xử lý',
  kept: 'Những gì bạn viết vẫn còn trên máy này.',
} as const;
