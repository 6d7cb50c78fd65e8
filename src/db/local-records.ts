// Records with something of this phone in them: operations the feed has not brought back, or that the server has lost with their
// author, and drafts. Mostly few: what a person wrote since the last signal.
import { accentText, searchText } from '../shared/lib/fold.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { recordState } from '../shared/sync/record-state.ts';
import { viewOf } from '../shared/sync/view.ts';
import { lineOf } from './cards.ts';
import type { ListItem } from './live.ts';
import { onlyHere } from './only-here.ts';
import { mergesIn } from './pending-merges.ts';
import type { PersonDb } from './person-db.ts';
import type { DraftRow, SnapshotRow } from './rows.ts';
import { shownOps } from './steps.ts';

/** What of one record is on this phone alone. */
interface Here {
  /** Operations that the feed has not brought back. */
  readonly rows: readonly OutboxRow[];
  /** The server has lost others with their author (S11.6). */
  readonly isLost: boolean;
}

export interface LocalRecord {
  readonly item: ListItem;
  readonly status: string | null;
  readonly folded: string;
  readonly accented: string;
  readonly confirmed: boolean;
}

export async function localRecords(db: PersonDb): Promise<ReadonlyMap<string, LocalRecord>> {
  const [rows, drafts, lost] = await Promise.all([
    db.outbox.orderBy('recordId').toArray(),
    db.drafts.toArray(),
    onlyHere(db),
  ]);
  const byRecord = new Map<string, OutboxRow[]>();
  for (const row of rows) byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), row]);
  const merges = mergesIn(rows);
  const lostIds = new Set(lost.operations.map(({ recordId }) => recordId));
  for (const id of [...merges.keys(), ...lostIds]) byRecord.set(id, byRecord.get(id) ?? []);
  const ids = [...byRecord.keys()];
  const snapshots = ids.length > 0 ? await db.snapshots.bulkGet(ids) : [];
  const local = new Map<string, LocalRecord>();
  ids.forEach((id, at) => {
    const record = fromOutbox(db, id, { rows: byRecord.get(id) ?? [], isLost: lostIds.has(id) }, snapshots[at] ?? null);
    if (record) local.set(id, merges.has(id) ? asMerged(record) : record);
  });
  for (const draft of drafts) {
    if (draft.mode === 'new' && !local.has(draft.recordId)) local.set(draft.recordId, await fromDraft(db, draft));
  }
  return local;
}

function fromOutbox({ kinds }: PersonDb, id: string, here: Here, snapshot: SnapshotRow | null): LocalRecord | null {
  const rows = here.rows.toSorted((a, b) => a.seq - b.seq);
  const view = viewOf(snapshot, shownOps(rows));
  if (view.kind === null) return null; // an operation on a record that has left this phone
  const dossier = snapshot?.dossier ?? null;
  const { folded, accented, firstPhotoId, ...line } = lineOf(kinds, view.kind, view.content, dossier ?? '');
  const state = stateOf(snapshot, { ...here, rows }, view.content);
  return {
    item: { id, kind: view.kind, ...line, state, dossier, thumbPhotoId: firstPhotoId, isDraft: false },
    status: view.status,
    folded,
    accented,
    confirmed: snapshot !== null,
  };
}

/** It became part of another on this phone; the commune has yet to hear of it. */
function asMerged(record: LocalRecord): LocalRecord {
  const state = { type: 'merged', dossier: record.item.dossier ?? '' } as const;
  return { ...record, status: 'merged', item: { ...record.item, state } };
}

/** The state of a record, with what waits or was refused on this phone. */
export function stateOf(snapshot: SnapshotRow | null, { rows, isLost }: Here, content: SnapshotContent) {
  return recordState({
    snapshot,
    content,
    waiting: rows.filter(({ state }) => state === 'waiting').length + Number(isLost),
    refused: rows.find(({ state }) => state === 'attention')?.refusal ?? null,
    onlyDraft: false,
  });
}
type SnapshotContent = Pick<SnapshotRow, 'values' | 'rows'>;

async function fromDraft(db: PersonDb, draft: DraftRow): Promise<LocalRecord> {
  const { title = '', people = [], unitId = null, happenedOn = null } = draft.preview ?? {};
  const photo = await db.photos.where('recordId').equals(draft.recordId).first();
  return {
    item: {
      id: draft.recordId,
      kind: draft.kind,
      title,
      people,
      unitId,
      happenedOn,
      movementId: null,
      state: { type: 'draft' },
      dossier: null,
      thumbPhotoId: photo?.thumb ? photo.id : null,
      isDraft: true,
    },
    status: null,
    folded: searchText(title, ...people),
    accented: accentText(title, ...people),
    confirmed: false,
  };
}
