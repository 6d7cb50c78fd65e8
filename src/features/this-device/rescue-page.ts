// The page inside the rescue file: every record in words, what waits and why, with its pictures beside it in the zip. It
// stands alone: no script, nothing from a network, so that a person without the app can read it in ten years.
import type { Unsent } from '../../db/rescue-read.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { commandLabels, eventLabels, stepLabel } from '../../i18n/vi/records.ts';
import { rescuePageWords as words } from '../../i18n/vi/rescue.ts';
import type { KindTable } from '../../shared/domain/kind.ts';
import { emptyContent, type RecordContent, textOf } from '../../shared/domain/record.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { type OutboxRow, outboxRow } from '../../shared/sync/outbox.ts';
import { standingPart, viewOf } from '../../shared/sync/view.ts';
import type { RescuedDraft, RescuedPhoto, RescueFile } from '../../shared/wire/rescue.ts';
import { contentOf } from '../record-form/draft.ts';
import { parseForm, type RecordForm } from '../record-form/form.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { type Section, sectionsOf } from '../record-view/sections.ts';

/** A whole HTML document. */
export function rescuePage(kinds: KindTable, file: RescueFile, unsent: Unsent): string {
  const unitName: UnitName = (id) => unsent.units.find((unit) => unit.id === id)?.name ?? null;
  const records = [
    ...recordsOf(kinds, unsent, {
      owner: null,
      changes: unsent.outbox,
      drafts: file.drafts,
      photos: file.photos.filter(({ carriedFor }) => carriedFor === undefined),
    }),
    ...(file.loads ?? []).flatMap(({ queue, person, ops }) =>
      recordsOf(kinds, unsent, {
        owner: person.name,
        changes: ops.map(({ op, state, refusal, savedAt }) => ({ ...outboxRow(op, savedAt), state, refusal })),
        drafts: [],
        photos: file.photos.filter(({ carriedFor }) => carriedFor === queue),
      }),
    ),
  ];
  const articles = [
    ...records.map((record) => recordHtml(record, unitName)),
    ...(unsent.halfWritten.length > 0 ? [halfWrittenHtml(unsent)] : []),
  ];
  const when = printInstant(Date.parse(file.exportedAt));
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.intro(file.person.name, file.commune.name, when))}</p>
<p>${escaped(words.howTo)}</p>
</header>
<main>
${articles.join('\n') || `<p>${escaped(words.none)}</p>`}
</main>
</body>
</html>
`;
}

/** The person's own, or what they carry for another. */
interface Part {
  readonly owner: string | null;
  readonly changes: readonly OutboxRow[];
  /** The one in front is the last of its record. */
  readonly drafts: readonly RescuedDraft[];
  readonly photos: readonly RescuedPhoto[];
}

function recordsOf(kinds: KindTable, unsent: Unsent, part: Part): readonly Told[] {
  const inFront = new Map(part.drafts.map((draft) => [draft.recordId, draft]));
  const ids = new Set([...part.changes, ...part.photos, ...part.drafts].map(({ recordId }) => recordId));
  const asides = part.drafts.filter((draft) => inFront.get(draft.recordId) !== draft);
  return [
    ...[...ids].sort().map((recordId) => recordOf(kinds, unsent, part, recordId, inFront.get(recordId))),
    ...asides.map((draft) => recordOf(kinds, unsent, { ...part, changes: [], photos: [] }, draft.recordId, draft)),
  ];
}

interface Told {
  readonly owner: string | null;
  readonly kind: string;
  readonly sections: (unitName: UnitName) => readonly Section[];
  readonly title: string;
  readonly dossier: string | null;
  readonly changes: readonly OutboxRow[];
  /** What the form said that no field of the record holds. */
  readonly draft: { readonly draft: RescuedDraft; readonly unread: readonly string[] } | null;
  readonly photos: readonly { readonly photo: RescuedPhoto; readonly caption: string }[];
}

function recordOf(
  kinds: KindTable,
  unsent: Unsent,
  part: Part,
  recordId: string,
  draft: RescuedDraft | undefined,
): Told {
  const snapshot = unsent.snapshots.get(recordId) ?? null;
  const changes = part.changes.filter((row) => row.recordId === recordId);
  const view = viewOf(snapshot, changes.map(standingPart));
  const kind = view.kind ?? draft?.kind ?? '';
  const spec = kinds[kind];
  const photos = part.photos.filter((photo) => photo.recordId === recordId);
  const form = draft ? parseForm(draft.form) : null;
  const written = spec && form ? drafted(spec, form, view.content, photos) : null;
  const content = written?.content ?? view.content;
  return {
    owner: part.owner,
    kind,
    sections: (unitName) => (spec ? sectionsOf(spec, content, unitName) : []),
    title: textOf(content.values.title),
    dossier: snapshot?.dossier ?? null,
    changes,
    draft: draft ? { draft, unread: written?.unread ?? (form ? [] : [JSON.stringify(draft.form)]) } : null,
    photos: photos.map((photo) => ({ photo, caption: textOf(content.rows.photos?.[photo.id]?.caption) })),
  };
}

/** A draft as the record it would become; what has no value yet, and the answers that helped to write, as they stand. */
function drafted(
  spec: Parameters<typeof contentOf>[0],
  form: RecordForm,
  base: RecordContent,
  photos: readonly RescuedPhoto[],
): { readonly content: RecordContent; readonly unread: readonly string[] } {
  const known = new Map(photos.map(({ id }) => [id, {}]));
  const { content, problems } = contentOf(spec, form, base ?? emptyContent, known);
  const lost = problems.map(({ path }) => textAtPath(form, path)).filter((text) => text !== '');
  return { content, unread: [...lost, ...Object.values(form.answers).filter((text) => text.trim() !== '')] };
}

function textAtPath(form: RecordForm, path: string): string {
  const [first = '', rowId, name] = path.split('/');
  if (rowId === undefined || name === undefined) return form.values[first] ?? '';
  return form.rows[first]?.find(({ id }) => id === rowId)?.values[name] ?? '';
}

function recordHtml(record: Told, unitName: UnitName): string {
  const { owner, kind, title, dossier, changes, draft, photos } = record;
  const about = [
    words.kinds[kind] ?? kind,
    ...(dossier === null ? [] : [`${words.dossier} ${dossier}`]),
    ...(owner === null ? [] : [words.carriedFor(owner)]),
  ];
  return `<article>
<p class="kind">${escaped(about.join(' · '))}</p>
<h2>${escaped(title || words.untitled)}</h2>
${changes.length > 0 || draft ? waitingHtml(kind, changes, draft !== null) : ''}
${record
  .sections(unitName)
  .map((section) => sectionHtml(kind, section))
  .join('\n')}
${draft && draft.unread.length > 0 ? unreadHtml(draft.unread) : ''}
${photos.length > 0 ? photosHtml(photos) : ''}
</article>`;
}

function waitingHtml(kind: string, changes: readonly OutboxRow[], isDraft: boolean): string {
  const lines = changes.map((row) => {
    const told = words.change(changeName(kind, row), printInstant(Date.parse(row.op.at)));
    return `${told}: ${row.refusal ? refusalSentence(row.refusal) : words.why}`;
  });
  const all = [...lines, ...(isDraft ? [words.draft] : [])];
  return `<section class="waits"><h3>${escaped(words.waits)}</h3><ul>${all.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul></section>`;
}

function changeName(kind: string, { op }: OutboxRow): string {
  if (op.kind === 'command') return commandLabels[op.body.command.name] ?? eventLabels.command;
  const name = eventLabels[op.kind];
  const paths =
    op.kind === 'patch'
      ? Object.keys(op.body.patch)
      : op.kind === 'setAdd' || op.kind === 'setRemove'
        ? Object.keys(op.body.rows)
        : [];
  const fields = [...new Set(paths.map((path) => fieldLabel(kind, path)))];
  return fields.length > 0 ? `${name} (${fields.join(', ')})` : name;
}

function sectionHtml(kind: string, section: Section): string {
  const body =
    section.type === 'text'
      ? `<p class="text">${escaped(section.text)}</p>`
      : section.groups
          .map(
            (group) =>
              `<dl>${group.map(({ path, text }) => `<div><dt>${escaped(fieldLabel(kind, path))}</dt><dd>${escaped(text)}</dd></div>`).join('')}</dl>`,
          )
          .join('');
  return `<section><h3>${escaped(section.title)}</h3>${body}</section>`;
}

function halfWrittenHtml({ halfWritten, snapshots }: Unsent): string {
  const items = halfWritten.map(({ recordId, step, field, text }) => {
    const record = recordId === null ? undefined : snapshots.get(recordId);
    const about = [
      textOf(record?.values.title) || words.untitled,
      ...(record ? [`${words.dossier} ${record.dossier}`] : []),
      stepLabel(step),
      ...(record && field !== null ? [fieldLabel(record.kind, field)] : []),
    ];
    return `<h3>${escaped(about.join(' · '))}</h3><p class="text">${escaped(text)}</p>`;
  });
  return `<article><h2>${escaped(words.halfWritten)}</h2>${items.join('')}</article>`;
}

const unreadHtml = (texts: readonly string[]): string =>
  `<section><p>${escaped(words.unread)}</p>${texts.map((text) => `<p class="text">${escaped(text)}</p>`).join('')}</section>`;

function photosHtml(photos: Told['photos']): string {
  const items = photos.map(({ photo, caption }) => {
    const { full, thumb, original } = photo.files;
    const address = full ?? original ?? thumb;
    const shown = thumb ?? full;
    const picture = shown
      ? `<img src="${escaped(shown.name)}" alt="${escaped(caption)}">`
      : escaped(original?.name ?? photo.id);
    const state = address
      ? photo.inOutbox
        ? words.photoState[photo.state]
        : words.photoState.draft
      : words.photoState.lost;
    const linked = address ? `<a href="${escaped(address.name)}">${picture}</a>` : picture;
    return `<li>${linked}<p>${escaped([caption, state].filter((text) => text !== '').join(' · '))}</p></li>`;
  });
  return `<section><h3>${escaped(words.photos)}</h3><ul class="photos">${items.join('')}</ul></section>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

const style = `
:root{color-scheme:light dark;--ink:#1c1917;--paper:#fffdf8;--muted:#57534e;--line:#e7e5e4;--lotus:#a61e4d}
@media (prefers-color-scheme:dark){:root{--ink:#f5f5f4;--paper:#1c1917;--muted:#d6d3d1;--line:#44403c;--lotus:#fda4c0}}
body{margin:0 auto;max-width:42rem;padding:1rem;font:1.1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1,h2,h3{line-height:1.25}h1{color:var(--lotus)}h3{margin:1rem 0 .25rem;font-size:1rem;color:var(--muted)}
article{border-top:2px solid var(--line);padding-block:1rem}.kind{margin:0;color:var(--muted)}h2{margin:.25rem 0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}dl{margin:0 0 .5rem}dl div{display:grid;grid-template-columns:minmax(8rem,1fr) 2fr;gap:.5rem}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}.waits{border:1px solid var(--line);border-radius:.5rem;padding:.25rem 1rem}
.photos{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1rem;padding:0;list-style:none}.photos img{width:100%;border-radius:.5rem}
.photos p{margin:.25rem 0;font-size:.9rem;overflow-wrap:anywhere}@media print{article{break-inside:avoid}}`;
