// Words of the steps between the office and the author: returning, sending again, comments, withdrawing.

/** A dialog that asks for words before a step is taken. */
export interface StepWords {
  readonly title: string;
  readonly intro?: string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  /** Said when the words are missing; null: they may be. */
  readonly need: string | null;
}

export const stepWords = {
  return: {
    title: 'Trả lại để bổ sung',
    label: 'Cần bổ sung gì?',
    hint: 'Người ghi đọc đúng những chữ này. Ví dụ: Cho xin thêm một ảnh lúc trao trả ví.',
    submit: 'Trả lại',
    need: 'Ghi rõ cần bổ sung gì, để người ghi biết đường sửa.',
  },
  comment: {
    title: 'Ghi ý kiến',
    label: 'Ý kiến',
    hint: 'Ai xem được hồ sơ này cũng đọc được.',
    submit: 'Ghi lại',
    need: 'Ý kiến còn trống. Hãy viết vài chữ.',
  },
  markIneligible: {
    title: 'Không đủ điều kiện',
    label: 'Vì sao?',
    hint: 'Người ghi đọc được lý do này.',
    submit: 'Không đủ điều kiện',
    need: 'Ghi rõ lý do, để người ghi hiểu vì sao.',
  },
  resubmit: {
    title: 'Gửi lại không sửa',
    label: 'Nói với cán bộ xã',
    hint: 'Ví dụ: Hôm ấy chỉ chụp được một ảnh.',
    submit: 'Gửi lại',
    need: 'Viết vài chữ, để cán bộ xã biết vì sao không sửa.',
  },
  withdraw: {
    title: 'Rút hồ sơ này?',
    intro: 'Xã sẽ không xét nữa. Hồ sơ vẫn còn, lúc nào cũng lấy lại được.',
    label: 'Lý do',
    submit: 'Rút hồ sơ',
    need: null,
  },
} as const satisfies Readonly<Record<string, StepWords>>;

/** After it was saved on this phone. */
export const stepSaid: Readonly<Record<string, string>> = {
  receive: 'Đã tiếp nhận. Có mạng, máy tự gửi.',
  return: 'Đã trả lại. Có mạng, máy gửi tới người ghi.',
  resubmit: 'Đã gửi lại. Có mạng, máy gửi về xã.',
  comment: 'Đã ghi ý kiến.',
  markEligible: 'Đã ghi: đủ điều kiện.',
  markIneligible: 'Đã ghi: không đủ điều kiện.',
  withdraw: 'Đã rút hồ sơ.',
  restore: 'Đã lấy lại hồ sơ.',
};

export const steps = {
  optional: '(không bắt buộc)',
  cancel: 'Thôi',
  noteCount: (used: number, most: number) => `${used}/${most} ký tự`,
  failed: {
    'storage-full': 'Máy hết chỗ chứa nên chưa ghi được. Chữ vẫn còn đây; hãy xóa bớt ảnh, video rồi thử lại.',
    'storage-closed': 'Chưa ghi được vào máy. Chữ vẫn còn đây; hãy thử lại.',
    'not-ready': 'Hồ sơ chưa đủ để làm việc này.',
    'nothing-changed': 'Việc này vừa được làm rồi.',
    moved: 'Hồ sơ vừa chuyển sang bước khác. Chữ vẫn còn đây; hãy đóng lại, xem hồ sơ rồi làm tiếp.',
  },
  notComplete: {
    title: 'Chưa đủ điều kiện được',
    intro: 'Hồ sơ còn thiếu:',
    returnIt: 'Trả lại, hỏi các mục này',
  },
  marks: {
    legend: 'Hỏi những mục nào?',
    hint: 'Mục được chọn hiện rõ trên máy người ghi.',
    missing: 'Còn thiếu để đủ hồ sơ',
    empty: 'Mục còn trống',
  },

  pendingTitle: 'Chờ gửi từ máy này',
  asked: (fields: string) => `Hỏi: ${fields}`,

  returned: {
    title: 'Xã trả lại để bổ sung',
    here: 'Trả lại trên máy này, chưa gửi',
    fields: 'Cần xem lại:',
    fix: (field: string) => `Sửa: ${field}`,
    keep: 'Gửi lại không sửa',
    atField: (note: string) => `Xã hỏi: ${note}`,
    inForm: 'Xã hỏi mục này.',
    saveAndResend: 'Lưu và gửi lại',
    unchangedHint: 'Không cần sửa gì? Hãy về hồ sơ và bấm “Gửi lại không sửa”.',
  },
  count: (count: number, more: boolean) => `Bị trả lại ${count}${more ? '+' : ''}`,
  showReturned: (count: number) => `Xem ${count} hồ sơ bị trả lại`,

  otherThings: 'Việc khác',
  comment: 'Ghi ý kiến',
  withdraw: 'Rút hồ sơ',
  restore: 'Lấy lại hồ sơ',
  withdrawn: 'Hồ sơ đã rút nên xã không xét. Muốn gửi lại, bấm “Lấy lại hồ sơ”.',

  refused: {
    step: (name: string) => `Bước “${name}” chưa được nhận`,
    yourWords: 'Bạn đã viết:',
    copy: 'Chép chữ',
    copied: 'Đã chép',
    copyByHand: 'Trình duyệt chưa cho chép. Giữ tay vào chữ ở trên để chép.',
    again: 'Làm lại bước này',
    putAway: 'Đã hiểu, bỏ bước này',
    putAwayEdit: 'Đã hiểu, bỏ thay đổi này',
    askTitle: 'Bỏ hẳn những chữ này?',
    ask: 'Những gì viết trong đó sẽ không còn trên máy. Cần giữ thì chép ra trước.',
    keep: 'Giữ lại',
    putAwayDone: 'Đã bỏ. Những thay đổi khác vẫn còn nguyên.',
    later: (count: number) => `${count} việc sau của hồ sơ này chờ bạn xử lý xong mới gửi.`,
    gone: 'Hồ sơ này không còn trên máy. Những gì bạn viết vẫn còn đây.',
  },
} as const;
