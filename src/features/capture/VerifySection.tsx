// Who brought the deed to light, and who says that it is true.
import { capture } from '../../i18n/vi/capture.ts';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { confirmMethods } from '../../shared/domain/catalogues/confirm-methods.ts';
import { sources } from '../../shared/domain/catalogues/sources.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { addRow, removeRow, rowsOf } from '../record-form/form.ts';
import { useNextId } from '../record-form/use-next-id.ts';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { useSession } from '../session/context.ts';
import { Choose } from './PeopleSection.tsx';
import { RowCard } from './RowCard.tsx';

export function VerifySection({ record }: { record: RecordFormState }) {
  const { me } = useSession();
  const nextId = useNextId();
  return (
    <>
      <Choose
        label={fullForm.source}
        box={record.box('source')}
        options={sources.map(({ key, name }) => [key, name])}
      />
      {/* The office has the same box beside the unit it writes for. */}
      {hasRole(me, 'officer') ? null : (
        <TextField label={capture.sourceNote} hint={capture.sourceNoteHint} {...record.box('sourceNote')} />
      )}
      {rowsOf(record.form, 'confirmers').map(({ id }, at) => (
        <RowCard
          key={id}
          title={fullForm.confirmerNumber(at + 1)}
          removeLabel={fullForm.removeConfirmer}
          onRemove={record.readOnly ? null : () => record.change((form) => removeRow(form, 'confirmers', id))}
        >
          <TextField
            label={fullForm.confirmerName}
            autoCapitalize="words"
            {...record.rowBox('confirmers', id, 'name')}
          />
          <TextField label={fullForm.confirmerPosition} {...record.rowBox('confirmers', id, 'position')} />
          <Choose
            label={fullForm.confirmerMethod}
            box={record.rowBox('confirmers', id, 'method')}
            options={confirmMethods.map(({ key, name }) => [key, name])}
          />
        </RowCard>
      ))}
      {record.readOnly ? null : (
        <Button icon="add" onClick={() => record.change((form) => addRow(form, 'confirmers', nextId()))}>
          {fullForm.addConfirmer}
        </Button>
      )}
    </>
  );
}
