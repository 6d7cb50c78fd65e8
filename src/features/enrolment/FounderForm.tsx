// The first admin names themselves and the commune.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { enrolment } from '../../i18n/vi/enrolment.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { nfc } from '../../shared/lib/fold.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Founding } from './enrolling.ts';

const words = enrolment.founder;
type FieldName = keyof typeof words.errors;
type Form = Readonly<Record<FieldName, string>>;

interface FounderFormProps {
  suggestedName: string;
  accepting: boolean;
  failure: ComponentChildren;
  onAccept: (founding: Founding) => void;
}

export function FounderForm({ suggestedName, accepting, failure, onAccept }: FounderFormProps) {
  const [form, setForm] = useState<Form>({ name: suggestedName, commune: '', province: '', gsoCode: '' });
  const [isAsked, setIsAsked] = useState(false);
  const wrong = wrongFields(form);
  const field = (name: FieldName) => ({
    label: words[name],
    value: form[name],
    onInput: (value: string) => setForm((old) => ({ ...old, [name]: value })),
    error: isAsked && wrong.includes(name) ? words.errors[name] : undefined,
  });
  const submit = (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    setIsAsked(true);
    if (wrong.length > 0) focusFirstWrong(event.currentTarget);
    else if (!accepting) onAccept(foundingOf(form));
  };
  return (
    <Page title={enrolment.founderTitle}>
      <p>{words.intro}</p>
      <form class="stack" noValidate onSubmit={submit}>
        <TextField {...field('name')} autoComplete="name" autoCapitalize="words" required maxLength={200} />
        <TextField {...field('commune')} hint={words.communeHint} autoCapitalize="words" required maxLength={200} />
        <TextField {...field('province')} hint={words.provinceHint} autoCapitalize="words" required maxLength={200} />
        <TextField
          {...field('gsoCode')}
          hint={words.gsoCodeHint}
          note={ui.optional}
          inputMode="numeric"
          maxLength={5}
        />
        {failure}
        <Button type="submit" variant="primary" wide busy={accepting}>
          {accepting ? enrolment.accepting : words.start}
        </Button>
      </form>
    </Page>
  );
}

/** In the next frame, when the errors have been drawn. */
function focusFirstWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

function wrongFields(form: Form): readonly FieldName[] {
  const blank = (['name', 'commune', 'province'] as const).filter((name) => form[name].trim() === '');
  const code = form.gsoCode.trim();
  return code === '' || /^\d{5}$/.test(code) ? blank : [...blank, 'gsoCode'];
}

function foundingOf(form: Form): Founding {
  const said = (name: FieldName) => nfc(form[name]).trim();
  return {
    name: said('name'),
    commune: { name: said('commune'), province: said('province'), gsoCode: said('gsoCode') || null },
  };
}
