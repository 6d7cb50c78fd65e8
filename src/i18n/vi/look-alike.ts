// Words of the question before a new record is saved that looks like one already here.
export const lookAlike = {
  title: 'Giống hồ sơ đã có',
  ask: 'Việc này có thể đã được ghi rồi. Xem lại một chút nhé:',
  untitled: 'Chưa có tên',
  by: (name: string) => `Người ghi: ${name}`,
  byYou: 'Bạn ghi, còn trên máy này',
  open: 'Mở hồ sơ kia',
  openOf: (title: string) => `Mở hồ sơ kia: ${title}`,
  saveAnyway: 'Vẫn lưu',
  kept: 'Bài đang viết vẫn còn nguyên. Nếu hai hồ sơ là một việc, xã sẽ gộp lại.',
} as const;
