// Words of "Máy này".
export const thisDevice = {
  title: 'Máy này',
  loading: 'Đang xem tình trạng máy',
  unsentTitle: 'Chưa gửi',
  nothingUnsent: 'Mọi thứ bạn đã lưu đều đã gửi tới xã.',
  operations: 'Thay đổi chờ gửi',
  photos: 'Ảnh chờ gửi',
  drafts: 'Bản nháp',
  attention: 'Cần xử lý',
  attentionTitle: 'Cần xử lý',
  attentionHint: 'Xã chưa nhận những việc này. Không mất gì: mở từng hồ sơ để sửa, làm lại hoặc bỏ bước ấy.',
  refusedStep: (step: string) => `Bước “${step}” chưa được nhận.`,
  open: 'Mở hồ sơ',
  lastSync: 'Gửi lần cuối',
  lastNews: 'Cập nhật lần cuối',
  never: 'Chưa lần nào',

  storageTitle: 'Lưu trên máy',
  used: 'Đang dùng',
  bytes: (bytes: number) =>
    bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`,
  protection: 'Được giữ chắc',
  persisted: 'Có. Trình duyệt không tự xóa.',
  notPersisted: 'Chưa. Khi máy đầy, trình duyệt có thể xóa.',
  unknownPersisted: 'Chưa biết',
  protect: 'Xin giữ chắc',
  protectRefused: 'Trình duyệt chưa đồng ý. Cài ứng dụng lên màn hình chính thì thường được.',
  protectGranted: 'Trình duyệt đã đồng ý giữ.',

  permissionsTitle: 'Quyền',
  camera: 'Máy ảnh (quét mã QR)',
  permission: {
    granted: 'Đã cho phép',
    denied: 'Bị chặn. Mở lại trong phần cài đặt của trình duyệt.',
    prompt: 'Sẽ hỏi khi cần',
    unknown: 'Sẽ hỏi khi cần',
  },

  commune: 'Xã, phường',
  roles: 'Việc được giao',
  device: 'Máy',

  appTitle: 'Ứng dụng',
  version: 'Phiên bản',
  commit: 'Bản dựng',

  helpTitle: 'Trợ giúp',
  help: [
    'Cứ ghi ngay khi thấy việc tốt, không cần mạng. “Đã lưu trên máy” là tắt máy cũng không mất.',
    'Có mạng, máy tự gửi. Muốn gửi ngay thì bấm “Gửi ngay”.',
    '“Đã tới xã” kèm mã hồ sơ là xã đã giữ cả bài và ảnh; mất máy cũng không mất hồ sơ.',
    'Mất máy hoặc đổi máy: báo quản trị của xã để ngừng máy cũ và nhận liên kết mới.',
  ],
} as const;
