// Every failure of the endpoint in words: what happened and what to do next.
import type { ProblemCode } from '../../shared/wire/problem.ts';
import { type RejectionCode, rejectionCodes } from '../../shared/wire/rejection.ts';
import { rejectionSentences } from './rejections.ts';

export const problemSentences: Readonly<Record<ProblemCode, string>> = {
  'bad-request': 'Xã chưa hiểu yêu cầu của máy. Hãy cập nhật ứng dụng rồi thử lại.',
  'bad-json': 'Dữ liệu bị hỏng trên đường gửi. Hãy thử lại.',
  'bad-shape': 'Có mục ghi chưa đúng. Hãy xem lại rồi thử lại.',
  'signed-out': 'Máy này chưa đăng nhập. Vẫn ghi được; cần liên kết mới để gửi.',
  'device-revoked': 'Máy này đã bị ngừng sử dụng. Những gì đã ghi vẫn ở trên máy; hãy gọi quản trị của xã.',
  'not-allowed': 'Tài khoản của bạn chưa có quyền làm việc này. Hãy hỏi quản trị của xã.',
  'cross-site': 'Yêu cầu đến từ trang khác nên bị từ chối. Hãy mở ứng dụng từ biểu tượng Việc Tốt.',
  'not-found': 'Không tìm thấy. Có thể mục này đã được chuyển hoặc bỏ.',
  'method-not-allowed': 'Phần mềm của xã không làm được việc này. Hãy cập nhật ứng dụng.',
  'too-large': 'Nội dung quá lớn để gửi. Hãy viết ngắn lại hoặc bớt ảnh.',
  'unsupported-media': 'Loại tệp này không gửi được. Hãy dùng ảnh JPEG, PNG hoặc WebP.',
  'app-too-old': 'Ứng dụng trên máy đã cũ. Những gì đã ghi vẫn còn; hãy cập nhật để gửi tiếp.',
  'too-many-requests': 'Thử quá nhiều lần. Hãy đợi vài phút rồi thử lại.',
  internal: 'Máy chủ của xã gặp lỗi. Không mất gì; hãy thử lại sau ít phút.',
  unavailable: 'Máy chủ của xã đang bận. Không mất gì; hãy thử lại sau ít phút.',
  'disk-full': 'Máy chủ của xã hết chỗ chứa. Không mất gì; hãy báo quản trị của xã.',
  'link-unknown': 'Liên kết hoặc mã này không đúng. Hãy xem lại từng chữ, hoặc xin quản trị cấp liên kết mới.',
  'link-used': 'Liên kết này đã được dùng. Mỗi liên kết chỉ dùng cho một máy; hãy xin quản trị cấp liên kết mới.',
  'link-expired': 'Liên kết này đã hết hạn. Hãy xin quản trị cấp liên kết mới.',
  'link-revoked': 'Liên kết này đã bị hủy. Hãy xin quản trị cấp liên kết mới.',
  'commune-needed': 'Hãy ghi tên của bạn, tên xã và tỉnh, thành phố.',
  'name-taken': 'Tên này đã có. Hãy đặt tên khác.',
  'last-admin': 'Đây là quản trị cuối cùng của xã nên không bỏ được. Hãy thêm quản trị khác trước.',
  'unit-in-use': 'Đơn vị đang có người hoặc hồ sơ nên không bỏ được.',
  'photo-unknown': 'Xã chưa biết ảnh này. Ảnh vẫn ở trên máy và sẽ được gửi lại.',
  'photo-not-expected': 'Hồ sơ không còn dùng ảnh này nên ảnh không được gửi.',
  'photo-mismatch': 'Ảnh bị hỏng trên đường gửi. Máy sẽ gửi lại.',
  'upload-offset': 'Ảnh gửi dở bị lệch. Máy sẽ tự gửi tiếp.',
  'photo-not-here-yet': 'Ảnh chưa tới xã, còn ở máy đã ghi.',
};

/** The sentence for whatever refused an operation. */
export function refusalSentence(code: RejectionCode | ProblemCode): string {
  return isRejection(code) ? rejectionSentences[code] : problemSentences[code];
}

const isRejection = (code: RejectionCode | ProblemCode): code is RejectionCode =>
  (rejectionCodes as readonly string[]).includes(code); // asking whether a wider string is among them
