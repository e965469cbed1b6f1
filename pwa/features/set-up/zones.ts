import { LANGUAGE_NAMES, LANGUAGES } from '#pwa/i18n/language.ts';
import type { Option } from '#pwa/ui/field.tsx';

/** Every zone this browser knows, and the one that is set should it not be among them. */
export function zoneOptions(current: string): readonly Option[] {
  const zones = new Set([
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    ...(current ? [current] : []),
  ]);
  return [...zones].toSorted().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** The zone of this device: the likely one of a hospital that is being set up. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The languages Wardline speaks, each in its own words. */
export const LANGUAGE_OPTIONS: readonly Option[] = LANGUAGES.map((value) => ({
  value,
  label: LANGUAGE_NAMES[value],
}));
