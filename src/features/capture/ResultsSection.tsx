// What came of it, in figures.
import { capture } from '../../i18n/vi/capture.ts';
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
          title={capture.resultNumber(at + 1)}
          removeLabel={capture.removeResult}
          onRemove={record.readOnly ? null : () => record.change((form) => removeRow(form, 'results', id))}
        >
          <TextField
            label={capture.resultIndicator}
            hint={capture.resultIndicatorHint}
            {...record.rowBox('results', id, 'indicator')}
          />
          <div class="form-pair">
            <TextField label={capture.resultAmount} inputMode="decimal" {...record.rowBox('results', id, 'amount')} />
            <TextField
              label={capture.resultMeasure}
              suggestions={capture.measures}
              {...record.rowBox('results', id, 'measure')}
            />
          </div>
        </RowCard>
      ))}
      {record.readOnly ? null : (
        <Button icon="add" onClick={() => record.change((form) => addRow(form, 'results', nextId()))}>
          {capture.addResult}
        </Button>
      )}
    </>
  );
}
