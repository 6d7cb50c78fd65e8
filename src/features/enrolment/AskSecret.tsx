// Nobody is enrolled here yet: paste the link, scan the QR code, or type the eight characters.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { enrolment } from '../../i18n/vi/enrolment.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { EnrolmentSecret } from '../../shared/wire/enrolment.ts';
import type { AppBarProps } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { secretErrorSentence } from './failure-sentence.ts';
import { Scanner } from './Scanner.tsx';
import { readCode, readLink, type SecretError } from './secret.ts';

type Way = 'link' | 'scan' | 'code';

interface AskSecretProps {
  onSecret: (secret: EnrolmentSecret) => void;
  notice: ComponentChildren;
  hasLost: boolean;
  /** People of this phone: they come first, a link is needed only by somebody new. */
  others: ComponentChildren;
  back: AppBarProps['back'];
}

export function AskSecret({ onSecret, notice, hasLost, others, back }: AskSecretProps) {
  const [way, setWay] = useState<Way>('link');
  const isNew = !others && !back && !hasLost;
  return (
    <Page
      title={
        back
          ? enrolment.addTitle
          : others
            ? enrolment.whoTitle
            : hasLost
              ? enrolment.againTitle
              : enrolment.welcomeTitle
      }
      {...(back ? { back } : {})}
    >
      {notice}
      {isNew ? (
        <>
          <img class="enrolment-mark" src="/icons/mark.svg" alt="" width="72" height="72" />
          <p>{enrolment.welcome}</p>
        </>
      ) : null}
      {back ? null : others}
      <h2>{others && !back ? enrolment.addTitle : enrolment.howTitle}</h2>
      {back ? <p>{enrolment.addHint}</p> : null}
      <Choice
        legend={enrolment.ways.legend}
        value={way}
        onChange={setWay}
        options={[
          { value: 'link', label: enrolment.ways.link, icon: 'link' },
          { value: 'scan', label: enrolment.ways.scan, icon: 'scan' },
          { value: 'code', label: enrolment.ways.code, icon: 'key' },
        ]}
      />
      {way === 'scan' ? (
        <Scanner onText={(text) => take(readLink(text, location.origin), onSecret)} />
      ) : (
        <Typed key={way} way={way} onSecret={onSecret} />
      )}
      <p class="muted">{enrolment.how}</p>
    </Page>
  );
}

function Typed({ way, onSecret }: { way: 'link' | 'code'; onSecret: (secret: EnrolmentSecret) => void }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<SecretError | null>(null);
  const read = (text: string) =>
    setError(take(way === 'link' ? readLink(text, location.origin) : readCode(text), onSecret));
  const change = (text: string) => {
    setTyped(text);
    setError(null);
  };
  const paste = async () => {
    const text = await navigator.clipboard.readText().catch(() => '');
    change(text);
    if (text !== '') read(text);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        read(typed);
      }}
    >
      <TextField
        label={way === 'link' ? enrolment.link : enrolment.code}
        hint={way === 'link' ? enrolment.linkHint : enrolment.codeHint}
        error={error ? secretErrorSentence(error) : undefined}
        value={typed}
        onInput={change}
        inputMode={way === 'link' ? 'url' : 'text'}
        autoCapitalize={way === 'link' ? 'off' : 'characters'}
      />
      {way === 'link' && canPaste() ? (
        <Button icon="paste" wide onClick={() => void paste()}>
          {enrolment.paste}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" wide>
        {enrolment.next}
      </Button>
    </form>
  );
}

/** Hands a good secret on and gives back what is wrong with a bad one. */
function take(
  read: Result<EnrolmentSecret, SecretError>,
  onSecret: (secret: EnrolmentSecret) => void,
): SecretError | null {
  if (!read.ok) return read.error;
  onSecret(read.value);
  return null;
}

/** Firefox before 125 has no readText for pages. */
const canPaste = (): boolean => typeof navigator.clipboard?.readText === 'function';
