// What travels, as this client reads the specification. Its own words on purpose: nothing is taken from the app.
export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;
export type Row = Values & { readonly order: number };
export type Rows = Readonly<Record<string, Readonly<Record<string, Row>>>>;
export type Bases = Readonly<Record<string, number>>;
export type NewRows = Readonly<Record<string, readonly { id: string; order: number; values: Values }[]>>;

export interface Command {
  readonly name: string;
  readonly expectStatus: string;
  readonly expectRev: number;
  readonly note?: string;
  readonly marks?: readonly string[];
  readonly merge?: { from: string; fromRev: number; patch: Values; base: Bases };
  readonly resolve?: {
    conflictId: string;
    field: string;
    choice: 'kept' | 'other' | 'new';
    value: Value;
    base: number;
  };
}

export type Deed =
  | { readonly kind: 'create'; readonly body: { type: string; patch: Values; rows: NewRows } }
  | { readonly kind: 'patch'; readonly body: { patch: Values; base: Bases } }
  | { readonly kind: 'setAdd'; readonly body: { rows: NewRows } }
  | { readonly kind: 'setRemove'; readonly body: { rows: Readonly<Record<string, readonly string[]>>; base: Bases } }
  | { readonly kind: 'command'; readonly body: { command: Command } }
  | { readonly kind: 'withdraw'; readonly body: { expectRev: number; reason?: string } };

export type Operation = Deed & {
  readonly opId: string;
  readonly seq: number;
  readonly recordId: string;
  readonly v: number;
  readonly at: string;
};

export type Answer = { readonly opId: string; readonly repeated?: true } & (
  | { readonly type: 'applied'; readonly rev: number; readonly dossier?: string }
  | { readonly type: 'conflict'; readonly rev: number; readonly fields: readonly string[] }
  | {
      readonly type: 'rejected';
      readonly code: string;
      readonly fieldErrors?: readonly { path: string; code: string }[];
    }
  | { readonly type: 'blocked'; readonly by: string }
);

export interface Snapshot {
  readonly id: string;
  readonly kind: string;
  readonly seq: number;
  readonly rev: number;
  readonly revs: Bases;
  readonly status: string;
  readonly statusRev: number;
  readonly dossier: string;
  readonly values: Values;
  readonly rows: Rows;
  readonly held: Readonly<Record<string, 'thumb' | 'full' | 'both'>>;
  readonly events: readonly {
    opId: string;
    kind: string;
    command?: string;
    note?: string;
    marks?: readonly string[];
  }[];
  readonly mergedInto?: string;
}

export interface Conflict {
  readonly id: string;
  readonly seq: number;
  readonly recordId: string;
  readonly field: string;
  readonly kept: Value;
  readonly other: Value;
  readonly opId: string;
  readonly resolvedBy: string | null;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
}

export interface Cursor {
  readonly from: number;
  readonly epoch: string | null;
  readonly scope: string | null;
}

export interface Page {
  readonly from: number;
  readonly next: number;
  readonly epoch: string;
  readonly epochFrom?: number;
  readonly scope: string;
  readonly restart: boolean;
  readonly more: boolean;
  readonly records: readonly Snapshot[];
  readonly tombstones: readonly { id: string; seq: number }[];
  readonly conflicts: readonly Conflict[];
  readonly units: readonly Unit[];
}

export interface Me {
  readonly accountId: string;
  readonly name: string;
  readonly assignments: readonly { role: string; unitId: string | null }[];
}

export interface Down {
  readonly me: Me;
  readonly answers: readonly Answer[];
  readonly page?: Page;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** S8: only a body of this shape is an answer. Null for a portal's page, a proxy's word, half a body. */
export function readDown(body: unknown): Down | null {
  if (!isObject(body) || typeof body.wire !== 'number' || !isObject(body.me) || !Array.isArray(body.answers))
    return null;
  if (!body.answers.every(isAnswer)) return null;
  if (body.page !== undefined && !isPage(body.page)) return null;
  return body as unknown as Down; // looked at above, member by member
}

function isAnswer(value: unknown): boolean {
  if (!isObject(value) || typeof value.opId !== 'string') return false;
  switch (value.type) {
    case 'applied':
      return typeof value.rev === 'number';
    case 'conflict':
      return typeof value.rev === 'number' && Array.isArray(value.fields);
    case 'rejected':
      return typeof value.code === 'string';
    case 'blocked':
      return typeof value.by === 'string';
    default:
      return false;
  }
}

function isPage(value: unknown): boolean {
  if (!isObject(value) || typeof value.epoch !== 'string' || typeof value.scope !== 'string') return false;
  if (typeof value.from !== 'number' || typeof value.next !== 'number') return false;
  if (typeof value.restart !== 'boolean' || typeof value.more !== 'boolean') return false;
  return [value.records, value.tombstones, value.conflicts, value.units].every(Array.isArray);
}
