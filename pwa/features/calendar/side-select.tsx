import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { SIDES, type Side } from './day-columns.ts';

export interface SideSelectProps {
  readonly side: Side;
  readonly onChange: (side: Side) => void;
}
const WORDS = {
  practitioner: 'calendar.byClinician',
  room: 'calendar.byRoom',
  clinic: 'calendar.byClinic',
} as const satisfies Record<Side, string>;

/** What stands side by side: clinicians, rooms or clinics. */
export function SideSelect({ side, onChange }: SideSelectProps): JSX.Element {
  return (
    <select
      class="input select cal-side"
      aria-label={t('calendar.side')}
      value={side}
      onChange={({ currentTarget: { value } }) => onChange(sideOf(value))}
    >
      {SIDES.map((one) => (
        <option key={one} value={one}>
          {t(WORDS[one])}
        </option>
      ))}
    </select>
  );
}

/** What an address says; clinicians where it says nothing we know. */
export function sideOf(said: string | undefined): Side {
  return SIDES.find((side) => side === said) ?? 'practitioner';
}
