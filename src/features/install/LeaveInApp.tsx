// Inside Zalo, Facebook and the like: asks to be opened in a real browser, before anything is typed or spent.
import { install } from '../../i18n/vi/install.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { BrowserPlace } from './browser.ts';
import { CopyLink } from './CopyLink.tsx';
import { Steps } from './Steps.tsx';

/** `address`: the page with its `#`, so that a link stays whole. */
export function LeaveInApp({ place, address }: { place: BrowserPlace & { type: 'in-app' }; address: string }) {
  const browser = place.system === 'ios' ? 'Safari' : 'Chrome';
  return (
    <Page title={install.inApp.title(browser)}>
      <p>{install.inApp.body(place.app ?? install.inApp.other)}</p>
      <Steps steps={install.inApp.steps(browser)} />
      <CopyLink address={address} />
      {address.includes('#') ? (
        <Notice tone="leaf" icon="shield">
          {install.inApp.nothingSpent}
        </Notice>
      ) : null}
    </Page>
  );
}
