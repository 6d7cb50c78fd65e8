// Copies an address, and shows it for copying by hand where the browser does not let us.
import './install.css';
import { useState } from 'preact/hooks';
import { install } from '../../i18n/vi/install.ts';
import { Button } from '../../ui/Button.tsx';
import { announce } from '../../ui/LiveRegion.tsx';

export function CopyLink({ address }: { address: string }) {
  const [copied, setCopied] = useState<'not-yet' | 'done' | 'refused'>('not-yet');
  const copy = async () => {
    const done = await writeToClipboard(address);
    setCopied(done ? 'done' : 'refused');
    announce(done ? install.copied : install.copyByHand);
  };
  return (
    <div class="stack-small">
      <Button variant="primary" icon={copied === 'done' ? 'check' : 'copy'} wide onClick={copy}>
        {copied === 'done' ? install.copied : install.copyLink}
      </Button>
      {copied === 'refused' ? (
        <>
          <p>{install.copyByHand}</p>
          <p class="copy-address">{address}</p>
        </>
      ) : null}
    </div>
  );
}

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
