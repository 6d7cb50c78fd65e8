// How a conflict ended, behind the name of who ended it.
import type { RecordPage } from '../../db/live.ts';
import { disputes, endings } from '../../i18n/vi/disputes.ts';
import { parsePath, valueAt } from '../../shared/domain/kind.ts';
import { isBlank } from '../../shared/domain/record.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { Conflict, RecordEvent } from '../../shared/wire/down.ts';
import { changes } from './disputes.ts';

export type EndedPage = Pick<RecordPage, 'view' | 'events' | 'local'>;

/**
 * "chọn bản của Phạm Thị Dung"; null where nobody told how.
 * @param reader whose own version is called "bạn"; left out: everybody by name.
 */
export function endingWords(conflict: Conflict, page: EndedPage, reader?: string): string | null {
  const { field, resolution, author, device, keptBy } = conflict;
  if (!resolution) return null;
  const isRow = field.split('/').length === 2;
  if (isRow && resolution.choice !== 'new') return endings.row[resolution.choice];
  const nameOf = ({ id, name }: Conflict['author']) => (id === reader ? disputes.youToo : name || disputes.somebody);
  const isOfOne = keptBy?.id === author.id && keptBy.device !== device;
  switch (resolution.choice) {
    case 'kept':
      return keptBy ? ofWhom(nameOf(keptBy), isOfOne ? keptBy.device : undefined) : endings.kept;
    case 'other':
      return ofWhom(nameOf(author), isOfOne ? device : undefined);
    case 'new':
      return isLeftEmpty(conflict, page) ? endings.empty : endings.new;
    default:
      return unreachable(resolution.choice);
  }
}

/** True where it was written anew as nothing. An end tells no words: it is read off the record while nobody wrote there since. */
export function isLeftEmpty({ field, seq, resolution }: Conflict, { view, events, local }: EndedPage): boolean {
  const path = parsePath(field);
  if (resolution?.choice !== 'new' || path === null) return false;
  if (path.type === 'row' && view.rows[path.set]?.[path.rowId] === undefined) return false;
  const isWrittenSince =
    events.some(({ rev, fields }) => rev > seq && fields?.includes(field)) ||
    local.some(({ op }) => changes(op, field));
  return !isWrittenSince && isBlank(valueAt(view, field));
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
