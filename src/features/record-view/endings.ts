// How a conflict ended, behind the name of who ended it.
import { disputes, endings } from '../../i18n/vi/disputes.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { Conflict, RecordEvent } from '../../shared/wire/down.ts';

/** "chọn bản của Phạm Thị Dung"; null where nobody told how. */
export function endingWords({ field, resolution, author, device, keptBy }: Conflict): string | null {
  if (!resolution) return null;
  const isRow = field.split('/').length === 2;
  if (isRow && resolution.choice !== 'new') return endings.row[resolution.choice];
  const isOfOne = keptBy?.id === author.id && keptBy.device !== device;
  switch (resolution.choice) {
    case 'kept':
      return keptBy ? ofWhom(keptBy.name, isOfOne ? keptBy.device : undefined) : endings.kept;
    case 'other':
      return ofWhom(author.name || disputes.somebody, isOfOne ? device : undefined);
    case 'new':
      return endings.new;
    default:
      return unreachable(resolution.choice);
  }
}

const ofWhom = (name: string, device: string | undefined): string =>
  device === undefined ? endings.of(name) : endings.ofDevice(name, device);

/** The conflict that a choice ended: both carry the commune's number at which it was chosen. */
export function chosenIn(
  { command, rev }: Pick<RecordEvent, 'command' | 'rev'>,
  conflicts: readonly Conflict[],
): Conflict | undefined {
  if (command !== 'resolve') return undefined;
  return conflicts.find(({ seq, resolvedBy }) => resolvedBy !== null && seq === rev);
}
