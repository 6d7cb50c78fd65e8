// An invented commune: its units and its people. Nobody here exists.
import type { UnitTypeKey } from '../../src/shared/domain/catalogues/unit-types.ts';
import type { Role } from '../../src/shared/domain/role.ts';

export const demoCommune = { name: 'xã Sen Hồng (mẫu)', gsoCode: null, province: 'thành phố Hải Phòng' } as const;

export interface DemoUnit {
  readonly name: string;
  readonly type: UnitTypeKey;
  /** Who records there, and in which role. */
  readonly recorder: string;
  readonly role: Extract<Role, 'submitter' | 'unit-head'>;
}

export const demoUnits: readonly DemoUnit[] = [
  { name: 'Thôn Đoài', type: 'village', recorder: 'Phạm Văn Khải', role: 'unit-head' },
  { name: 'Thôn Đông Hạ', type: 'village', recorder: 'Vũ Thị Thơm', role: 'unit-head' },
  { name: 'Thôn Cẩm Hoàn', type: 'village', recorder: 'Đặng Hữu Lộc', role: 'submitter' },
  { name: 'Thôn Kim Đới', type: 'village', recorder: 'Ngô Thị Huyền', role: 'unit-head' },
  { name: 'Thôn Mai Dương', type: 'village', recorder: 'Bùi Đức Thuận', role: 'unit-head' },
  { name: 'Tổ dân phố Cầu Đen', type: 'residential-group', recorder: 'Hoàng Thị Lý', role: 'unit-head' },
  { name: 'Tổ dân phố Hồ Sen', type: 'residential-group', recorder: 'Đỗ Quang Vinh', role: 'submitter' },
  { name: 'Trường Mầm non Sen Hồng', type: 'kindergarten', recorder: 'Lương Thị Ngọc', role: 'submitter' },
  { name: 'Trường Tiểu học Sen Hồng', type: 'primary-school', recorder: 'Trịnh Thị Hạnh', role: 'unit-head' },
  { name: 'Trường THCS Sen Hồng', type: 'lower-secondary-school', recorder: 'Nguyễn Mạnh Cường', role: 'submitter' },
  { name: 'Trạm Y tế xã', type: 'agency', recorder: 'Mai Thị Quyên', role: 'submitter' },
  { name: 'Hội Liên hiệp Phụ nữ xã', type: 'organisation', recorder: 'Tạ Thị Bích', role: 'submitter' },
];

/** Those who work for the whole commune. The first founds it. */
export const demoOffice: readonly { readonly name: string; readonly role: Role }[] = [
  { name: 'Lê Minh Hòa', role: 'admin' },
  { name: 'Trần Thị Thu Hằng', role: 'officer' },
  { name: 'Nguyễn Văn Bảo', role: 'leader' },
  { name: 'Phan Thị Kim Oanh', role: 'council' },
];

interface Name {
  readonly name: string;
  readonly honorific: string;
  readonly gender: 'female' | 'male';
  readonly birth: string;
}

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Dương',
  'Lý',
  'Đinh',
  'Trịnh',
  'Lưu',
  'Phùng',
];
const women = [
  'Thị Mận',
  'Thị Ngát',
  'Thị Hồng Vân',
  'Thu Trang',
  'Thị Lụa',
  'Khánh Linh',
  'Thị Dung',
  'Thị Ửng',
  'Minh Thư',
  'Thị Yến',
];
const men = [
  'Văn Toản',
  'Đức Mạnh',
  'Văn Hậu',
  'Quốc Việt',
  'Bá Thành',
  'Gia Huy',
  'Văn Đức',
  'Hữu Nghĩa',
  'Minh Quân',
  'Văn Sỹ',
];

/** The n-th of 160 invented grown-ups or pupils; the same n is always the same person. */
export function demoPerson(n: number, pupil: boolean): Name {
  const female = n % 2 === 0;
  const given = (female ? women : men)[Math.floor(n / 2) % 10] ?? 'Văn An';
  const family = families[(n * 7) % families.length] ?? 'Nguyễn';
  const year = pupil ? 2011 + (n % 5) : 1950 + ((n * 11) % 50);
  return {
    name: `${family} ${given}`,
    honorific: pupil ? 'em' : year < 1975 ? (female ? 'ba' : 'ong') : female ? 'chi' : 'anh',
    gender: female ? 'female' : 'male',
    birth: `${year}`,
  };
}
