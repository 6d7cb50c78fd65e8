// Words about the people of one phone: who is in front, the others, leaving, and a storage that the browser has cleared.
import { printInstant } from '../../shared/lib/civil-date.ts';

interface Unsent {
  readonly records: number;
  readonly photos: number;
  readonly drafts?: number;
}

/** `2 hồ sơ, 3 ảnh, 1 bản nháp`; empty when there is nothing. */
function listed({ records, photos, drafts = 0 }: Unsent): string {
  return [
    records > 0 ? `${records} hồ sơ` : '',
    photos > 0 ? `${photos} ảnh` : '',
    drafts > 0 ? `${drafts} bản nháp` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

export const peopleHere = {
  title: 'Người dùng máy này',
  inFront: 'Đang dùng',
  othersTitle: 'Đổi người',
  othersHint: 'Không cần mạng. Mỗi người có kho riêng; việc của ai gửi theo tên người ấy.',
  unsent: (unsent: Unsent) => `còn ${listed(unsent)} chưa gửi`,
  allSent: 'đã gửi hết',
  left: (what: string) => `Đã thoát, ${what}`,
  lost: 'Trình duyệt đã xóa dữ liệu của người này trên máy',
  switchTo: 'Đổi sang người này',
  comeBack: 'Vào lại',
  /** For screen readers: which of them. */
  of: (action: string, name: string) => `${action}: ${name}`,
  forget: 'Đã rõ, bỏ khỏi danh sách',
  add: 'Thêm người',
  addHint: 'Người mới cần liên kết hoặc mã của xã. Người đang có trên máy vẫn còn nguyên.',
  backToDevice: 'Về “Máy này”',
  failed: 'Chưa làm được việc này. Không mất gì; hãy mở lại ứng dụng rồi thử lại.',

  leave: 'Thoát khỏi máy này',
  ask: {
    title: (name: string) => `${name} thoát khỏi máy này?`,
    unsent: (unsent: Unsent) => `Còn ${listed(unsent)} chưa gửi về xã.`,
    keeps: 'Không mất gì: tất cả được giữ lại trên máy này. Có mạng, máy vẫn tự gửi hồ sơ và ảnh theo đúng tên bạn.',
    keepsDrafts: 'Bản nháp đợi bạn vào lại để ghi tiếp.',
    sent: 'Mọi thứ đã gửi tới xã.',
    comeBack: 'Vào lại lúc nào cũng được: chọn tên bạn ở màn hình đầu.',
    yes: 'Thoát',
    yesKeep: 'Thoát, giữ việc chưa gửi',
    no: 'Ở lại',
    sendFirst: 'Gửi ngay',
    erase: (name: string) => `Xóa dữ liệu của ${name} khỏi máy này`,
  },
  erase: {
    title: (name: string) => `Xóa dữ liệu của ${name} khỏi máy này?`,
    body: 'Hồ sơ và ảnh đã tới xã vẫn còn nguyên ở xã; chỉ bản trên máy này bị xóa.',
    asks: 'Cần mạng: trước khi xóa, máy hỏi lại xã đã có đủ chưa. Chưa hỏi được thì dữ liệu được giữ lại.',
    back: 'Muốn dùng lại máy này phải xin xã liên kết mới.',
    yes: 'Thoát và xóa',
    no: 'Không xóa',
    kept: {
      'not-all-sent': 'Vừa có việc chưa gửi nên dữ liệu được giữ lại trên máy.',
      'not-asked': 'Chưa hỏi lại được xã nên dữ liệu được giữ lại trên máy. Có mạng, hãy vào lại rồi thoát và xóa.',
      'open-elsewhere': 'Một thẻ khác còn mở bản đang ghi nên dữ liệu được giữ lại trên máy.',
    },
  },

  bar: {
    moved: (name: string) => `Bây giờ ${name} dùng máy này.`,
    ok: 'Đã rõ',
    elsewhere: (front: string, own: string) => `Máy đã đổi sang ${front}. Ghi gì ở thẻ này vẫn là của ${own}.`,
    goThere: (front: string) => `Sang ${front}`,
    ownLeft: (own: string) => `${own} đã thoát ở thẻ khác. Bản đang ghi ở thẻ này vẫn lưu cho ${own}.`,
    close: 'Về màn hình đầu',
  },

  loss: {
    title: 'Trình duyệt đã xóa dữ liệu của ứng dụng trên máy này',
    why: 'Có thể do máy hết chỗ, lâu không mở, hoặc ai đó đã xóa dữ liệu trang web.',
    last: (name: string, at: number, unsent: Unsent) => {
      const what = listed(unsent);
      return what === ''
        ? `${name}: lần cuối (${printInstant(at)}) không còn gì chưa gửi.`
        : `${name}: lần cuối (${printInstant(at)}) còn ${what} chưa gửi. Phần này có thể đã mất.`;
    },
    lastUnknown: (name: string) => `${name}: không rõ lần cuối còn gì chưa gửi.`,
    safe: 'Những gì báo “Đã tới xã” vẫn còn nguyên ở xã.',
    todoTitle: 'Bây giờ làm gì?',
    todo: [
      'Xin xã liên kết hoặc mã mới rồi nhận lại máy này.',
      'Nếu đã xuất dữ liệu chưa gửi ra tệp: nhận máy xong, vào “Máy này” để nhập tệp ấy.',
      'Không có tệp: báo cán bộ xã, cùng xem việc nào chưa tới xã để ghi lại.',
    ],
    recognisedTitle: (name: string) => `Trình duyệt này từng được nhận cho ${name}`,
    recognised:
      'Xã vẫn nhận ra máy, nhưng ở đây không có dữ liệu của ứng dụng: trình duyệt đã xóa, hoặc ứng dụng vừa được cài ra màn hình chính. Việc chưa gửi trước đó, nếu có, có thể đã mất.',
  },
} as const;
