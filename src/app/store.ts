// What may vanish on reload: who is in front, whether an update waits, whether a form is open. Records are never copied here.
import type { ComponentType } from 'preact';
import { createStore } from 'zustand/vanilla';
import type { PersonDb } from '../db/person-db.ts';
import type { Me } from '../shared/wire/down.ts';

export type Who =
  | { readonly type: 'opening' }
  | { readonly type: 'nobody' }
  | { readonly type: 'enrolled'; readonly db: PersonDb; readonly me: Me };

export interface AppState {
  readonly who: Who;
  /** A new version waits; `apply` puts it in front with one reload. */
  readonly update: null | { readonly apply: () => void };
  readonly openForms: number;
  /** What stands above every screen; null until it is loaded. */
  readonly bars: null | ComponentType;
  /** That another person is in front now. */
  readonly bar: null | ComponentType;
  /** The browser offers installation. */
  readonly installPrompt: null | (() => void);
}

export const appStore = createStore<AppState>()(() => ({
  who: { type: 'opening' },
  update: null,
  openForms: 0,
  bars: null,
  bar: null,
  installPrompt: null,
}));

/** A form is open until the function that comes back is called; calling it twice does nothing more. */
export function holdUpdates(): () => void {
  appStore.setState(({ openForms }) => ({ openForms: openForms + 1 }));
  let held = true;
  return () => {
    if (held) appStore.setState(({ openForms }) => ({ openForms: openForms - 1 }));
    held = false;
  };
}
