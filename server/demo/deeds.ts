// Good deeds as a village head would put them down. Invented; {n} is a number that differs from record to record.
import type { ActivityFieldKey } from '../../src/shared/domain/catalogues/fields-of-activity.ts';

export interface DemoDeed {
  readonly title: string;
  readonly field: ActivityFieldKey;
  readonly who: 'adult' | 'pupil' | 'collective' | 'household';
  /** A name for those who are no single person. */
  readonly group?: string;
  readonly story: string;
  /** What it brought: indicator, measure, and the amount for n = 1. */
  readonly result?: readonly [indicator: string, measure: string, amount: number];
  readonly unforeseen?: true;
}

export const demoDeeds: readonly DemoDeed[] = [
  {
    title: 'Nhặt được ví {n} triệu đồng, trả lại người mất',
    field: 'honesty',
    who: 'adult',
    unforeseen: true,
    result: ['Số tiền trả lại', 'triệu đồng', 1],
    story:
      'Trên đường đi chợ về nhặt được chiếc ví có {n} triệu đồng cùng giấy tờ tùy thân. Đã mang ngay đến nhà trưởng thôn nhờ tìm người đánh rơi. Sau một giờ, chủ ví là khách đi chợ phiên đến nhận lại đủ tiền và giấy tờ, xin gửi lời cảm ơn bà con trong thôn.',
  },
  {
    title: 'Học sinh nhặt được điện thoại nộp lại nhà trường',
    field: 'honesty',
    who: 'pupil',
    unforeseen: true,
    story:
      'Giờ ra chơi em nhặt được chiếc điện thoại ở gần nhà xe và nộp ngay cho cô tổng phụ trách. Nhà trường đã tìm được phụ huynh đánh rơi để trao lại trong buổi chào cờ.',
  },
  {
    title: 'Lao xuống ao cứu {n} cháu nhỏ bị đuối nước',
    field: 'rescue',
    who: 'adult',
    unforeseen: true,
    result: ['Số người được cứu', 'cháu', 1],
    story:
      'Khoảng 15 giờ, nghe tiếng kêu ở bờ ao cuối làng, đã bỏ xe chạy tới, nhảy xuống đưa {n} cháu lên bờ và sơ cứu. Các cháu được chuyển đến Trạm Y tế, sức khỏe ổn định.',
  },
  {
    title: 'Dập đám cháy bếp nhà hàng xóm giữa trưa',
    field: 'rescue',
    who: 'adult',
    unforeseen: true,
    story:
      'Thấy khói bốc ra từ gian bếp nhà bên, đã ngắt cầu dao, dùng chăn ướt và bình cứu hỏa của thôn dập lửa trước khi cháy lan sang đống rơm. Không ai bị thương.',
  },
  {
    title: 'Hiến {n}0 m² đất mở rộng đường thôn',
    field: 'community-building',
    who: 'household',
    result: ['Diện tích đất hiến', 'm²', 10],
    story:
      'Khi thôn làm đường bê tông, gia đình tự nguyện lùi tường rào, hiến {n}0 m² đất ở và chặt hàng cây ăn quả lâu năm, không nhận bồi thường. Nhờ đó xe cứu thương và xe chở lúa vào được tận ngõ.',
  },
  {
    title: 'Bà con góp {n}0 ngày công đổ bê tông ngõ xóm',
    field: 'community-building',
    who: 'collective',
    group: 'Tổ tự quản số',
    result: ['Ngày công đóng góp', 'công', 10],
    story:
      'Các hộ trong ngõ cùng góp tiền mua xi măng, góp {n}0 ngày công san nền và đổ bê tông đoạn ngõ lầy lội nhiều năm nay. Người già nấu nước, trẻ em quét dọn, ba ngày thì xong.',
  },
  {
    title: 'Mỗi sáng thứ bảy quét đường làng, trồng hoa',
    field: 'environment',
    who: 'collective',
    group: 'Chi hội Phụ nữ số',
    result: ['Chiều dài đường hoa', 'm', 120],
    story:
      'Chị em trong chi hội thay nhau quét đường, nhổ cỏ, trồng hoa mười giờ và chiều tím dọc đường trục. Rác được phân loại ngay tại ngõ, đoạn đường trước đây hay bị đổ trộm phế thải nay sạch sẽ.',
  },
  {
    title: 'Tự bỏ tiền vớt bèo, khơi thông mương nội đồng',
    field: 'environment',
    who: 'adult',
    result: ['Chiều dài mương khơi thông', 'm', 150],
    story:
      'Trước mùa mưa, đã tự thuê thêm {n} người và dùng thuyền nhỏ của gia đình vớt bèo tây, dọn rác ở mương tiêu. Ruộng của cả xóm không còn bị ngập sau trận mưa lớn đầu vụ.',
  },
  {
    title: 'Hiến máu tình nguyện lần thứ {n}',
    field: 'charity',
    who: 'adult',
    result: ['Số lần hiến máu', 'lần', 1],
    story:
      'Nhiều năm nay đều đặn tham gia hiến máu, đến đợt này là lần thứ {n}. Còn vận động thêm vợ con và bạn bè cùng tham gia, sẵn sàng hiến khi bệnh viện gọi đột xuất.',
  },
  {
    title: 'Nấu cháo miễn phí cho bệnh nhân mỗi tuần',
    field: 'charity',
    who: 'collective',
    group: 'Nhóm thiện nguyện Tâm Sen',
    result: ['Suất cháo mỗi tuần', 'suất', 40],
    story:
      'Nhóm góp gạo, góp công nấu cháo mỗi sáng chủ nhật gửi bệnh nhân nghèo điều trị dài ngày. Tiền mua thịt do các thành viên tự góp, sổ thu chi công khai ở nhà văn hóa.',
  },
  {
    title: 'Nhận đỡ đầu {n} cháu mồ côi đến hết lớp 9',
    field: 'charity',
    who: 'adult',
    result: ['Số cháu được đỡ đầu', 'cháu', 1],
    story:
      'Nhận hỗ trợ mỗi tháng 500 nghìn đồng và sách vở cho {n} cháu có hoàn cảnh đặc biệt khó khăn, cam kết đến khi các cháu học hết lớp 9. Hằng tuần còn đón các cháu về ăn cơm cùng gia đình.',
  },
  {
    title: 'Hai mươi năm chăm mẹ chồng nằm liệt',
    field: 'family-neighbours',
    who: 'adult',
    story:
      'Mẹ chồng bị tai biến nằm một chỗ, một mình chăm sóc từng bữa ăn giấc ngủ, vẫn nuôi hai con ăn học. Bà con trong xóm ai cũng lấy làm gương để dạy con cháu.',
  },
  {
    title: 'Giúp nhà neo người gặt lúa chạy bão',
    field: 'family-neighbours',
    who: 'collective',
    group: 'Chi đoàn thanh niên số',
    unforeseen: true,
    result: ['Diện tích gặt giúp', 'sào', 2],
    story:
      'Nghe tin bão đổi hướng, chi đoàn huy động {n} đoàn viên gặt giúp các hộ neo người và gia đình chính sách ngay trong đêm. Lúa được đưa vào nhà văn hóa trước khi mưa lớn.',
  },
  {
    title: 'Dạy nghề đan cói cho {n} chị em lúc nông nhàn',
    field: 'production',
    who: 'adult',
    result: ['Số người có thêm việc', 'người', 1],
    story:
      'Mở tổ đan cói tại nhà, dạy nghề không lấy tiền cho {n} chị em. Mỗi người có thêm khoảng 2 triệu đồng một tháng, ba hộ đã ra khỏi danh sách hộ cận nghèo.',
  },
  {
    title: 'Cho mượn giống, giúp {n} hộ nuôi gà đồi',
    field: 'production',
    who: 'household',
    result: ['Số hộ được giúp', 'hộ', 1],
    story:
      'Gia đình cho {n} hộ mượn gà giống, hướng dẫn ủ đệm sinh học và tiêm phòng, đến lứa xuất chuồng mới nhận lại vốn. Các hộ đều có lãi ngay lứa đầu.',
  },
  {
    title: 'Mở tủ sách và lớp học hè miễn phí tại nhà',
    field: 'learning',
    who: 'adult',
    result: ['Số em đến đọc sách', 'em', 8],
    story:
      'Là giáo viên nghỉ hưu, dành gian nhà ngang làm tủ sách, kèm Toán và Tiếng Việt cho các em trong ba tháng hè. Các em còn được dạy bơi và kỹ năng phòng đuối nước.',
  },
  {
    title: 'Vượt khó, đạt giải Nhì học sinh giỏi cấp thành phố',
    field: 'learning',
    who: 'pupil',
    story:
      'Bố mất sớm, mẹ đi làm xa, em ở với bà, sáng bán rau cùng bà rồi mới đến lớp. Em tự học qua sách mượn của thư viện trường và đạt giải Nhì môn Ngữ văn.',
  },
  {
    title: 'Cõng bạn đến trường suốt {n} năm học',
    field: 'learning',
    who: 'pupil',
    story:
      'Bạn cùng lớp đi lại khó khăn, {n} năm nay em đến đón và cõng bạn lên tầng hai mỗi ngày, kể cả hôm mưa rét. Hai em đều là học sinh tiên tiến.',
  },
  {
    title: 'Phát hiện và báo tin kẻ trộm xe cho công an xã',
    field: 'public-order',
    who: 'adult',
    unforeseen: true,
    story:
      'Thấy người lạ dắt xe máy không nổ máy lúc rạng sáng, đã bình tĩnh bám theo, gọi điện báo công an xã. Lực lượng chức năng bắt giữ đối tượng và trả lại xe cho gia đình bị mất.',
  },
  {
    title: 'Lắp {n} mắt camera an ninh cho ngõ',
    field: 'public-order',
    who: 'household',
    result: ['Số mắt camera', 'mắt', 1],
    story:
      'Gia đình tự bỏ kinh phí lắp {n} mắt camera ở đầu ngõ, cho tổ tự quản cùng xem. Từ đó trong ngõ không xảy ra mất trộm, việc đổ rác trộm cũng chấm dứt.',
  },
  {
    title: 'Giúp {n} cụ cao tuổi cài VNeID, nhận lương hưu qua thẻ',
    field: 'digital',
    who: 'adult',
    result: ['Số cụ được hướng dẫn', 'cụ', 5],
    story:
      'Thành viên tổ công nghệ số đến từng nhà hướng dẫn các cụ cài định danh điện tử, nhận lương hưu qua tài khoản, không mất công ra bưu điện xếp hàng.',
  },
  {
    title: 'Giữ đội chèo của làng, dạy các cháu hát',
    field: 'culture-sport',
    who: 'collective',
    group: 'Câu lạc bộ chèo số',
    story:
      'Câu lạc bộ tập đều tối thứ sáu, phục dựng được ba trích đoạn cổ và dạy hơn chục cháu thiếu nhi. Hội làng năm nay có hai tối diễn không bán vé.',
  },
  {
    title: 'Trực chốt giúp dân sơ tán trong đêm bão',
    field: 'public-service',
    who: 'collective',
    group: 'Tổ xung kích phòng chống thiên tai số',
    unforeseen: true,
    result: ['Số hộ được sơ tán', 'hộ', 6],
    story:
      'Trong đêm bão, tổ chia nhau gõ cửa từng nhà ven đê, dìu người già, bế trẻ nhỏ đến trường học. Đến nửa đêm toàn bộ các hộ trong vùng nguy hiểm đã ở nơi an toàn.',
  },
  {
    title: 'Khám và phát thuốc miễn phí cho người cao tuổi',
    field: 'health',
    who: 'collective',
    group: 'Nhóm y, bác sĩ tình nguyện số',
    result: ['Số người được khám', 'người', 30],
    story:
      'Nhóm y, bác sĩ quê ở xã về khám huyết áp, đường huyết, phát thuốc cho các cụ, phát hiện nhiều ca tăng huyết áp cần điều trị và lập sổ theo dõi tại trạm.',
  },
  {
    title: 'Sửa nhà tình nghĩa cho mẹ liệt sĩ',
    field: 'defence',
    who: 'collective',
    group: 'Hội Cựu chiến binh thôn, chi hội số',
    result: ['Ngày công', 'công', 12],
    story:
      'Các cựu chiến binh góp công thợ lợp lại mái, lát nền, sửa bếp cho mẹ liệt sĩ sống một mình trước Ngày Thương binh - Liệt sĩ. Vật liệu do hội viên và bà con ủng hộ.',
  },
];
