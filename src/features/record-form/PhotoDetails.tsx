// Photos with what a person writes about each: caption, who took it, when, and which kind it is.
import { photoRoleLabels } from '../../i18n/vi/choice-labels.ts';
import { photoTexts } from '../../i18n/vi/photos.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { rowsOf } from './form.ts';
import { PhotoImage } from './PhotoImage.tsx';
import { type PhotoParts, PhotoStrip } from './PhotoStrip.tsx';
import type { Boxes } from './use-record-form.ts';

export function PhotoDetails({ boxes, ...parts }: PhotoParts & { boxes: Boxes }) {
  return (
    <>
      <PhotoStrip boxes={boxes} {...parts} hint={photoTexts.sensitive} />
      {rowsOf(boxes.form, 'photos').map(({ id }, at) => {
        const role = boxes.rowBox('photos', id, 'role');
        return (
          <fieldset key={id} class="photo-details">
            <legend class="visually-hidden">{photoTexts.photo(at + 1, '')}</legend>
            <PhotoImage recordId={parts.recordId} photoId={id} size="thumb" alt={photoTexts.photo(at + 1, '')} />
            <div class="stack-small">
              <TextField
                label={photoTexts.caption}
                hint={photoTexts.captionHint}
                {...boxes.rowBox('photos', id, 'caption')}
              />
              <TextField
                label={photoTexts.photographer}
                autoCapitalize="words"
                {...boxes.rowBox('photos', id, 'photographer')}
              />
              <DateField
                label={photoTexts.takenOn}
                pickLabel={ui.pickDate}
                placeholder={ui.datePlaceholder}
                {...boxes.rowBox('photos', id, 'takenOn')}
              />
              <Choice<'deed' | 'portrait'>
                legend={photoTexts.role}
                options={[
                  { value: 'deed', label: photoRoleLabels.deed },
                  { value: 'portrait', label: photoRoleLabels.portrait },
                ]}
                value={role.value === 'deed' || role.value === 'portrait' ? role.value : null}
                onChange={role.onInput}
                disabled={role.readOnly}
              />
            </div>
          </fieldset>
        );
      })}
    </>
  );
}
