// Shares of the authors: whole tenths of a percent that make 100 % together.
import { parsePercent, printPercent, wholeShare } from '../../shared/lib/percent.ts';

import { type FormRow, type RecordForm, rowsOf, setRowValue } from '../record-form/form.ts';

export interface ShareBarPart {
  readonly id: string;
  readonly tenths: number;
}

/** What is typed so far. A box that holds no percentage counts as nothing. */
export function shareParts(rows: readonly FormRow[]): readonly ShareBarPart[] {
  return rows.map((row) => {
    const read = parsePercent(row.values.share ?? '');
    return { id: row.id, tenths: read.ok ? read.value : 0 };
  });
}

/** Tenths of a percent still to give; negative when more than 100 % is given. */
export function remainingShare(parts: readonly ShareBarPart[]): number {
  return wholeShare - parts.reduce((sum, part) => sum + part.tenths, 0);
}

/** Equal shares; what does not divide goes to the first authors, a tenth each: 33,4 – 33,3 – 33,3. */
export function splitEvenly(form: RecordForm): RecordForm {
  const rows = rowsOf(form, 'authors');
  const each = Math.floor(wholeShare / rows.length);
  const left = wholeShare - each * rows.length;
  return rows.reduce(
    (next, row, at) =>
      setRowValue(next, 'authors', row.id, 'share', printPercent(each + (at < left ? 1 : 0)).replace(' %', '')),
    form,
  );
}
