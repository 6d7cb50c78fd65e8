// What the pasted lines were taken for, line by line, before anything is sent.
import { pasteLines } from '../../i18n/vi/people.ts';
import { Icon } from '../../ui/Icon.tsx';

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** What to mend, as a sentence. */
  readonly problem: string | null;
  /** What is likely not meant, yet may be added. */
  readonly warning?: string | null;
}

export function PastePreview({ columns, rows }: { columns: readonly string[]; rows: readonly PreviewRow[] }) {
  if (rows.length === 0) return null;
  const wrong = rows.filter(({ problem }) => problem !== null).length;
  return (
    <div class="stack-small">
      <p role="status" class={wrong > 0 ? 'paste-wrong' : undefined}>
        {wrong > 0 ? pasteLines.fix(wrong) : pasteLines.ready(rows.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard too */}
      <section class="paste-preview" aria-label={pasteLines.preview} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{pasteLines.line}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewLine key={row.line} {...row} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function PreviewLine({ line, cells, problem, warning = null, columns }: PreviewRow & { columns: readonly string[] }) {
  return (
    <>
      <tr>
        <th scope="row">{line}</th>
        {columns.map((column, at) => (
          <td key={column}>{cells[at] || pasteLines.unknown}</td>
        ))}
      </tr>
      {problem === null && warning === null ? null : (
        <tr class={problem === null ? 'paste-warning' : 'paste-problem'}>
          <td colSpan={columns.length + 1}>
            <Icon name={problem === null ? 'info' : 'alert'} /> {problem ?? warning}
          </td>
        </tr>
      )}
    </>
  );
}
