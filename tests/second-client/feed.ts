// What the feed has confirmed, and where it stands (S4, S10).
import type { Conflict, Cursor, Page, Snapshot, Unit } from './wire.ts';

export class Feed {
  cursor: Cursor = { from: 0, epoch: null, scope: null };
  readonly records = new Map<string, Snapshot>();
  readonly conflicts = new Map<string, Conflict>();
  readonly units = new Map<string, Unit>();

  /** Takes a page that answers `sent`. False: another page was quicker, and this one means nothing any more. */
  take(sent: Cursor, page: Page): boolean {
    const { cursor } = this;
    if (sent.from !== cursor.from || sent.epoch !== cursor.epoch || sent.scope !== cursor.scope) return false;
    if (!page.restart && page.from !== sent.from) return false;
    if (page.restart) for (const part of [this.records, this.conflicts, this.units]) part.clear();
    for (const record of page.records) {
      if ((this.records.get(record.id)?.seq ?? -1) <= record.seq) this.records.set(record.id, record);
    }
    for (const { id, seq } of page.tombstones) if ((this.records.get(id)?.seq ?? seq) < seq) this.#drop(id);
    for (const conflict of page.conflicts) this.conflicts.set(conflict.id, conflict);
    for (const unit of page.units) this.units.set(unit.id, unit);
    this.cursor = { from: page.next, epoch: page.epoch, scope: page.scope };
    return true;
  }

  #drop(recordId: string): void {
    this.records.delete(recordId);
    for (const { id, recordId: of } of this.conflicts.values()) if (of === recordId) this.conflicts.delete(id);
  }

  /** S5: what was answered with this number is in what the feed brought. */
  has(recordId: string, rev: number): boolean {
    return (this.records.get(recordId)?.seq ?? -1) >= rev || this.cursor.from >= rev;
  }
}
