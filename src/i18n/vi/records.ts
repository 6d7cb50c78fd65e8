// Words of the lists and of one record.
import type { Status } from '../../shared/domain/workflow.ts';
import type { RecordEvent } from '../../shared/wire/down.ts';

export const records = {
  title: 'Việc tốt',
  initiatives: 'Sáng kiến',
  searchHint: 'Tìm tên, việc, mã hồ sơ',
  searchShort: 'Tìm',
  filterByState: 'Trạng thái',
  all: 'Mọi trạng thái',
  loading: 'Đang mở danh sách',
  empty: {
    nomination: 'Chưa có việc tốt nào. Thấy việc tốt quanh mình, ghi lại ngay, có mạng hay không đều được.',
    initiative: 'Chưa có sáng kiến nào. Có cách làm hay hơn, ghi lại từng bước, dừng lúc nào cũng được.',
  },
  emptyForReader:
    'Chưa có hồ sơ nào để bạn xem. Bạn chưa được giao ghi cho đơn vị nào; cần ghi, hãy gọi quản trị của xã.',
  emptyAction: { nomination: 'Ghi việc tốt', initiative: 'Ghi sáng kiến' },
  nothingFound: 'Không tìm thấy hồ sơ nào như vậy.',
  clearSearch: 'Xem tất cả',
  untitled: { nomination: 'Chưa có tên việc', initiative: 'Chưa có tên sáng kiến' },
  noName: 'Chưa có tên',
  andOthers: (count: number) => `và ${count} người khác`,
  choose: 'Chọn một hồ sơ để xem.',

  record: 'Hồ sơ',
  stillDraft: 'Đây còn là bản nháp, chưa lưu.',
  notFound: 'Không có hồ sơ này trên máy. Có thể nó của đơn vị khác, hoặc chưa tải về.',
  back: 'Về danh sách',
  edit: 'Sửa',
  editAndResend: 'Sửa và gửi lại',
  continueDraft: 'Viết tiếp',
  draftLeft: 'Còn bản nháp chưa gửi',
  draftLeftHint: 'Hồ sơ này đang sửa dở trên máy, chưa lưu nên chưa gửi lên xã.',
  dossier: 'Mã hồ sơ',
  noLongerOpen: 'Hồ sơ đã vào bước xét nên đơn vị không sửa được nữa.',
  editing: 'Đang mở hồ sơ để sửa',
} as const;

export const eventLabels: Readonly<Record<RecordEvent['kind'], string>> = {
  create: 'Ghi hồ sơ',
  patch: 'Sửa',
  setAdd: 'Thêm',
  setRemove: 'Bỏ bớt',
  command: 'Chuyển bước',
  withdraw: 'Rút hồ sơ',
};

/** Workflow commands by their name on the wire. */
export const commandLabels: Readonly<Record<string, string>> = {
  receive: 'Tiếp nhận hồ sơ',
  return: 'Trả lại để bổ sung',
  resubmit: 'Gửi lại',
  comment: 'Ghi ý kiến',
  markEligible: 'Đủ điều kiện',
  markIneligible: 'Không đủ điều kiện',
  restore: 'Lấy lại hồ sơ đã rút',
  merge: 'Gộp hồ sơ trùng',
  resolve: 'Chọn giữa hai nội dung',
};

/** By the name of a command, or `withdraw`. */
export const stepLabel = (name: string | null): string =>
  name === 'withdraw' ? eventLabels.withdraw : (commandLabels[name ?? ''] ?? eventLabels.command);

export const statusLabels: Readonly<Record<Status, string>> = {
  sent: 'Đã tới xã',
  received: 'Đã tiếp nhận',
  returned: 'Bị trả lại',
  eligible: 'Đang xét',
  ineligible: 'Không đủ điều kiện',
  'before-council': 'Đang xét',
  'council-decided': 'Đang xét',
  awarded: 'Đã khen',
  withdrawn: 'Đã rút',
  merged: 'Đã gộp',
};
