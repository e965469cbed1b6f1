import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './tone.ts';

export interface NoticeProps {
  readonly tone: Exclude<Tone, 'plain' | 'accent'> | 'info';
  /** What happened, in bold. */
  readonly title: string;
  /** What was kept and what to do. */
  readonly children?: ComponentChildren;
  /** At most one button. */
  readonly action?: ComponentChildren;
}
const ICONS: Readonly<Record<NoticeProps['tone'], IconName>> = {
  info: 'info',
  caution: 'alert',
  alarm: 'alert',
  good: 'check',
  hold: 'kept',
};

/** What happened, what was kept, what to do. Red only where a person must act now; that one is read out at once. */
export function Notice({ tone, title, children, action }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'alarm' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <div class="notice-say">
        <b>{title}</b> {children}
      </div>
      {action}
    </div>
  );
}
