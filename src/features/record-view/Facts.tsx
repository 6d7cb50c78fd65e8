// The fields of a record in sections, as a reader goes through them.
import './record-view.css';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import type { RecordContent } from '../../shared/domain/record.ts';
import type { UnitName } from './print-value.ts';
import { type Entry, type Section, sectionsOf } from './sections.ts';

export function Facts({ kind, content, unitName }: { kind: string; content: RecordContent; unitName: UnitName }) {
  const spec = kinds[kind];
  if (!spec) return null;
  return sectionsOf(spec, content, unitName).map((section) => (
    <FactSection key={section.title} kind={kind} section={section} />
  ));
}

function FactSection({ kind, section }: { kind: string; section: Section }) {
  return (
    <section class="stack-small">
      <h2>{section.title}</h2>
      {section.type === 'text' ? (
        <p class="record-text">{section.text}</p>
      ) : (
        section.groups.map((group) => <FactList key={group[0]?.path} kind={kind} entries={group} />)
      )}
    </section>
  );
}

function FactList({ kind, entries }: { kind: string; entries: readonly Entry[] }) {
  return (
    <dl class="record-facts">
      {entries.map(({ path, text }) => (
        <div key={path}>
          <dt>{fieldLabel(kind, path)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
