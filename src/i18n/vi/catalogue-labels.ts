// The name of every field a person fills.

/** By path without row ids: `title`, `subjects.name`; a set by its own name. */
export const nominationFieldLabels: Readonly<Record<string, string>> = {
  subjectType: 'Loại đối tượng',
  unitId: 'Đơn vị',
  title: 'Việc gì',
  happenedOn: 'Ngày',
  activityField: 'Lĩnh vực',
  place: 'Địa điểm',
  story: 'Bài viết về việc tốt',
  beyondDuty: 'Có vượt ngoài nhiệm vụ được giao không',
  unforeseen: 'Có bất ngờ, không báo trước không',
  movementId: 'Phong trào',
  source: 'Nguồn tin',
  sourceNote: 'Ai báo tin',
  proposal: 'Đề nghị',
  realPerson: 'Người thật',
  realDeed: 'Việc thật',
  realEffect: 'Hiệu quả thật',
  subjects: 'Người được nêu gương',
  'subjects.subjectId': 'Mã người được nêu gương',
  'subjects.honorific': 'Xưng hô',
  'subjects.name': 'Tên',
  'subjects.birth': 'Năm sinh',
  'subjects.gender': 'Giới tính',
  'subjects.position': 'Chức vụ, nghề nghiệp hoặc lớp',
  'subjects.classification': 'Phân loại',
  'subjects.address': 'Địa chỉ',
  'subjects.phone': 'Điện thoại',
  'subjects.nationalId': 'Số định danh',
  results: 'Kết quả',
  'results.indicator': 'Kết quả gì',
  'results.amount': 'Số lượng',
  'results.measure': 'Đơn vị tính',
  confirmers: 'Người xác nhận',
  'confirmers.name': 'Tên người xác nhận',
  'confirmers.position': 'Chức danh người xác nhận',
  'confirmers.method': 'Cách xác nhận',
  consents: 'Sự đồng ý',
  'consents.purpose': 'Mục đích',
  'consents.subject': 'Người được nêu gương',
  'consents.given': 'Có đồng ý không',
  'consents.signer': 'Người ký',
  'consents.relation': 'Quan hệ',
  'consents.phone': 'Điện thoại người ký',
  'consents.signedOn': 'Ngày ký',
  'consents.childAgrees': 'Em đồng ý',
  photos: 'Ảnh',
  'photos.caption': 'Chú thích ảnh',
  'photos.photographer': 'Người chụp',
  'photos.takenAt': 'Giờ chụp',
  'photos.takenOn': 'Ngày chụp',
  'photos.role': 'Loại ảnh',
};

export const initiativeFieldLabels: Readonly<Record<string, string>> = {
  unitId: 'Đơn vị',
  title: 'Tên sáng kiến',
  happenedOn: 'Ngày áp dụng lần đầu',
  activityField: 'Lĩnh vực',
  oldWay: 'Cách làm cũ',
  newWay: 'Cách làm mới',
  benefit: 'Lợi ích',
  movementId: 'Phong trào',
  sourceNote: 'Ai báo tin',
  authors: 'Tác giả',
  'authors.subjectId': 'Mã tác giả',
  'authors.honorific': 'Xưng hô',
  'authors.name': 'Tên tác giả',
  'authors.birth': 'Năm sinh',
  'authors.position': 'Chức vụ, nghề nghiệp',
  'authors.classification': 'Phân loại',
  'authors.phone': 'Điện thoại',
  'authors.share': 'Tỷ lệ đóng góp',
  photos: 'Ảnh',
  'photos.caption': 'Chú thích ảnh',
  'photos.photographer': 'Người chụp',
  'photos.takenAt': 'Giờ chụp',
  'photos.takenOn': 'Ngày chụp',
  'photos.role': 'Loại ảnh',
};

const byKind: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nomination: nominationFieldLabels,
  initiative: initiativeFieldLabels,
};

/** Name of the field at `title`, `subjects` or `subjects/<id>/name`. What a photo's bytes say of it (hash, size) is called a photo. */
export function fieldLabel(kind: string, path: string): string {
  const [first = '', , last] = path.split('/');
  const key = last === undefined ? first : `${first}.${last}`;
  const labels = byKind[kind];
  return labels?.[key] ?? labels?.[first] ?? path;
}
