// A state: icon, word and colour, never the colour alone.
import './state-pill.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import type { Tone } from './tone.ts';

export function StatePill({ icon, word, tone }: { icon: IconName; word: string; tone: Tone }) {
  return (
    <span class={`pill tone-${tone}`}>
      <Icon name={icon} />
      <span>{word}</span>
    </span>
  );
}
