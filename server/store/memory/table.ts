// A table in memory that can be taken back: every change notes how to undo it.

/** Undoes the changes made since a mark, newest first. */
export class Journal {
  #undo: (() => void)[] = [];

  note(undo: () => void): void {
    this.#undo.push(undo);
  }

  mark(): number {
    return this.#undo.length;
  }

  rollbackTo(mark: number): void {
    for (const undo of this.#undo.splice(mark).reverse()) undo();
  }

  forget(): void {
    this.#undo = [];
  }
}

/** Rows are plain values and never changed in place, so an old one can be put back as it was. */
export class MemoryTable<Row> {
  readonly #rows = new Map<string, Row>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  entries(): [string, Row][] {
    return [...this.#rows];
  }

  fill(from: MemoryTable<Row>): void {
    for (const [key, row] of from.#rows) this.#rows.set(key, row);
  }

  set(key: string, row: Row): void {
    const before = this.#rows.get(key);
    this.#journal.note(before === undefined ? () => this.#rows.delete(key) : () => this.#rows.set(key, before));
    this.#rows.set(key, row);
  }

  /** As a table does: a second row under one key is a bug. */
  add(key: string, row: Row): void {
    if (this.#rows.has(key)) throw new Error('UNIQUE constraint failed');
    this.set(key, row);
  }
}
