// What the strip on top of the lists says about sending. Being offline is no alarm.
import { printInstant } from '../../shared/lib/civil-date.ts';

export const syncStrip = {
  label: 'Tình trạng gửi',
  waiting: (count: number) => `Chờ gửi ${count}`,
  photosWaiting: (count: number) => `Ảnh chờ gửi ${count}`,
  attention: (count: number) => `Cần xử lý ${count}`,
  allSent: 'Đã gửi hết',
  drafts: (count: number) => `Còn ${count} bản nháp`,
  never: 'chưa gửi lần nào',
  /** Today only the time: `gửi lần cuối 14:05`. */
  lastSync: (at: string, nowMs: number) => `gửi lần cuối ${timeOf(at, nowMs)}`,
  /** Nothing was ever sent from this phone. */
  lastNews: (at: string, nowMs: number) => `cập nhật lần cuối ${timeOf(at, nowMs)}`,
  sendNow: 'Gửi ngay',
  sending: 'Đang gửi…',
  offline: 'Đang ngoại tuyến. Vẫn ghi được, có mạng sẽ gửi.',
  busy: 'Máy chủ của xã đang bận. Máy sẽ tự gửi lại.',
  'bad-answer': 'Mạng này chưa cho gửi (có thể cần đăng nhập Wi-Fi). Máy sẽ tự gửi lại.',
  'server-error': 'Máy chủ của xã gặp lỗi. Không mất gì, máy sẽ tự gửi lại.',
  stopped: {
    'signed-out': 'Máy này chưa đăng nhập nên chưa gửi được. Vẫn ghi được; hãy xin quản trị cấp liên kết mới.',
    'device-revoked':
      'Máy này đã bị ngừng sử dụng. Những gì đã ghi vẫn ở trên máy. Hãy gọi quản trị của xã để được gửi tiếp.',
    'app-too-old': 'Ứng dụng đã cũ nên chưa gửi được. Những gì đã ghi vẫn còn; hãy cập nhật.',
    'not-accepted': 'Xã chưa nhận được dữ liệu của máy này. Những gì đã ghi vẫn còn; hãy báo quản trị của xã.',
  },
  storageFull: 'Máy hết chỗ chứa. Chữ vẫn lưu được, ảnh mới thì chưa. Hãy xóa bớt ảnh, phim trong máy.',
  enrolAgain: 'Nhập liên kết mới',
  update: 'Cập nhật',
} as const;

function timeOf(at: string, nowMs: number): string {
  const printed = printInstant(Date.parse(at));
  const [time, date] = printed.split(' ');
  return (printInstant(nowMs).endsWith(date ?? '-') ? time : undefined) ?? printed;
}
