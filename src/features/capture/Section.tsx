// One section of the long form: closed it is a line that says whether it is done.
import './section.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { SectionName } from './sections.ts';

interface SectionProps {
  name: SectionName;
  /** Things missing; null: the section is only wished for. */
  missing: number | null;
  open: boolean;
  /** The person came for this one. */
  wanted: boolean;
  /** The office asks about something in it. */
  asked: boolean;
  onToggle: (open: boolean) => void;
  children: ComponentChildren;
}

export function Section({ name, missing, open, wanted, asked, onToggle, children }: SectionProps) {
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!wanted) return;
    summary.current?.focus({ preventScroll: true });
    summary.current?.scrollIntoView();
  }, [wanted]);
  return (
    <details class="form-section" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary ref={summary}>
        <h2>{fullForm.sections[name]}</h2>
        {missing === null ? null : (
          <span class={missing === 0 ? 'form-section-done' : 'muted'}>
            {missing === 0 ? <Icon name="check" /> : null}
            {missing === 0 ? fullForm.sectionDone : fullForm.sectionOpen(missing)}
          </span>
        )}
        {asked ? (
          <span class="form-section-asked">
            <Icon name="alert" />
            {fullForm.sectionAsked}
          </span>
        ) : null}
        <Icon name="chevronDown" />
      </summary>
      <div class="stack form-section-body">{open ? children : null}</div>
    </details>
  );
}
