// A screen: bar on top, content below, and on a form its main action at the thumb. The app puts it into its <main>.
import './page.css';
import type { ComponentChildren } from 'preact';
import { AppBar, type AppBarProps } from './AppBar.tsx';

export interface PageProps extends AppBarProps {
  children: ComponentChildren;
  /** Stays at the lower edge: the screen's main action, full width. */
  footer?: ComponentChildren;
  /** narrow: for reading and forms; wide: for lists and tables. */
  width?: 'narrow' | 'wide';
}

export function Page({ children, footer, width = 'narrow', ...bar }: PageProps) {
  return (
    <div class="page">
      <AppBar {...bar} />
      <div class={`page-content page-${width}`}>{children}</div>
      {footer ? (
        <div class="page-footer">
          <div class={`page-${width}`}>{footer}</div>
        </div>
      ) : null}
    </div>
  );
}

export interface ListDetailProps {
  list: ComponentChildren;
  /** null: nothing chosen; a phone then shows the list. */
  detail: ComponentChildren | null;
  /** Stands where the detail would, from 900 px. */
  placeholder: ComponentChildren;
  listLabel: string;
  detailLabel: string;
}

/** Beside one another from 900 px; below, one of them. Each scrolls by itself where both are shown. */
export function ListDetail({ list, detail, placeholder, listLabel, detailLabel }: ListDetailProps) {
  return (
    <div class={`list-detail ${detail === null ? 'shows-list' : 'shows-detail'}`}>
      <section class="list-detail-list" aria-label={listLabel}>
        {list}
      </section>
      <section class="list-detail-detail" aria-label={detailLabel}>
        {detail ?? <div class="list-detail-placeholder muted">{placeholder}</div>}
      </section>
    </div>
  );
}
