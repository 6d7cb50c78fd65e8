// How a conflict ended, behind the name of who ended it.
import { disputes, endings } from '../../i18n/vi/disputes.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { Conflict } from '../../shared/wire/down.ts';

/** "chọn bản của Phạm Thị Dung"; null where nobody told how. */
export function endingWords({ field, resolution, author, keptBy }: Conflict): string | null {
  if (!resolution) return null;
  const isRow = field.split('/').length === 2;
  if (isRow && resolution.choice !== 'new') return endings.row[resolution.choice];
  switch (resolution.choice) {
    case 'kept':
      return keptBy ? endings.of(keptBy.name) : endings.kept;
    case 'other':
      return endings.of(author.name || disputes.somebody);
    case 'new':
      return endings.new;
    default:
      return unreachable(resolution.choice);
  }
}
