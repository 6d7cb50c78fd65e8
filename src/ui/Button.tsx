// A button, or a link that looks like one when it has an address.
import './button.css';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface ButtonProps {
  children: ComponentChildren;
  /** primary: the one thing to do on this screen; danger: cannot be undone. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  /** Full width, as the main action of a phone's screen. */
  wide?: boolean;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** At work: it says so to screen readers and takes no second press. */
  busy?: boolean;
  /** Makes it a link. */
  href?: string;
  /** Said instead of the text where the text alone is not enough. */
  label?: string;
  /** Id of the text that says why it is disabled, or what it will do. */
  describedBy?: string | undefined;
  /** A toggle: whether it is on. */
  pressed?: boolean;
  onClick?: (event: MouseEvent) => void;
}

export function Button(props: ButtonProps) {
  const { children, variant = 'secondary', icon, wide = false, type = 'button', busy = false, href, label } = props;
  const look = `button button-${variant}${wide ? ' button-wide' : ''}`;
  const content = (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </>
  );
  if (href !== undefined)
    return (
      <a class={look} href={href} aria-label={label} onClick={props.onClick}>
        {content}
      </a>
    );
  return (
    <button
      class={look}
      type={type}
      disabled={props.disabled}
      aria-label={label}
      aria-describedby={props.describedBy}
      aria-busy={busy ? 'true' : undefined}
      aria-pressed={props.pressed}
      onClick={(event) => (busy ? event.preventDefault() : props.onClick?.(event))}
    >
      {content}
    </button>
  );
}

/** A square button of one icon; its label is read and shown as a tooltip. */
export function IconButton({
  icon,
  label,
  ...props
}: {
  icon: IconName;
  label: string;
  onClick?: (event: MouseEvent) => void;
  disabled?: boolean;
  href?: string;
}) {
  if (props.href !== undefined)
    return (
      <a
        class="button button-quiet button-icon"
        href={props.href}
        aria-label={label}
        title={label}
        onClick={props.onClick}
      >
        <Icon name={icon} />
      </a>
    );
  return (
    <button
      class="button button-quiet button-icon"
      type="button"
      aria-label={label}
      title={label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
