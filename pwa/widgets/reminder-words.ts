import type { ReminderLine, ReminderState } from '#shared/sync/reminders.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { IconName } from '#pwa/ui/icon.tsx';
import type { Tone } from '#pwa/ui/tone.ts';

const LOOKS: Readonly<Record<ReminderState, { readonly tone: Tone; readonly icon: IconName }>> = {
  planned: { tone: 'plain', icon: 'clock' },
  sending: { tone: 'plain', icon: 'send' },
  sent: { tone: 'good', icon: 'check' },
  'not-needed': { tone: 'plain', icon: 'info' },
  failed: { tone: 'caution', icon: 'alert' },
  unclear: { tone: 'caution', icon: 'alert' },
};
/** A reason why something planned will not go, unless somebody changes the record. */
const KEPT: ReadonlySet<string> = new Set(['opted-out', 'no-address', 'bad-address', 'deceased']);

/** What kind of message, on which way: "E-mail, reminder". */
export function messageWords({ channel, kind }: ReminderLine): string {
  return [t(`reminders.channel.${channel}`), t(`reminders.kind.${kind}`)].join(', ');
}

/** How it stands, with its time. */
export function stateWords(line: ReminderLine, zone: string): string {
  if (isKept(line)) return t('reminders.is.kept');
  const { state } = line;
  if (state === 'sending') return t('reminders.is.sending');
  return t(`reminders.is.${state}`, { at: momentText(line.at, zone) });
}

/** Why, where there is a reason. */
export function reasonWords({ reason }: Pick<ReminderLine, 'reason'>): string | null {
  return reason && t(`reminders.why.${reason}`);
}

/** Its sign and colour; what will not go is no failure. */
export function lookOf(line: ReminderLine): { readonly tone: Tone; readonly icon: IconName } {
  return isKept(line) ? { tone: 'plain', icon: 'info' } : LOOKS[line.state];
}

function isKept({ state, reason }: ReminderLine): boolean {
  return state === 'planned' && reason !== null && KEPT.has(reason);
}
