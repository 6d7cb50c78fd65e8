// Copies what a person wrote, and says so.
import { useState } from 'preact/hooks';
import { steps } from '../../i18n/vi/steps.ts';
import { Button } from '../../ui/Button.tsx';

export function CopyText({ text }: { text: string }) {
  const [copied, setCopied] = useState<'not-yet' | 'done' | 'refused'>('not-yet');
  const copy = () =>
    writeText(text).then(
      () => setCopied('done'),
      () => setCopied('refused'),
    );
  return (
    <>
      <Button icon={copied === 'done' ? 'check' : 'copy'} onClick={() => void copy()}>
        {copied === 'done' ? steps.refused.copied : steps.refused.copy}
      </Button>
      <span role="status" class={copied === 'refused' ? 'small' : 'visually-hidden'}>
        {copied === 'done' ? steps.refused.copied : copied === 'refused' ? steps.refused.copyByHand : ''}
      </span>
    </>
  );
}

/** On an insecure origin there is no clipboard at all. */
const writeText = async (text: string): Promise<void> => navigator.clipboard.writeText(text);
