// As many deeds again as the demo tells, so that fifty nominations of one phone are fifty texts and not the same ones
// twice: a compressor must find nothing in them that it would not find in a village's own. Invented.
import { type DemoDeed, demoDeeds } from '../server/demo/deeds.ts';

const moreDeeds: readonly DemoDeed[] = [
  {
    title: 'Kéo người bị điện giật ra khỏi máy bơm',
    field: 'rescue',
    who: 'adult',
    unforeseen: true,
    story:
      'Đang be bờ thì thấy ông hàng xóm ngã cạnh máy bơm, đã chạy về cúp aptomat, lấy sào tre gạt dây rồi ép tim tới khi có xe cấp cứu. Ông ra viện sau bốn hôm, đi lại bình thường.',
  },
  {
    title: 'Chặn trâu húc trên đê, kéo hai bà cháu xuống rãnh',
    field: 'rescue',
    who: 'adult',
    unforeseen: true,
    story:
      'Con trâu đực sổng mũi lao vào người đi bộ. Anh vung áo mưa nhử nó sang lối khác, đẩy hai bà cháu xuống rãnh cỏ, bản thân bị gãy một xương sườn.',
  },
  {
    title: 'Trả lại nhẫn vàng rơi trong bao thóc xay nhờ',
    field: 'honesty',
    who: 'household',
    unforeseen: true,
    result: ['Vàng trả lại', 'chỉ', 1],
    story:
      'Chủ nhà máy xay sàng cám thì bắt được nhẫn {n} chỉ, lần theo sổ nợ hỏi từng khách trong tuần. Người mất là cô ở xóm Trại, tưởng mất ngoài đồng, không ngờ tìm được.',
  },
  {
    title: 'Báo chuyển khoản nhầm, nhờ ngân hàng hoàn lại',
    field: 'honesty',
    who: 'adult',
    unforeseen: true,
    story:
      'Tài khoản bán rau tự dưng có thêm mười tám triệu từ người lạ trong Nam. Chị ra quỹ tín dụng ngay buổi chiều làm giấy, hôm sau tiền về đúng chủ, khách gọi video khóc cảm ơn.',
  },
  {
    title: 'Cắt tóc không lấy tiền cho trẻ khuyết tật',
    field: 'charity',
    who: 'adult',
    result: ['Lượt cắt tóc', 'lượt', 7],
    story:
      'Cứ mồng một đóng tiệm, xách đồ nghề sang trung tâm bảo trợ cắt tóc, gội đầu, kể chuyện cười. Cháu nào sợ tông đơ thì dùng kéo, có hôm đến tối mịt mới xong.',
  },
  {
    title: 'Gom quần áo ấm gửi bà con vùng lũ Yên Bái',
    field: 'charity',
    who: 'collective',
    group: 'Chợ phiên thiện nguyện phiên',
    result: ['Thùng hàng', 'thùng', 9],
    story:
      'Tiểu thương dọn một gian giữa chợ nhận chăn màn, ủng, mì gói, phân cỡ rồi ghi nhãn từng bao. Xe tải của bác Lượng chở không công lên tận bản, chụp ảnh giao nhận gửi về.',
  },
  {
    title: 'Phá bờ rào xây, nhường lối cho xe rác',
    field: 'community-building',
    who: 'household',
    result: ['Chiều dài tường lùi', 'm', 6],
    story:
      'Khúc cua trước cổng hẹp, xe gom không quay được nên rác ùn lại. Cụ chủ nhà bàn với con trai đập {n}6 mét tường mới xây năm ngoái, trồng lại bằng hàng chè mạn.',
  },
  {
    title: 'Bắc cầu dân sinh thay cống ván mục',
    field: 'community-building',
    who: 'collective',
    group: 'Nhóm thợ hàn xóm',
    result: ['Kinh phí vận động', 'triệu đồng', 15],
    story:
      'Cống gỗ qua kênh N4 gãy ba tấm, học trò phải lội. Anh em thợ tự cắt thép hình cũ, sơn chống gỉ, đổ mặt bê tông lưới, lan can cao ngang ngực; thông xe kịp khai giảng.',
  },
  {
    title: 'Chuyển ruộng trũng sang rươi lúa, chỉ cách cho cả xứ đồng',
    field: 'production',
    who: 'adult',
    result: ['Thu nhập tăng', 'triệu đồng/sào', 4],
    story:
      'Sáu năm bỏ hẳn thuốc sâu, điều nước theo con triều để rươi lên. Nay kèm cặp các nhà giáp ranh, in lịch thủy triều phát không, gọi thương lái Quảng Ninh về ký bao tiêu.',
  },
  {
    title: 'Lập tổ hợp tác sấy cau, trả công người già ngồi bổ',
    field: 'production',
    who: 'collective',
    group: 'Tổ sấy cau số',
    result: ['Lao động thường xuyên', 'lao động', 3],
    story:
      'Mua chung lò hơi cũ, chia ca trông lửa. Mấy cụ yếu chân nhận bổ quả ở nhà, mỗi cân được hai nghìn rưỡi, cuối tháng có đồng mua thuốc, khỏi ngửa tay xin con.',
  },
  {
    title: 'Đổi nghề lưới điện sang nuôi hàu treo dây',
    field: 'production',
    who: 'household',
    story:
      'Vợ chồng nộp kích điện cho đồn biên phòng, vay quỹ hội thả giàn hàu ngoài cửa sông. Lứa đầu trúng, rủ thêm bốn thuyền khác bỏ xung điện, cá con thấy về nhiều.',
  },
  {
    title: 'Sửa xe đạp cũ tặng học trò nhà xa',
    field: 'learning',
    who: 'adult',
    result: ['Xe đã tặng', 'chiếc', 5],
    story:
      'Bác thương binh mua sắt vụn về nắn khung, thay xích líp, sơn lại màu các cháu thích. Tới nay đã trao {n}5 chiếc; cháu nào hỏng săm cứ dắt tới, bác vá chẳng lấy đồng nào.',
  },
  {
    title: 'Dòng họ lập quỹ thưởng con cháu đỗ đại học',
    field: 'learning',
    who: 'collective',
    group: 'Hội đồng gia tộc họ Phạm chi',
    result: ['Suất thưởng', 'suất', 11],
    story:
      'Giỗ tổ rằm tháng giêng, bỏ bớt cỗ bàn lấy tiền mua sổ tiết kiệm khuyến tài. Cháu rể, cháu dâu cũng được xét như nhau, có bảng vàng đặt trang trọng bên nhà thờ.',
  },
  {
    title: 'Hòa giải xong vụ tranh nhau lối thoát nước kéo dài',
    field: 'public-order',
    who: 'adult',
    story:
      'Hai nhà kiện qua kiện lại bảy năm vì rãnh chung. Ông tổ trưởng mượn bản đồ địa chính, ra đo cùng cả đôi bên, thuyết phục mỗi bên bỏ ba gang đất đặt ống phi 200.',
  },
  {
    title: 'Cảnh báo cụ bà sắp rút tiền cho kẻ giả danh tòa án',
    field: 'public-order',
    who: 'adult',
    unforeseen: true,
    story:
      'Thấy bà cụ run rẩy vừa nghe máy vừa xin đóng sổ sớm, cô giao dịch viên giữ lại hỏi han, mời công an tới giải thích. May chưa mất đồng nào trong khoản dưỡng già.',
  },
  {
    title: 'Thu vỏ chai thuốc trừ sâu ngoài đồng đem tiêu hủy',
    field: 'environment',
    who: 'collective',
    group: 'Chi hội Nông dân số',
    result: ['Khối lượng thu gom', 'kg', 18],
    story:
      'Đặt bi xi măng có nắp ở ngã ba bờ vùng, hội viên luân phiên xách bao đi nhặt sau mỗi đợt phun. Vịt thả đồng hết chết lai rai, bà con cũng bỏ thói quen quẳng xuống mương.',
  },
  {
    title: 'Trồng dải bần chắn sóng phía ngoài kè',
    field: 'environment',
    who: 'adult',
    result: ['Số cây sống', 'cây', 230],
    story:
      'Ươm quả rụng trong túi bầu từ tháng tám, chờ nước ròng mới cắm. Trận gió chướng vừa rồi kè đất sau rặng cây không sạt chỗ nào, chim cò kéo đến làm tổ.',
  },
  {
    title: 'Ủ rác bếp bằng giun quế, bày cho từng ngõ',
    field: 'environment',
    who: 'household',
    result: ['Hộ làm theo', 'hộ', 8],
    story:
      'Cô Nhài xếp thùng xốp ba tầng sau chuồng gà, vỏ hoa quả nửa tháng ra phân tơi. Ai tới xin giống cô cũng cho, còn lập nhóm Zalo chụp hình hỏi đáp lúc giun bò ra ngoài.',
  },
  {
    title: 'Khôi phục giải bơi chải đầu xuân sau mười hai năm',
    field: 'culture-sport',
    who: 'collective',
    group: 'Đội thuyền giáp',
    story:
      'Trai đinh tự đóng lại hai chiếc thuyền rồng, mời cụ lão nghệ chỉ nhịp mõ. Mồng tám khai mạc, người xa quê về xem kín bến, không rượu chè, không cá cược.',
  },
  {
    title: 'Dạy võ vật cho thiếu niên tối ba, năm, chủ nhật',
    field: 'culture-sport',
    who: 'adult',
    result: ['Võ sinh', 'em', 13],
    story:
      'Cựu đô vật trải rơm làm sới ngay sân kho, không thu học phí, điều kiện duy nhất là tuần ấy không bị cô phê sổ liên lạc. Năm ngoái có hai em vào đội trẻ thành phố.',
  },
  {
    title: 'Đón cụ cô đơn về ăn Tết cùng nhà mình',
    field: 'family-neighbours',
    who: 'household',
    story:
      'Chiều ba mươi, nhà chị Sáu dọn buồng, đón cụ Tẻo không con cái sang gói bánh, xông đất, mừng tuổi. Hết rằm cụ về lều, hai đứa nhỏ vẫn ngày hai bữa bưng cơm qua.',
  },
  {
    title: 'Trông con giúp mẹ đơn thân đi ca đêm',
    field: 'family-neighbours',
    who: 'adult',
    story:
      'Biết chị công nhân giày da thuê trọ phải làm từ mười giờ tối, bà giáo hưu nhận cháu bé ngủ cùng, sáng đưa lớp mẫu giáo. Hơn năm trời chưa cầm phong bì nào.',
  },
  {
    title: 'Chế máy gieo mạ khay kéo tay từ moay ơ xe cũ',
    field: 'technical-improvement',
    who: 'adult',
    result: ['Công tiết kiệm mỗi mẫu', 'công', 2],
    story:
      'Không biết bản vẽ, chú Quyền mày mò hàn trống gạt bằng ống nhựa, một buổi gieo xong bốn trăm khay. Ai mượn cũng được, chỉ dặn rửa sạch bùn và tra mỡ trước khi trả.',
  },
  {
    title: 'Livestream bán giúp ổi rớt giá cho bà con',
    field: 'digital',
    who: 'adult',
    unforeseen: true,
    result: ['Sản lượng tiêu thụ', 'tạ', 6],
    story:
      'Đầu mối bỏ cọc, ổi chín rụng đầy gốc. Cậu sinh viên về nghỉ giữa kỳ dựng điện thoại ngoài vườn, chốt đơn ba đêm, nhờ xe khách gửi đi Hà Nội, thu về đủ vốn cho các nhà.',
  },
  {
    title: 'Dựng bản đồ số hộ cần hỗ trợ khi có bão',
    field: 'digital',
    who: 'collective',
    group: 'Tổ công nghệ số cộng đồng',
    story:
      'Các bạn trẻ đánh dấu nhà có người liệt, bà bầu, mái tôn yếu, số máy con cháu. Đợt áp thấp tháng chín, xung kích mở ra xem là biết phải khiêng ai trước, khỏi hỏi vòng.',
  },
  {
    title: 'Đưa đò miễn phí qua bến lở mùa nước lớn',
    field: 'public-service',
    who: 'adult',
    result: ['Chuyến đò', 'chuyến', 40],
    story:
      'Cầu phao tháo sửa, ông lái cá lấy thuyền nhà chở công nhân với học sinh sang sông, sắm đủ áo phao, cấm chen lấn. Dầu máy tự bỏ, ai ép lắm mới nhận mớ rau.',
  },
  {
    title: 'Tìm được phần mộ liệt sĩ cho ba gia đình',
    field: 'defence',
    who: 'adult',
    story:
      'Lần theo nhật ký đơn vị và sơ đồ chép tay, bác cựu binh đi Quảng Trị năm chuyến, đối chiếu mẫu ADN, cùng thân nhân rước các anh về nghĩa trang quê vào dịp giỗ trận.',
  },
  {
    title: 'Vận động người nghiện bỏ rượu, mở xưởng chổi đót',
    field: 'health',
    who: 'adult',
    result: ['Người đã bỏ', 'người', 1],
    story:
      'Từng say triền miên, anh Vinh cai được rồi quay lại kéo bạn nhậu. Sáng tập thở, ngày bó chổi, tối đọc báo chung; vợ con họ nay tới phụ việc, bếp lại đỏ lửa.',
  },
];

/** What a village records; pupils' deeds are a school's. */
export const villageDeeds: readonly DemoDeed[] = [...demoDeeds.filter(({ who }) => who !== 'pupil'), ...moreDeeds];
