// Words of the rescue file: writing it, bringing it back, what is carried for others, and the page inside it.
import type { ProblemCode } from '../../shared/wire/problem.ts';
import type { RejectionCode } from '../../shared/wire/rejection.ts';
import type { RescueProblem } from '../../shared/wire/rescue.ts';
import { refusalSentence } from './problems.ts';

export const rescue = {
  title: 'Mang dữ liệu chưa gửi sang máy khác',
  hint: 'Khi máy này lâu không có mạng, sắp hỏng hoặc sắp đổi: xuất ra một tệp, rồi nhập vào máy khác của bạn, của đồng nghiệp hay của cán bộ xã. Người ghi vẫn là bạn, không hồ sơ nào bị nhân đôi.',
  privacy: 'Tệp có tên và ảnh của người trong bài. Chỉ đưa cho người bạn tin.',
  export: 'Xuất dữ liệu chưa gửi',
  exporting: 'Đang xuất…',
  exported: (records: number, photos: number, name: string) =>
    `Đã xuất ${records} hồ sơ${photos > 0 ? `, ${photos} ảnh` : ''} vào tệp ${name} (trong mục Tải xuống). Giữ tệp này đến khi hồ sơ đã tới xã.`,
  import: 'Nhập',
  importHint: 'Chọn tệp .zip đã xuất từ Việc Tốt',
  importing: 'Đang nhập…',
  imported: (person: string) => `Đã nhập tệp của ${person}.`,
  back: (count: number) => `${count} thay đổi trở lại hàng chờ gửi.`,
  carry: (count: number) => `${count} thay đổi được mang hộ, có mạng sẽ gửi.`,
  photos: (count: number) => `${count} ảnh được mang theo.`,
  drafts: (count: number) => `${count} bản nháp trở lại.`,
  aside: (count: number) => `${count} bản nháp trong tệp cũ hơn bản trên máy: giữ cả hai, xem bên dưới.`,
  known: (count: number) => `${count} mục đã có từ trước, không nhập lần nữa.`,
  draftsLeft: (count: number, person: string) =>
    `${count} bản nháp vẫn nằm trong tệp: chỉ ${person} nhập được. Hãy giữ tệp.`,
  photosLeft: (count: number) =>
    `${count} ảnh vẫn nằm trong tệp vì máy cũ đã mất ảnh, chưa đọc được ảnh, hoặc ảnh của bản nháp. Hãy giữ tệp.`,
  unread: (count: number) =>
    `${count} mục không đọc được nên chưa nhập, vẫn nằm trong tệp: mở trang noi-dung.html trong tệp để đọc. Hãy giữ tệp và báo cho xã.`,
  nothingNew: 'Mọi thứ trong tệp đã có ở máy này hoặc đã tới xã.',
} as const;

type ExportFailure = 'nothing-unsent' | 'storage-closed';
export const exportProblems: Readonly<Record<ExportFailure, string>> = {
  'nothing-unsent': 'Không có gì để xuất: mọi thứ đã lưu đều đã tới xã.',
  'storage-closed': 'Chưa đọc được kho dữ liệu của máy. Hãy đóng hẳn ứng dụng, mở lại rồi xuất lần nữa.',
};

type ImportFailure = RescueProblem | 'storage-full' | 'storage-closed';
export const importProblems: Readonly<Record<ImportFailure, string>> = {
  'not-a-rescue': 'Đây không phải tệp xuất từ Việc Tốt. Trên máy không có gì thay đổi. Hãy chọn đúng tệp .zip đã xuất.',
  damaged: 'Tệp bị hỏng trên đường chuyển. Trên máy không có gì thay đổi. Hãy chuyển lại tệp gốc rồi nhập lần nữa.',
  'too-new':
    'Tệp do bản mới hơn của ứng dụng xuất ra. Trên máy không có gì thay đổi. Hãy cập nhật ứng dụng rồi nhập lại.',
  'too-large': 'Tệp lớn quá mức một tệp xuất từ Việc Tốt. Trên máy không có gì thay đổi.',
  'other-commune': 'Tệp này của xã khác. Trên máy không có gì thay đổi. Hãy nhập ở máy của xã ấy.',
  'other-origin':
    'Tệp này xuất từ địa chỉ Việc Tốt khác. Trên máy không có gì thay đổi. Hãy nhập ở đúng địa chỉ đã xuất.',
  'storage-full':
    'Máy hết chỗ chứa nên chưa nhập hết. Phần đã nhập vẫn giữ; hãy xóa bớt ảnh, phim trong máy rồi nhập lại tệp này.',
  'storage-closed': 'Chưa ghi được vào máy. Hãy đóng hẳn ứng dụng, mở lại rồi nhập lần nữa. Tệp vẫn còn nguyên.',
};

export const carried = {
  title: 'Mang hộ',
  of: (person: string) => `Của ${person}`,
  ofYou: 'Từ máy khác của bạn',
  /** Their words are no longer kept here. */
  ofSomebody: 'Từ máy của người khác',
  waiting: 'Chờ gửi',
  arrived: 'Đã tới xã',
  refused: 'Xã không nhận',
  photosWaiting: 'Ảnh chờ gửi',
  photosArrived: 'Ảnh đã tới xã',
  photosRefused: 'Ảnh xã không nhận',
  allArrived: 'Mọi thứ mang hộ đã tới xã.',
  refusedHint: 'Những thay đổi này vẫn nằm trong tệp đã xuất. Hãy báo người ghi.',
  untitled: 'Hồ sơ chưa có tên',
  forget: 'Đã xem, cất mục này',
  asideTitle: 'Bản nháp thứ hai',
  asideHint: 'Tệp nhập vào và máy này có hai bản nháp khác nhau của cùng một hồ sơ. Cả hai đều được giữ.',
  asideOf: (title: string, when: string) => `${title === '' ? 'Hồ sơ chưa có tên' : title} (ghi lúc ${when})`,
  swap: 'Dùng bản này',
  drop: 'Bỏ bản này',
  dropAsk: 'Bỏ hẳn bản nháp thứ hai này?',
  keep: 'Giữ lại',
} as const;

/** Why an operation that was carried did not arrive. */
export const carryRefusal = (code: RejectionCode | ProblemCode | 'behind'): string =>
  code === 'behind' ? 'Chờ sau một thay đổi của cùng hồ sơ mà xã chưa nhận.' : refusalSentence(code);

/** The page inside the file, for whoever opens it without the app. */
export const rescuePageWords = {
  title: 'Dữ liệu chưa gửi của Việc Tốt',
  intro: (person: string, commune: string, when: string) => `${person}, ${commune}. Xuất lúc ${when}.`,
  howTo:
    'Trang này để đọc. Để gửi lên xã: mở Việc Tốt, vào “Máy này”, bấm “Nhập” và chọn tệp .zip này. Xem ảnh thì giải nén tệp trước.',
  none: 'Không có hồ sơ nào.',
  kinds: { nomination: 'Việc tốt', initiative: 'Sáng kiến' } as Readonly<Record<string, string>>,
  untitled: 'Chưa có tên',
  dossier: 'Mã hồ sơ',
  draft: 'Bản nháp, chưa bấm Lưu',
  carriedFor: (person: string) => `mang hộ ${person}`,
  halfWritten: 'Lời đang viết dở, chưa gửi',
  waits: 'Chưa gửi',
  change: (what: string, when: string) => `${what}, lúc ${when}`,
  why: 'chờ mạng để gửi.',
  photos: 'Ảnh',
  photoState: {
    ready: 'chưa gửi hết',
    heic: 'ảnh gốc, máy chưa đọc được nên chưa gửi; có thể chứa vị trí chụp',
    failed: 'không gửi được',
    lost: 'máy không còn ảnh này',
    draft: 'của bản nháp',
  },
  unread: 'Những gì đang ghi dở (bản này không đọc được thành mục):',
} as const;
