// Around every screen of an enrolled person: the bar of places, the update prompt, and the way past them for the keyboard.
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useSession } from '../features/session/context.ts';
import { app } from '../i18n/vi/app.ts';
import { NavBar } from '../ui/NavBar.tsx';
import { isForm, placesFor } from './places.ts';
import { useApp } from './use-app.ts';
import { useAttention } from './use-person.ts';

export function Frame({ children }: { children: ComponentChildren }) {
  const { db, me } = useSession();
  const { path } = useLocation();
  const attention = useAttention(db);
  const Bars = useApp((state) => state.bars);
  return (
    <div class={isForm(path) ? 'shell shell-form' : 'shell'}>
      <a class="skip-link button button-primary" href="#main">
        {app.skip}
      </a>
      <main id="main" class="shell-main" tabIndex={-1}>
        {Bars ? <Bars /> : null}
        {children}
      </main>
      <NavBar
        label={app.navLabel}
        places={placesFor(me, path, attention)}
        head={<Head communeName={me.commune.name} />}
      />
    </div>
  );
}

function Head({ communeName }: { communeName: string }) {
  return (
    <>
      <div class="shell-name">
        <img src="/icons/mark.svg" alt="" width="40" height="40" />
        <span>{app.name}</span>
      </div>
      <p class="shell-commune">{communeName}</p>
    </>
  );
}
