import type { FleetDevice } from '#shared/sync/fleet.ts';
import {
  agoText,
  bytesText,
  countText,
  dateText,
  dateTimeText,
  dayAt,
  spanText,
} from '#pwa/i18n/formats.ts';
import type { TextKey } from '#pwa/i18n/dictionary.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import type { IconName } from '#pwa/ui/icon.tsx';
import type { PlaceName } from './use-place-names.ts';
import type { DeviceState, JudgedDevice, Level } from './device-level.ts';

const HOUR = 3_600_000;

export const LEVEL_ICONS: Readonly<Record<Level, IconName>> = {
  red: 'alert',
  amber: 'clock',
  ok: 'check',
  off: 'lock',
};

/** The state of a device in a word or two. */
export function stateWords(state: DeviceState): string {
  return t(`fleet.state.${state}` satisfies TextKey);
}

/** What the state means and what can be done. */
export function meaningWords({ state, device }: JudgedDevice): string {
  if (state === 'silent' || state === 'behind')
    return t(`fleet.means.${state}`, { n: device.unsent });
  if (state === 'in-step' && device.places) return t('fleet.means.in-step-places');
  return t(`fleet.means.${state}`);
}

/** "now", "8 s ago", "Mon 23 Nov, 07:02" by the hospital's clock, "never". */
export function contactWords(
  { isConnected, lastContact }: FleetDevice,
  { now, zone }: { readonly now: number; readonly zone: string },
): string {
  if (isConnected) return t('fleet.now');
  if (!lastContact) return t('fleet.never');
  const ms = now - Date.parse(lastContact);
  return ms < 12 * HOUR ? agoText(ms) : dateTimeText(lastContact, zone);
}

/** "enrolled 14 Mar 2026", the day as the hospital has it. */
export function enrolledWords({ enrolledAt }: FleetDevice, zone: string): string {
  return t('fleet.enrolled', { date: dateText(dayAt(enrolledAt, zone)) });
}

/** "the whole hospital", or the names of its wards and clinics. */
export function holdsWords({ places }: FleetDevice, names: readonly PlaceName[]): string {
  if (!places) return t('fleet.placesWhole');
  const known = places.map((scope) => names.find((one) => one.scope === scope)?.name);
  return known.map((name) => name ?? t('fleet.placeUnknown')).join(', ');
}

/** "3", or "3 or more" where the device may have more by now. */
export function unsentWords({ device, isGuess }: JudgedDevice): string {
  return isGuess && device.unsent > 0
    ? t('fleet.orMore', { n: device.unsent })
    : countText(device.unsent);
}

/** "0.8 / 2 GB": both in the unit of the whole, so that the eye compares figures. */
export function storageWords({ storage }: FleetDevice): string {
  if (!storage || storage.quota <= 0) return '–';
  const whole = bytesText(storage.quota);
  const unit = whole.split(' ')[1] ?? '';
  const size = BYTES[unit] ?? 1;
  const used = Math.round((storage.used / size) * 10) / 10;
  return `${countText(used === 0 && storage.used > 0 ? 0.1 : used)} / ${whole}`;
}
const BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** "+41 min", "−1 s", "0 s". */
export function clockWords({ clockSkewMs }: FleetDevice): string {
  if (clockSkewMs === null) return '–';
  const seconds = Math.round(clockSkewMs / 1000);
  if (seconds === 0) return spanText(0);
  // The mark keeps the sign before its figure where the line runs from right to left.
  return `\u200e${seconds > 0 ? '+' : '−'}${spanText(Math.abs(seconds) * 1000)}`;
}

/** Why something was not done on the hospital's side. */
export function notDoneWords(error: CallError): string {
  if (error.kind !== 'refused')
    return t(error.kind === 'signed-out' ? 'fleet.signedOut' : 'fleet.notDone');
  const isTaken = error.problem.type.endsWith('name-taken');
  return t('fleet.notDoneRefused', { why: isTaken ? t('fleet.nameTaken') : error.problem.title });
}
