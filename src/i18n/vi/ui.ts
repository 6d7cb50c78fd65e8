// Words of the interface's own parts, given to them by the screens.
export const ui = {
  close: 'Đóng',
  back: 'Quay lại',
  cancel: 'Thôi',
  optional: '(không bắt buộc)',
  pickDate: 'Chọn ngày trên lịch',
  datePlaceholder: 'ngày/tháng/năm',
  clearSearch: 'Xóa ô tìm',
} as const;
