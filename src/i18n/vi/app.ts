// Words of the shell: places, updates, failures.
export const app = {
  name: 'Việc Tốt',
  navLabel: 'Các mục chính',
  deeds: 'Việc tốt',
  inbox: 'Hộp đến',
  capture: 'Ghi mới',
  initiatives: 'Sáng kiến',
  people: 'Người và máy',
  thisDevice: 'Máy này',
  attention: (count: number) => `cần xử lý ${count}`,
  opening: 'Đang mở Việc Tốt…',
  skip: 'Đến phần chính',
  notFound: {
    title: 'Không có trang này',
    body: 'Địa chỉ có thể đã gõ sai hoặc trang đã được chuyển.',
    home: 'Về trang đầu',
  },
  screenMissing: {
    title: 'Màn hình này chưa có trên máy',
    body: 'Cần mạng một lần để tải. Những gì bạn đã ghi vẫn còn nguyên.',
    retry: 'Thử lại',
  },
  failed: {
    title: 'Ứng dụng gặp lỗi',
    body: 'Những gì đã lưu vẫn còn trên máy. Hãy mở lại; nếu vẫn lỗi, báo cán bộ xã mã dưới đây.',
    reload: 'Mở lại',
    code: 'Mã lỗi',
  },
  update: {
    ready: 'Có bản mới của ứng dụng.',
    now: 'Cập nhật',
    working: 'Đang cập nhật…',
  },
} as const;
