// The app's main places: at the thumb on a phone, at the side from 900 px.
import './nav-bar.css';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface NavPlace {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
  /** The large one in the centre. */
  readonly primary?: boolean;
  /** A small figure, e.g. what needs attention, with the words that say it. */
  readonly badge?: { readonly text: string; readonly label: string };
}

export interface NavBarProps {
  label: string;
  places: readonly NavPlace[];
  /** Above the places, at the side only. */
  head?: ComponentChildren;
}

export function NavBar({ label, places, head }: NavBarProps) {
  return (
    <nav class="nav-bar" aria-label={label}>
      {head ? <div class="nav-head">{head}</div> : null}
      {places.map(({ href, label: name, icon, current, primary = false, badge }) => (
        <a
          key={href}
          href={href}
          class={primary ? 'nav-place nav-primary' : 'nav-place'}
          aria-current={current ? 'page' : undefined}
        >
          <span class="nav-icon">
            <Icon name={icon} />
            {badge ? (
              <span class="nav-badge">
                <span aria-hidden="true">{badge.text}</span>
                <span class="visually-hidden">{badge.label}</span>
              </span>
            ) : null}
          </span>
          <span class="nav-label">{name}</span>
        </a>
      ))}
    </nav>
  );
}
