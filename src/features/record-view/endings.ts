// How a conflict ended, behind the name of who ended it.
import { disputes, endings } from '../../i18n/vi/disputes.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { Conflict, RecordEvent } from '../../shared/wire/down.ts';

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

/** The conflict that a choice ended: both carry the commune's number at which it was chosen. */
export function chosenIn(
  { command, rev }: Pick<RecordEvent, 'command' | 'rev'>,
  conflicts: readonly Conflict[],
): Conflict | undefined {
  if (command !== 'resolve') return undefined;
  return conflicts.find(({ seq, resolvedBy }) => resolvedBy !== null && seq === rev);
}
