// Initiatives as a school or an agency would put them down. Invented.
import type { ActivityFieldKey } from '../../src/shared/domain/catalogues/fields-of-activity.ts';

export interface DemoBetterWay {
  readonly title: string;
  readonly field: ActivityFieldKey;
  readonly position: string;
  readonly oldWay: string;
  readonly newWay: string;
  readonly benefit: string;
}

export const demoBetterWays: readonly DemoBetterWay[] = [
  {
    title: 'Vườn rau học đường tưới tự động bằng van cũ',
    field: 'technical-improvement',
    position: 'Giáo viên',
    oldWay: 'Hằng ngày các lớp thay nhau xách nước tưới, ngày nghỉ rau héo.',
    newWay: 'Dùng van điện từ cũ của máy giặt và bộ hẹn giờ, nước mưa chứa trong bể của trường.',
    benefit: 'Tiết kiệm khoảng một giờ mỗi ngày, rau sạch cho bếp bán trú, học sinh có giờ khoa học tại vườn.',
  },
  {
    title: 'Bộ thẻ tranh giúp trẻ 5 tuổi làm quen chữ cái',
    field: 'learning',
    position: 'Giáo viên mầm non',
    oldWay: 'Trẻ nhìn chữ trên bảng, mau chán, nhiều cháu nhầm b và d.',
    newWay: 'Thẻ tranh làm từ bìa cũ, mỗi chữ gắn một con vật quen thuộc ở làng và một câu vè.',
    benefit: 'Sau tám tuần, 27/30 cháu nhận đúng 29 chữ cái; chi phí dưới 100 nghìn đồng một lớp.',
  },
  {
    title: 'Sổ điểm danh bán trú bằng mã QR',
    field: 'digital',
    position: 'Nhân viên văn phòng',
    oldWay: 'Các lớp báo suất ăn bằng giấy, 9 giờ bếp mới có số, thường thừa cơm.',
    newWay: 'Mỗi lớp quét một mã, số suất ăn hiện ngay ở bếp lúc 7 giờ 30.',
    benefit: 'Bớt 12 suất ăn thừa mỗi ngày, phụ huynh xem được thực đơn.',
  },
  {
    title: 'Phiếu hẹn tiêm chủng kèm tin nhắn nhắc lịch',
    field: 'health',
    position: 'Nữ hộ sinh',
    oldWay: 'Phụ huynh quên lịch, tỷ lệ tiêm đúng hạn thấp, ngày tiêm dồn đông.',
    newWay: 'Chia khung giờ theo thôn, nhắn tin trước hai ngày, gọi lại các cháu chưa đến.',
    benefit: 'Tỷ lệ tiêm đúng hạn từ 78 % lên 96 %, không còn cảnh chờ quá 30 phút.',
  },
  {
    title: 'Ngân hàng đề Toán lớp 9 chấm ngay trên lớp',
    field: 'learning',
    position: 'Giáo viên Toán',
    oldWay: 'Mỗi đợt ôn phải đánh máy đề mới, chấm tay mất hai buổi.',
    newWay: 'Đề trộn từ bảng tính, học sinh tô phiếu, máy tính bảng chụp và chấm.',
    benefit: 'Giảm 80 % thời gian chấm; điểm thi vào lớp 10 trung bình tăng 0,6.',
  },
  {
    title: 'Phân loại rác tại nguồn đổi lấy cây giống',
    field: 'environment',
    position: 'Cán bộ Hội Phụ nữ',
    oldWay: 'Rác nhựa lẫn rác bếp, xe thu gom quá tải.',
    newWay: 'Mỗi tháng một ngày đổi nhựa sạch lấy cây giống do hội ươm.',
    benefit: 'Sáu tháng thu 1,8 tấn nhựa, trồng thêm 420 cây bóng mát.',
  },
  {
    title: 'Máy gieo hạt đẩy tay cải tiến cho ruộng nhỏ',
    field: 'production',
    position: 'Nông dân',
    oldWay: 'Gieo tay không đều, mất bốn công một sào.',
    newWay: 'Khung xe đạp cũ lắp trống gieo đục lỗ, chỉnh được khoảng cách hàng.',
    benefit: 'Một người gieo một sào trong 40 phút, tiết kiệm 30 % hạt giống; chi phí 600 nghìn đồng.',
  },
  {
    title: 'Tiết đọc sách thư viện lưu động bằng xe đạp',
    field: 'learning',
    position: 'Nhân viên thư viện',
    oldWay: 'Điểm trường lẻ cách trường chính 3 km, các em ít khi mượn được sách.',
    newWay: 'Xe đạp chở hai giá sách đến điểm lẻ mỗi tuần hai buổi, các em tự ghi sổ mượn.',
    benefit: 'Lượt mượn tăng từ 40 lên 310 mỗi tháng.',
  },
];
