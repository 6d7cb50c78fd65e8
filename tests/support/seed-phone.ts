// Fills a phone's database with records as the feed would have brought them. Runs in Node and, bundled, in a page.
import { cardOf } from '../../src/db/cards.ts';
import { putMeta } from '../../src/db/meta.ts';
import type { PersonDb } from '../../src/db/person-db.ts';
import type { Snapshot } from '../../src/shared/wire/down.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hoàng', 'Ngô'] as const;
const middles = ['Thị', 'Văn', 'Thanh', 'Minh', 'Đức', 'Ngọc', 'Quang'] as const;
const given = ['Hoa', 'An', 'Thuỷ', 'Dũng', 'Ửng', 'Hạnh', 'Tâm', 'Phượng', 'Khoa', 'Lan', 'Sơn'] as const;
const deeds = [
  'Trả lại ví tiền nhặt được',
  'Cứu người đuối nước ở sông Đa Độ',
  'Hiến đất mở đường thôn',
  'Giúp hàng xóm dựng lại nhà sau bão',
  'Dạy chữ cho trẻ em khuyết tật',
  'Hiến máu nhân đạo lần thứ mười',
] as const;
const statuses = ['sent', 'received', 'received', 'sent'] as const;

const pick = <T>(from: readonly [T, ...T[]], n: number): T => from[n % from.length] ?? from[0];

/** The n-th of a commune's records: always the same for the same n. */
export function seededSnapshot(n: number, units: readonly string[]): Snapshot {
  const id = idOf(n, 0x2);
  const subject = idOf(n, 0x5);
  const author = { id: idOf(n % 7, 0xb), name: `${pick(families, n)} ${pick(middles, n)} ${pick(given, n)}` };
  const dossier = `NT-2026-${String(n + 1).padStart(4, '0')}`;
  const day = String((n % 28) + 1).padStart(2, '0');
  return {
    id,
    kind: 'nomination',
    v: 1,
    seq: n + 1,
    rev: n + 1,
    revs: {},
    status: pick(statuses, n),
    statusRev: n + 1,
    dossier,
    values: {
      subjectType: 'individual',
      unitId: units[n % units.length] ?? idOf(1, 0xa),
      title: `${pick(deeds, n)} (${n + 1})`,
      happenedOn: `2026-${String((n % 12) + 1).padStart(2, '0')}-${day}`,
      story: 'Em nhặt được ví và mang đến nhờ cô giáo trả lại cho người đánh mất. '.repeat(6).trim(),
    },
    rows: {
      subjects: {
        [subject]: { order: 1, name: `${pick(families, n * 3)} ${pick(middles, n * 5)} ${pick(given, n * 7)}` },
      },
    },
    held: {},
    author,
    events: [
      {
        opId: idOf(n, 0x1),
        rev: n + 1,
        kind: 'create',
        at: '2026-11-05T09:30:00.000Z',
        receivedAt: '2026-11-05T09:31:00.000Z',
        by: author,
      },
    ],
  };
}

/** @param count how many records; @param units whose records they are */
export async function seedPhone(db: PersonDb, count: number, units: readonly string[] = [idOf(1, 0xa)]): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const page = Array.from({ length: Math.min(500, count - from) }, (_, at) => seededSnapshot(from + at, units));
    await db.transaction('rw', db.snapshots, db.cards, db.meta, async () => {
      await db.snapshots.bulkPut(page);
      await db.cards.bulkPut(page.map((snapshot) => cardOf(db.kinds, snapshot)));
    });
  }
  await putMeta(db, 'cursor', { from: count, epoch: 'seeded', scope: 'seeded' });
}

/** UUIDv7-shaped; later n sorts later. `sort` keeps kinds of ids apart. */
function idOf(n: number, sort: number): string {
  const time = (0x0190_0000_0000 + n).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${sort.toString(16).padStart(12, '0')}`;
}
