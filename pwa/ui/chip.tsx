import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './tone.ts';

export interface ChipProps {
  readonly tone: Tone;
  readonly icon?: IconName | undefined;
  readonly children: ComponentChildren;
}

/** A state: always a word, mostly with a sign, and only then a colour. */
export function Chip({ tone, icon, children }: ChipProps): JSX.Element {
  return (
    <span class={tone === 'plain' ? 'chip' : `chip chip-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
