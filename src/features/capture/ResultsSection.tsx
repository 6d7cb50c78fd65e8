// What came of it, in figures.
import { fullForm } from '../../i18n/vi/full-form.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { addRow, removeRow, rowsOf } from '../record-form/form.ts';
import { useNextId } from '../record-form/use-next-id.ts';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { RowCard } from './RowCard.tsx';

export function ResultsSection({ record }: { record: RecordFormState }) {
  const nextId = useNextId();
  return (
    <>
      {rowsOf(record.form, 'results').map(({ id }, at) => (
        <RowCard
          key={id}
          title={fullForm.resultNumber(at + 1)}
          removeLabel={fullForm.removeResult}
          onRemove={record.readOnly ? null : () => record.change((form) => removeRow(form, 'results', id))}
        >
          <TextField
            label={fullForm.resultIndicator}
            hint={fullForm.resultIndicatorHint}
            {...record.rowBox('results', id, 'indicator')}
          />
          <div class="form-pair">
            <TextField label={fullForm.resultAmount} inputMode="decimal" {...record.rowBox('results', id, 'amount')} />
            <TextField
              label={fullForm.resultMeasure}
              suggestions={fullForm.measures}
              {...record.rowBox('results', id, 'measure')}
            />
          </div>
        </RowCard>
      ))}
      {record.readOnly ? null : (
        <Button icon="add" onClick={() => record.change((form) => addRow(form, 'results', nextId()))}>
          {fullForm.addResult}
        </Button>
      )}
    </>
  );
}
