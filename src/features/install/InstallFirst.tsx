// In a tab of iOS: data entry waits for the installed app, whose storage is its own. Nothing is spent.
import type { ComponentChildren } from 'preact';
import { install } from '../../i18n/vi/install.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { CopyLink } from './CopyLink.tsx';
import { Steps } from './Steps.tsx';

interface InstallFirstProps {
  /** The link to take along, null when the page was opened without one. */
  address: string | null;
  /** What happened to the data that was here. */
  notice: ComponentChildren;
}

export function InstallFirst({ address, notice }: InstallFirstProps) {
  const words = install.iosFirst;
  return (
    <Page title={words.title}>
      {notice}
      <p>{words.body}</p>
      {address === null ? null : (
        <>
          <p>{words.copyFirst}</p>
          <CopyLink address={address} />
        </>
      )}
      <Steps steps={install.iosSteps} />
      {address === null ? null : (
        <Notice tone="leaf" icon="shield">
          {words.nothingSpent}
        </Notice>
      )}
    </Page>
  );
}
