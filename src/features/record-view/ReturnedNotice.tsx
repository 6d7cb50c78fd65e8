// A returned record says who returned it, when, why, and which fields, each with the way to its place in the form.
import './steps.css';
import type { ComponentChildren } from 'preact';
import type { RecordPage } from '../../db/live.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Notice } from '../../ui/Notice.tsx';
import { isThere, type ReturnWords, returnsOf } from './returned.ts';

interface ReturnedNoticeProps {
  page: RecordPage;
  /** The form; behind `#` it takes the path of the field. Null: the reader may not write in it. */
  editHref: string | null;
  actions?: ComponentChildren;
}

/** Nothing where the record is not returned. */
export function ReturnedNotice({ page, editHref, actions }: ReturnedNoticeProps) {
  const returns = returnsOf(page);
  if (returns.length === 0) return null;
  const marks = [...new Set(returns.flatMap(({ marks }) => marks))].filter((path) => isThere(page, path));
  return (
    <Notice tone="red" icon="returned" title={steps.returned.title} actions={actions}>
      <div class="stack-small">
        {returns.map((words) => (
          <Words key={words.opId} words={words} />
        ))}
        {marks.length > 0 ? (
          <div>
            <p>{steps.returned.fields}</p>
            <ul class="returned-fields">
              {marks.map((path) => (
                <li key={path}>
                  {editHref === null ? (
                    nameOf(page, path)
                  ) : (
                    <a href={`${editHref}#${path}`}>{steps.returned.fix(nameOf(page, path))}</a>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Notice>
  );
}

function Words({ words: { by, at, note } }: { words: ReturnWords }) {
  const who = by !== null && at !== null ? `${by} · ${printInstant(Date.parse(at))}` : steps.returned.here;
  return (
    <div>
      <p class="muted small">{who}</p>
      {note === '' ? null : <p class="step-note">{note}</p>}
    </div>
  );
}

/** With the person it is about, where several have the field. */
function nameOf({ kind, view }: Pick<RecordPage, 'kind' | 'view'>, path: string): string {
  const [set = '', rowId] = path.split('/');
  const rows = view.rows[set] ?? {};
  const name = rowId === undefined ? undefined : rows[rowId]?.name;
  const isOneOfMany = Object.keys(rows).length > 1 && typeof name === 'string' && name !== '';
  return isOneOfMany ? `${fieldLabel(kind, path)} (${name})` : fieldLabel(kind, path);
}
