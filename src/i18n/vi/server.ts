// What the endpoint itself says to people: the page of an address that does not exist, and what `npm start` prints.
export const serverPages = {
  notFound: {
    title: 'Không có trang này',
    text: 'Địa chỉ này không có trong Việc Tốt. Có thể đường liên kết bị thiếu hoặc đã đổi.',
    back: 'Về trang đầu',
  },
} as const;

export const serverStart = {
  running: (address: string) => `Việc Tốt đang chạy / running:  ${address}`,
  notBuilt: 'Chưa dựng giao diện, hãy chạy / the page is not built, run:  npm run build',
  firstAdmin: (days: number) =>
    `Người quản trị đầu tiên mở đường liên kết này (dùng một lần, trong ${days} ngày)\nThe first admin opens this link (once, within ${days} days):`,
  anotherAdmin: (name: string) => `Đường liên kết cho quản trị viên ${name} / a link for the admin ${name}:`,
  code: (code: string) => `hoặc nhập mã / or type the code:  ${code}`,
  demo: 'Xã mẫu, mọi người và việc đều là hư cấu. Mỗi vai một đường liên kết / an invented commune, one link a role:',
  epochBegan: (communes: number) =>
    `Máy chủ bắt đầu lại từ bản sao lưu (${communes} xã): điện thoại sẽ gửi lại phần bản sao lưu còn thiếu / phones will bring back what the backup lacks`,
  portTaken: (port: number) =>
    `Cổng ${port} đang có chương trình khác dùng, chọn cổng khác bằng --port / the port is in use, choose another with --port`,
  noFolder: (folder: string) => `Không ghi được vào thư mục ${folder} / cannot write to this folder`,
  noDatabase: (reason: string) => `Không dùng được cơ sở dữ liệu PostgreSQL / cannot use the database: ${reason}`,
  damaged: (folder: string, reason: string) =>
    `Không mở được cơ sở dữ liệu trong ${folder} / cannot open the database there: ${reason}`,
} as const;
