// The name of a field, and what stands in it, as people read it in a sentence.
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { disputes } from '../../i18n/vi/disputes.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import type { RecordContent } from '../../shared/domain/record.ts';
import { textOf } from '../../shared/domain/record.ts';
import { printValue, type UnitName } from './print-value.ts';

/** "Tên (Trần Văn An)": which of several rows is told by the name in it, where it is not that name which is spoken of. */
export function fieldWords(kind: string, path: string, content: RecordContent): string {
  const [set = '', rowId = '', name] = path.split('/');
  if (name === 'order') return disputes.order(fieldLabel(kind, set));
  const label = fieldLabel(kind, path);
  const row = name === undefined || name === 'name' ? undefined : content.rows[set]?.[rowId];
  const whose = textOf(row?.name);
  return whose === '' ? label : `${label} (${whose})`;
}

/** '' when nothing stands there. */
export function valueWords(path: string, value: FieldValue, content: RecordContent, unitName: UnitName): string {
  const name = path.split('/').at(-1) ?? '';
  // A consent names its subject by id; the reader knows the name.
  if (name === 'subject' && typeof value === 'string') return textOf(content.rows.subjects?.[value]?.name);
  return printValue(name, value, unitName);
}
