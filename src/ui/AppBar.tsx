// The bar on top of a screen: the way back, its title, and its actions. It sets the document's title and takes the focus
// after a change of page, so that a screen reader says where one is.
import './app-bar.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from './Button.tsx';

export interface AppBarProps {
  title: string;
  back?: { href: string; label: string };
  actions?: ComponentChildren;
}

let isFirstScreen = true;

export function AppBar({ title, back, actions }: AppBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first screen of a start keeps the focus where the browser put it; and a field that took it keeps it.
    if (!isFirstScreen && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    isFirstScreen = false;
  }, []);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header class={title.length > 40 ? 'app-bar app-bar-long' : 'app-bar'}>
      {back ? <IconButton icon="back" label={back.label} href={back.href} /> : null}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {actions ? <div class="app-bar-actions">{actions}</div> : null}
    </header>
  );
}
