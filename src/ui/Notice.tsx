// Something the person should know: what happened, that nothing was lost, what to do next.
import './notice.css';
import './state-pill.css';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import type { Tone } from './tone.ts';

export interface NoticeProps {
  tone: Tone;
  icon?: IconName;
  title?: string;
  children?: ComponentChildren;
  /** Buttons. */
  actions?: ComponentChildren;
  /** status: said when there is a pause; alert: said at once. Left out: only read where it stands. */
  live?: 'status' | 'alert';
}

export function Notice({ tone, icon, title, children, actions, live }: NoticeProps) {
  return (
    <div class={`notice tone-${tone}`} role={live}>
      {icon ? <Icon name={icon} /> : null}
      <div class="notice-text">
        {title ? <p class="notice-title">{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div class="row">{actions}</div> : null}
      </div>
    </div>
  );
}
