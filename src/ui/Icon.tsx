// One inline icon. It is decoration: the words stand beside it, or in the label of its button.
import './icon.css';
import { type IconName, icons } from './icons.ts';

export function Icon({ name, large = false }: { name: IconName; large?: boolean }) {
  return (
    <svg class={large ? 'icon icon-large' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
