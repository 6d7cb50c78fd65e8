// The 24 fields with codes that a provincial emulation-and-reward system imports from Excel (secondary source). Used by exports only.
import * as z from 'zod/mini';
import { rowName, rowWith } from './row.ts';

export const officialFieldSchema = z.strictObject({
  code: z.string().check(z.regex(/^\d{4}$/)),
  name: rowName,
});
export type OfficialField = z.infer<typeof officialFieldSchema>;

export const officialFields: readonly OfficialField[] = [
  { code: '0001', name: 'An ninh – Quốc phòng' },
  { code: '0002', name: 'Công nghiệp – Thương mại' },
  { code: '0003', name: 'Giáo dục – Đào tạo' },
  { code: '0004', name: 'Giao thông vận tải' },
  { code: '0005', name: 'N/A' },
  { code: '0006', name: 'Khoa học – Công nghệ' },
  { code: '0007', name: 'Nông nghiệp – Nông thôn' },
  { code: '0008', name: 'Tài chính – Ngân hàng' },
  { code: '0009', name: 'Báo chí – Thông tin – Truyền thông' },
  { code: '0010', name: 'Văn hóa – Thể thao – Du lịch' },
  { code: '0011', name: 'Xây dựng' },
  { code: '0012', name: 'Y tế' },
  { code: '0013', name: 'Quản lý Nhà nước' },
  { code: '0014', name: 'Kinh tế – Xã hội' },
  { code: '0015', name: 'Ngoại giao' },
  { code: '0016', name: 'Tôn giáo – Tín ngưỡng' },
  { code: '0017', name: 'Tư pháp – Thanh tra – Tòa án – Kiểm sát' },
  { code: '0018', name: 'Tài nguyên – Môi trường' },
  { code: '0019', name: 'Lao động, Thương binh và Xã hội' },
  { code: '0020', name: 'Các tổ chức Hội và Đoàn thể' },
  { code: '0021', name: 'Bảo hiểm xã hội' },
  { code: '0022', name: 'Các cơ quan, tổ chức Đảng' },
  { code: '0023', name: 'Cơ quan lập pháp' },
  { code: '0024', name: 'Kế hoạch – Đầu tư' },
];

export const officialFieldByCode = (code: string) => rowWith(officialFields, 'code', code);
