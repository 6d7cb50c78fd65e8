// What is seen before there is anything to see, and when it cannot be shown.
import { app } from '../i18n/vi/app.ts';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

export function Opening() {
  return (
    <main class="shell-main">
      <div class="page-content page-narrow">
        <Skeleton label={app.opening} lines={5} />
      </div>
    </main>
  );
}

/** `code`: what a person can read out on the phone. */
export function Failed({ code }: { code: string }) {
  return (
    <div class="shell-main">
      <Page title={app.failed.title}>
        <p>{app.failed.body}</p>
        <Facts facts={[[app.failed.code, code]]} />
        <Button variant="primary" wide icon="refresh" onClick={() => location.reload()}>
          {app.failed.reload}
        </Button>
        {/* Another place, drawn anew: there is the way to take out what is unsent. */}
        <Button wide href="/may-nay">
          {app.thisDevice}
        </Button>
      </Page>
    </div>
  );
}
