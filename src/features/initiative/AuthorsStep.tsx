// Authors and their shares, which make 100 % together.
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { addRow, removeRow, rowsOf } from '../record-form/form.ts';
import { useNextId } from '../record-form/use-next-id.ts';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { ShareBar } from './ShareBar.tsx';
import { splitEvenly } from './shares.ts';

export function AuthorsStep({ record }: { record: RecordFormState }) {
  const nextId = useNextId();
  const authors = rowsOf(record.form, 'authors');
  return (
    <>
      <ShareBar rows={authors} />
      {authors.map(({ id, values }, at) => (
        <fieldset key={id} class="wizard-author">
          <legend class="visually-hidden">{initiativeTexts.author(at + 1)}</legend>
          <div class="wizard-author-head">
            <strong aria-hidden="true">{initiativeTexts.author(at + 1)}</strong>
            {authors.length > 1 && !record.readOnly ? (
              <IconButton
                icon="trash"
                label={initiativeTexts.removeAuthor((values.name ?? '').trim())}
                onClick={() => record.change((form) => removeRow(form, 'authors', id))}
              />
            ) : null}
          </div>
          <TextField
            label={initiativeTexts.authorName}
            autoCapitalize="words"
            {...record.rowBox('authors', id, 'name')}
          />
          <TextField label={initiativeTexts.authorPosition} {...record.rowBox('authors', id, 'position')} />
          <TextField label={initiativeTexts.share} inputMode="decimal" {...record.rowBox('authors', id, 'share')} />
        </fieldset>
      ))}
      {record.readOnly ? null : (
        <div class="row">
          <Button icon="add" onClick={() => record.change((form) => addRow(form, 'authors', nextId()))}>
            {initiativeTexts.addAuthor}
          </Button>
          <Button onClick={() => record.change(splitEvenly)}>{initiativeTexts.splitEvenly}</Button>
        </div>
      )}
    </>
  );
}
