// What a browser lacks, and how to mend it.
export const unsupported = {
  title: 'Chưa mở được Việc Tốt',
  insecure: 'Trang này mở qua địa chỉ không an toàn (http), nên trình duyệt không cho lưu hồ sơ trên máy.',
  incomplete: 'Trình duyệt này thiếu những thứ Việc Tốt cần để giữ hồ sơ của bạn an toàn.',
  missingTitle: 'Còn thiếu',
  missing: {
    'secure-origin': 'Kết nối an toàn (https)',
    storage: 'Kho lưu trên máy (IndexedDB)',
    crypto: 'Bộ mã hóa (WebCrypto)',
    locks: 'Khóa giữa các trang (Web Locks)',
    worker: 'Chạy nền khi không có mạng (Service Worker)',
  },
  mendTitle: 'Cách khắc phục',
  mendInsecure: [
    'Mở bằng địa chỉ bắt đầu bằng https:// do xã cấp.',
    'Nếu đang ngồi ngay tại máy chủ: mở http://localhost với đúng số cổng.',
    'Người quản trị: chạy máy chủ với --tls-cert và --tls-key, hoặc đặt sau một proxy có chứng chỉ.',
  ],
  mendIncomplete: [
    'Tắt chế độ ẩn danh hoặc riêng tư rồi mở lại.',
    'Cập nhật trình duyệt, hoặc mở bằng Chrome hay Safari.',
  ],
  oldTitle: 'Trình duyệt đã cũ',
  old: 'Việc Tốt cần Chrome 111, Safari 16.4 hoặc Firefox 115 trở lên. Hãy cập nhật trình duyệt rồi mở lại trang này.',
} as const;
