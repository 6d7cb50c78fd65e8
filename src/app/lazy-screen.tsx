// A screen in a file of its own, loaded when it is first opened. Where it is not on the phone yet and there is no network,
// it says so and how to get it.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { app } from '../i18n/vi/app.ts';
import { Button } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

export function lazyScreen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function LazyScreen(props: P) {
    const [state, setState] = useState<'loading' | 'ready' | 'missing'>(loaded ? 'ready' : 'loading');
    useEffect(() => {
      if (state !== 'loading') return;
      let isShown = true;
      load().then(
        (screen) => {
          loaded = screen;
          if (isShown) setState('ready');
        },
        () => {
          if (isShown) setState('missing');
        },
      );
      return () => {
        isShown = false;
      };
    }, [state]);
    const Screen = loaded;
    if (Screen) return <Screen {...props} />;
    if (state === 'missing') return <ScreenMissing onRetry={() => setState('loading')} />;
    return (
      <div class="page-content page-narrow">
        <Skeleton label={app.opening} lines={5} />
      </div>
    );
  };
}

function ScreenMissing({ onRetry }: { onRetry: () => void }) {
  return (
    <Page title={app.screenMissing.title}>
      <p>{app.screenMissing.body}</p>
      <Button variant="primary" wide icon="refresh" onClick={onRetry}>
        {app.screenMissing.retry}
      </Button>
    </Page>
  );
}
