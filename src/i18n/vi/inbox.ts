// Words of the officer's inbox.
import type { Status } from '../../shared/domain/workflow.ts';
import { statusLabels } from './records.ts';

export const inbox = {
  title: 'Hộp đến',
  listLabel: 'Danh sách hồ sơ',
  recordLabel: 'Hồ sơ đang xem',
  back: 'Về danh sách',
  search: 'Tìm tên, việc, mã hồ sơ',
  clearSearch: 'Xóa ô tìm',
  loading: 'Đang mở danh sách',
  loadingRecord: 'Đang mở hồ sơ',
  choose: 'Chọn một hồ sơ ở bên trái để xem.',
  show: 'Xem',
  waiting: (count: number | null) => withCount('Chờ tiếp nhận', count),
  all: (count: number | null) => withCount('Tất cả', count),
  filters: 'Lọc',
  filtersOn: (count: number) => `Lọc (${count})`,
  clearFilters: 'Bỏ lọc',
  unit: 'Đơn vị',
  anyUnit: 'Mọi đơn vị',
  status: 'Trạng thái',
  anyStatus: 'Mọi trạng thái',
  /** What is being examined, told apart in a list of choices: everywhere else it is one word. */
  inReview: {
    eligible: 'đủ điều kiện',
    'before-council': 'chờ hội đồng',
    'council-decided': 'hội đồng đã họp',
  } as Readonly<Partial<Record<Status, string>>>,
  movement: 'Phong trào',
  anyMovement: 'Mọi phong trào',
  kind: 'Loại hồ sơ',
  anyKind: 'Mọi loại',
  kinds: { nomination: 'Việc tốt', initiative: 'Sáng kiến' } as Readonly<Record<string, string>>,
  /** Without brackets: "Đã tiếp nhận (…)" is a state with who and when. */
  counted: (word: string, count: number) => `${word} · ${count}`,
  found: (count: number) => `${count} hồ sơ`,
  foundMore: (count: number) => `Hơn ${count} hồ sơ`,
  empty: 'Chưa có hồ sơ nào. Khi thôn, trường gửi lên, hồ sơ hiện ở đây.',
  emptyWaiting: 'Không còn hồ sơ nào chờ tiếp nhận.',
  nothingFound: 'Không tìm thấy hồ sơ nào như vậy.',
  notWaiting: 'Không có hồ sơ chờ tiếp nhận nào như vậy, nhưng trong “Tất cả” thì có.',
  searchAll: 'Tìm trong tất cả',
  showAll: 'Xem tất cả',
  untitled: 'Chưa có tên',
  noUnit: 'Chưa rõ đơn vị',
  notHere: 'Không có hồ sơ này trên máy. Có thể hồ sơ chưa tải về, hoặc không thuộc xã này.',

  dossier: (number: string) => `Mã hồ sơ ${number}`,
  proposedBy: (name: string) => `Người ghi: ${name}`,
  fromUnit: (unit: string) => `Đơn vị: ${unit}`,
  receive: 'Tiếp nhận',
  edit: 'Sửa',
  giveBack: 'Trả lại',
  eligible: 'Đủ điều kiện',
  ineligible: 'Không đủ điều kiện',
  comment: 'Ghi ý kiến',
  moreToDo: 'Việc khác',
  lessToDo: 'Thu gọn việc khác',
  receivedBy: (name: string, when: string) => `Đã tiếp nhận (${name}, ${when})`,
  receivedHere: 'Đã ghi việc tiếp nhận trên máy này. Có mạng sẽ gửi lên xã.',
  saidReceived: (title: string) => `Đã tiếp nhận: ${title}`,
  mayNot: {
    'not-officer': 'Chỉ cán bộ phụ trách của xã tiếp nhận hồ sơ.',
    'not-at-commune': 'Hồ sơ còn trên máy này, chưa tới xã.',
    done: 'Hồ sơ đã qua bước tiếp nhận.',
  },
  failed: {
    'storage-full': 'Máy hết chỗ chứa nên chưa ghi được. Không mất gì; hãy xóa bớt ảnh, video rồi thử lại.',
    'storage-closed': 'Chưa ghi được vào máy. Không mất gì; hãy thử lại.',
    'not-ready': 'Hồ sơ chưa đủ để làm việc này.',
    'nothing-changed': 'Hồ sơ này vừa được tiếp nhận rồi.',
  },

  select: (title: string) => `Chọn: ${title}`,
  selectShown: 'Chọn hồ sơ đang hiện',
  selected: (count: number) => `Đã chọn ${count}`,
  clearSelection: 'Bỏ chọn',
  receiveSelected: (count: number) => `Tiếp nhận ${count} hồ sơ`,
  receiveAsk: (count: number) => `Tiếp nhận ${count} hồ sơ?`,
  bulkDone: (done: number) => `Đã tiếp nhận ${done} hồ sơ.`,
  gotIt: 'Đã hiểu',
  bulkSkipped: (skipped: number) => `${skipped} hồ sơ không ở bước chờ tiếp nhận nên giữ nguyên.`,

  keys: 'Phím tắt',
  keyLine: 'Phím tắt: j · k · r · t',
  keyHelp: [
    { key: 'j', does: 'Hồ sơ sau' },
    { key: 'k', does: 'Hồ sơ trước' },
    { key: 'r', does: 'Tiếp nhận hồ sơ đang xem' },
    { key: 't', does: 'Trả lại để bổ sung' },
    { key: 'd', does: 'Đủ điều kiện' },
    { key: 'x', does: 'Không đủ điều kiện' },
    { key: 'y', does: 'Ghi ý kiến' },
    { key: '1', does: 'Hai bản khác nhau: giữ nguyên' },
    { key: '2', does: 'Hai bản khác nhau: lấy bản kia' },
    { key: '3', does: 'Hai bản khác nhau: viết lại' },
    { key: 'n', does: 'Sang hồ sơ khác có hai bản khác nhau' },
    { key: '?', does: 'Mở bảng phím tắt này' },
    { key: 'Esc', does: 'Đóng ảnh hoặc bảng đang mở' },
  ],
  keyHint: 'Phím tắt không chạy khi đang gõ chữ trong ô.',
} as const;

function withCount(word: string, count: number | null): string {
  return count === null ? word : `${word} (${count})`;
}

/** "Đang xét, chờ hội đồng" */
export function statusChoice(status: Status): string {
  const more = inbox.inReview[status];
  return more === undefined ? statusLabels[status] : `${statusLabels[status]}, ${more}`;
}
