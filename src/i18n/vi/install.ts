// How to put the app on the home screen, and how to leave a browser that cannot keep it.
export const install = {
  title: 'Cài lên màn hình chính',
  why: 'Cài rồi thì mở được cả khi không có mạng, và những gì đã ghi được giữ chắc hơn.',
  button: 'Cài ứng dụng',
  installed: 'Đã cài trên máy này.',
  androidSteps: [
    'Mở bảng chọn ⋮ ở góc trên của Chrome.',
    'Chọn “Thêm vào màn hình chính” hoặc “Cài đặt ứng dụng”.',
    'Bấm “Cài đặt”.',
  ],
  iosSteps: [
    'Bấm nút Chia sẻ (hình vuông có mũi tên đi lên) ở cạnh dưới của Safari.',
    'Kéo xuống, chọn “Thêm vào MH chính”.',
    'Bấm “Thêm”, rồi mở Việc Tốt từ màn hình chính.',
  ],
  iosFirst: {
    title: 'Cài Việc Tốt trước đã',
    body: 'Trên iPhone và iPad, những gì ghi trong Safari có thể bị xóa sau bảy ngày. Hãy cài ứng dụng, rồi nhập liên kết trong ứng dụng đã cài.',
    copyFirst: 'Chép liên kết này trước. Sau khi cài, mở ứng dụng và dán vào.',
    nothingSpent: 'Liên kết chưa bị dùng, cứ yên tâm.',
  },
  inApp: {
    title: (app: string) => `Hãy mở bằng ${app}`,
    body: (inside: string) =>
      `Trang này đang mở bên trong ${inside}. Ở đây không cài được ứng dụng và không giữ được những gì bạn ghi.`,
    steps: (app: string) => [
      `Bấm nút ⋮ hoặc ••• ở góc, chọn “Mở bằng trình duyệt” hoặc “Mở bằng ${app}”.`,
      `Nếu không thấy: chép liên kết, mở ${app} và dán vào ô địa chỉ.`,
    ],
    nothingSpent: 'Liên kết chưa bị dùng, cứ yên tâm.',
    other: 'một ứng dụng khác',
  },
  copyLink: 'Chép liên kết',
  copied: 'Đã chép liên kết',
  copyByHand: 'Máy không cho chép tự động. Giữ ngón tay vào liên kết dưới đây rồi chọn Sao chép.',
} as const;
