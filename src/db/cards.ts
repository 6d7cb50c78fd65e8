// A snapshot as a line of a list. Written in the transaction that stores the snapshot, so that lists never open records.
import type { KindTable } from '../shared/domain/kind.ts';
import { type RecordContent, rowsInOrder } from '../shared/domain/record.ts';
import { accentText, searchText } from '../shared/lib/fold.ts';
import { recordState } from '../shared/sync/record-state.ts';
import type { CardRow, SnapshotRow } from './rows.ts';

export function cardOf(kinds: KindTable, snapshot: SnapshotRow): CardRow {
  const content: RecordContent = { values: snapshot.values, rows: snapshot.rows };
  const line = lineOf(kinds, snapshot.kind, content, snapshot.dossier);
  const photos = rowsInOrder(content, 'photos');
  return {
    id: snapshot.id,
    kind: snapshot.kind,
    ...line,
    status: snapshot.status,
    dossier: snapshot.dossier,
    seq: snapshot.seq,
    photos: photos.length,
    photosHeld: photos.filter(({ id }) => snapshot.held[id] === 'both' || snapshot.held[id] === 'full').length,
    authorId: snapshot.author.id,
    state: recordState({ snapshot, content, waiting: 0, refused: null, onlyDraft: false }),
  };
}

/** What a list shows and a search looks in, of confirmed content or of what waits on this phone. */
export function lineOf(kinds: KindTable, kind: string, content: RecordContent, dossier: string) {
  const { title, people } = kinds[kind]?.headline(content) ?? { title: '', people: [] };
  return {
    title,
    people,
    unitId: stringOf(content.values.unitId),
    movementId: stringOf(content.values.movementId),
    happenedOn: stringOf(content.values.happenedOn),
    firstPhotoId: rowsInOrder(content, 'photos')[0]?.id ?? null,
    folded: searchText(title, ...people, dossier),
    accented: accentText(title, ...people, dossier),
  };
}

const stringOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
