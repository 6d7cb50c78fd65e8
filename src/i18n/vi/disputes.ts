// Words for the places where two people wrote different things: for the officer who chooses, and for those who wrote.

import { printNumber } from '../../shared/lib/vietnamese-number.ts';

export const disputes = {
  tab: (count: number | null) => `Hai bản khác nhau${count === null ? '' : ` (${count})`}`,
  none: 'Không còn chỗ nào có hai bản khác nhau.',
  title: 'Hai bản khác nhau',
  intro: 'Cả hai bản đều còn. Bạn chọn bản nào thì hồ sơ theo bản ấy, bản kia vẫn nằm trong lịch sử.',
  at: (at: number, of: number) => `Chỗ ${at}/${of}`,
  order: (set: string) => `Thứ tự: ${set}`,
  standing: 'Đang giữ',
  standingMine: 'Đang giữ (bạn viết)',
  mine: 'Bạn viết',
  wrote: (name: string) => `${name} viết`,
  other: 'Bản kia',
  nothing: 'Để trống',
  legend: 'Chữ gạch chân là chỗ hai bản khác nhau.',
  unknownWriter: 'Chưa rõ ai viết',
  mineUnsent: 'Bạn viết trên máy này, chưa gửi',
  onDevice: (device: string) => `máy ${device}`,
  received: (when: string) => `xã nhận ${when}`,

  you: 'Bạn',
  /** @param writer null: the same person, on another device. @param set the name of the part of the record; null: a photo. */
  removal: (who: string, writer: string | null, set: string | null) => {
    const wanted = set === null ? `${who} muốn bỏ ảnh này` : `${who} muốn bỏ dòng này ở mục “${set}”`;
    const wrote = writer === null ? 'ở máy khác lại vừa viết vào đó' : `${writer} vừa viết vào đó`;
    return `${wanted}, nhưng ${wrote}. Xã còn giữ ${set === null ? 'ảnh' : 'dòng này'}.`;
  },
  gone: (who: string, set: string | null) =>
    set === null
      ? `Ảnh này đã bị bỏ khỏi hồ sơ. Trong lúc đó ${who} viết:`
      : `Dòng này ở mục “${set}” đã bị bỏ khỏi hồ sơ. Trong lúc đó ${who} viết:`,
  goneAlready: 'Dòng này nay không còn trong hồ sơ.',

  keep: 'Giữ nguyên',
  take: 'Lấy bản kia',
  rewrite: 'Viết lại',
  rewriteYes: 'Dùng bản này',
  /** Of a field that is emptied while both versions say something. */
  emptyAsk: (field: string) => `Để trống “${field}”?`,
  emptyMeans: 'Cả hai bản đều không lấy, mục này sẽ không còn chữ nào. Hai bản vẫn nằm trong lịch sử.',
  emptyYes: 'Để trống',
  /** Of a row as a whole the two choices say what happens. */
  keepRow: { removal: 'Giữ lại', gone: 'Vẫn bỏ' },
  takeRow: { removal: 'Bỏ đi', gone: 'Đưa trở lại' },
  rewriteHint: 'Viết bản mới từ hai bản trên. Cả hai bản cũ vẫn nằm trong lịch sử.',
  length: (count: number, most: number) => `${printNumber(count)}/${printNumber(most)}`,
  choose: 'Chọn',

  decided: {
    kept: 'Bạn đã chọn giữ nguyên',
    other: 'Bạn đã chọn bản kia',
    new: 'Bạn đã viết lại',
  },
  waiting: 'Đã lưu trên máy. Có mạng sẽ gửi lên xã.',
  refused: 'Xã chưa nhận lựa chọn này:',
  yourWords: (words: string) => `Bạn đã chọn: ${words}`,
  drop: 'Bỏ lựa chọn này',
  done: 'Đã chọn xong ở hồ sơ này.',
  next: 'Hồ sơ tiếp theo',
  last: 'Không còn hồ sơ nào như vậy.',
  said: (field: string) => `Đã chọn: ${field}`,
  failed: {
    'storage-full': 'Máy hết chỗ chứa nên chưa ghi được. Không mất gì; hãy xóa bớt ảnh, video rồi thử lại.',
    'storage-closed': 'Chưa ghi được vào máy. Không mất gì; hãy thử lại.',
    'not-ready': 'Hồ sơ chưa đủ để làm việc này.',
    'nothing-changed': 'Chỗ này vừa được chọn rồi.',
  },

  /** For those who wrote. */
  both: (others: string, field: string) => `Bạn và ${others} cùng sửa “${field}”.`,
  two: (one: string, other: string, field: string) => `${one} và ${other} cùng sửa “${field}”.`,
  /** @param devices empty where they are not known or alike. */
  ofOne: (field: string, devices: readonly string[]) =>
    `Hai bản của bạn ở “${field}” khác nhau${fromDevices(devices)}.`,
  ofOther: (name: string, field: string, devices: readonly string[]) =>
    `Hai bản của ${name} ở “${field}” khác nhau${fromDevices(devices)}.`,
  somebody: 'người khác',
  youToo: 'bạn',
  calm: 'Xã đang xem, cả hai bản đều còn.',
  read: 'Xem hai bản',
  ended: (by: string, choice: string, field: string) => `${by} ${choice} ở “${field}”.`,
  endedEmpty: (by: string, field: string) => `${by} để trống “${field}”.`,
  endedTitle: 'Xã đã chọn giữa hai bản',
  endedKept: 'Bản không được chọn vẫn nằm trong lịch sử thay đổi.',
  gotIt: 'Đã rõ',
  news: 'Xã vừa chọn giữa hai bản',
  open: 'Có chỗ hai bản khác nhau, xã đang xem',
} as const;

function fromDevices(devices: readonly string[]): string {
  return devices.length === 0 ? '' : ` (${devices.map((device) => `máy ${device}`).join(' và ')})`;
}

/** What the officer chose, behind their name. */
export const endings = {
  of: (name: string) => `chọn bản của ${name}`,
  /** Both were of one person. */
  ofDevice: (name: string, device: string) => `chọn bản của ${name} trên máy ${device}`,
  kept: 'giữ nguyên bản đang có',
  row: { kept: 'giữ lại', other: 'bỏ đi' },
  new: 'viết lại',
  empty: 'để trống',
} as const;

/** Read out around what is marked in a text. */
export const marks = { added: '(thêm:', removed: '(bỏ:', onlyHere: '(chỉ ở bản này:', end: ')' } as const;
