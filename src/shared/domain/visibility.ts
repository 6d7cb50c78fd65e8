// The one place where personal data is held back from a reader who does not need it.
import type { FieldSpec } from './field.ts';
import type { KindSpec } from './kind.ts';
import type { RecordContent, Row } from './record.ts';
import { type Actor, hasRole, unitsOf } from './role.ts';

/** How near a reader stands to a record. */
export type Reader = 'office' | 'own-unit' | 'commune-reader';

export function readerOf(actor: Pick<Actor, 'assignments'>, unitId: string | null): Reader {
  if (hasRole(actor, 'officer')) return 'office';
  if (unitId !== null && unitsOf(actor).includes(unitId)) return 'own-unit';
  return 'commune-reader';
}

/** Restricted and sensitive data stay with the unit that wrote them and the officer who checks them. */
export function mayRead(spec: FieldSpec, reader: Reader): boolean {
  return (
    spec.personal === 'none' ||
    spec.personal === 'basic' ||
    spec.personal === 'free-text' ||
    reader !== 'commune-reader'
  );
}

/** The content as this reader may have it. Fields the kind does not know are left out. */
export function contentFor(kind: KindSpec, content: RecordContent, reader: Reader): RecordContent {
  const rows: Record<string, Record<string, Row>> = {};
  for (const [set, spec] of Object.entries(kind.rows)) {
    const present = content.rows[set];
    if (!present) continue;
    rows[set] = Object.fromEntries(
      Object.entries(present).map(([id, row]) => [id, { ...readable(spec.fields, row, reader), order: row.order }]),
    );
  }
  return { values: readable(kind.fields, content.values, reader), rows };
}

function readable<V>(fields: Readonly<Record<string, FieldSpec>>, values: Readonly<Record<string, V>>, reader: Reader) {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const spec = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return spec !== undefined && mayRead(spec, reader);
    }),
  );
}
