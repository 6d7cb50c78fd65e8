// Why the server did not take a change, for the person who made it: what happened, and what to do. Nothing was lost in any of them.
import type { RejectionCode } from '../../shared/wire/rejection.ts';

export const rejectionSentences: Readonly<Record<RejectionCode, string>> = {
  'other-bytes': 'Máy đã gửi hai nội dung khác nhau cho cùng một lần lưu. Hãy mở hồ sơ, xem lại rồi lưu lần nữa.',
  'bad-signature': 'Xã không nhận ra chữ ký của máy này. Hãy báo quản trị của xã cấp lại liên kết cho máy.',
  'unknown-queue': 'Xã chưa biết kho dữ liệu của máy này. Hãy báo quản trị của xã cấp lại liên kết cho máy.',
  'unknown-kind': 'Xã chưa nhận loại hồ sơ này. Hồ sơ vẫn ở trên máy; hãy hỏi quản trị của xã.',
  'unknown-version':
    'Ứng dụng trên máy mới hơn phần mềm của xã. Hồ sơ vẫn ở trên máy; hãy gửi lại sau khi xã cập nhật.',
  'already-exists': 'Hồ sơ này đã có ở xã, do máy khác gửi trước. Hãy mở hồ sơ, xem lại chữ của bạn rồi lưu để gửi.',
  'no-such-record': 'Xã không còn hồ sơ này. Hãy ghi lại thành hồ sơ mới nếu vẫn cần.',
  'not-your-unit': 'Hồ sơ thuộc đơn vị khác nên bạn không sửa được. Hãy chọn lại đơn vị, hoặc hỏi quản trị của xã.',
  'not-allowed': 'Tài khoản của bạn chưa có quyền làm việc này. Hãy hỏi quản trị của xã.',
  'closed-status': 'Hồ sơ đã vào bước xét nên không sửa được nữa. Cần sửa, hãy gọi cán bộ xã.',
  'wrong-status': 'Hồ sơ vừa được người khác chuyển sang bước khác. Hãy xem lại rồi làm tiếp.',
  'note-required': 'Bước này cần ghi rõ lý do hoặc ý kiến. Hãy ghi rồi làm lại.',
  'not-complete': 'Hồ sơ còn thiếu mục bắt buộc nên chưa chuyển sang đủ điều kiện được. Hãy bổ sung trước.',
  'no-such-conflict': 'Chỗ có hai bản khác nhau này không còn ở hồ sơ. Hãy mở lại hồ sơ để xem.',
  'unknown-command': 'Phần mềm của xã chưa biết bước này. Hãy cập nhật ứng dụng rồi thử lại.',
  'invalid-fields': 'Có mục ghi chưa đúng. Hãy mở hồ sơ, sửa mục được đánh dấu rồi lưu lại.',
  'not-ready-to-send': 'Hồ sơ còn thiếu mục bắt buộc để gửi. Hãy mở hồ sơ và ghi thêm.',
  'too-many-rows': 'Hồ sơ có quá nhiều dòng hoặc ảnh. Hãy bớt đi rồi lưu lại.',
  'no-such-row': 'Dòng bạn sửa đã bị người khác bỏ. Hãy xem lại hồ sơ, cần thì ghi lại dòng đó.',
};
