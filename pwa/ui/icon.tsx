import type { JSX } from 'preact';
import sprite from './icons.svg?no-inline';

/** Every drawing of `icons.svg`. */
export type IconName =
  | 'admin'
  | 'alert'
  | 'allergy'
  | 'arrive'
  | 'bed'
  | 'brain'
  | 'broom'
  | 'building'
  | 'calendar'
  | 'camera'
  | 'check'
  | 'clock'
  | 'close'
  | 'computer'
  | 'door'
  | 'down'
  | 'edit'
  | 'eye'
  | 'fall'
  | 'filter'
  | 'globe'
  | 'history'
  | 'inbox'
  | 'info'
  | 'kept'
  | 'key'
  | 'keyboard'
  | 'leave'
  | 'link'
  | 'lock'
  | 'moon'
  | 'more'
  | 'move'
  | 'near'
  | 'next'
  | 'nil'
  | 'noshow'
  | 'note'
  | 'o2'
  | 'offline'
  | 'people'
  | 'person'
  | 'phone'
  | 'plus'
  | 'prev'
  | 'print'
  | 'same'
  | 'saved'
  | 'scan'
  | 'search'
  | 'send'
  | 'shield'
  | 'swap'
  | 'tablet'
  | 'today'
  | 'undo';

/** Icons that point along the line of writing: they turn round in Arabic. */
const POINTING: ReadonlySet<IconName> = new Set(['next', 'prev', 'undo', 'arrive', 'leave']);

interface IconProps {
  readonly name: IconName;
  readonly large?: boolean;
  /** Turns while something is being sent; still under reduced motion. */
  readonly turning?: boolean;
}

/** A sign beside a word; never the word itself, so it is silent to screen readers. */
export function Icon({ name, large = false, turning = false }: IconProps): JSX.Element {
  const names = ['icon', large && 'icon-lg', turning && 'turn', POINTING.has(name) && 'flip'];
  return (
    <svg class={names.filter(Boolean).join(' ')} aria-hidden="true" focusable="false">
      <use href={`${sprite}#i-${name}`} />
    </svg>
  );
}
