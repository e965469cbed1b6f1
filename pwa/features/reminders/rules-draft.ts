import type { ClinicReminders, ReminderSettings } from '#shared/sync/reminders.ts';

/** The longest lead first, each once. */
export function withLead(
  leads: readonly number[],
  hours: number,
  isOn: boolean,
): readonly number[] {
  const others = leads.filter((one) => one !== hours);
  return (isOn ? [...others, hours] : others).toSorted((a, b) => b - a);
}

/** A clinic's own rules; one that has none of its own any more is not named. */
export function withClinic(
  settings: ReminderSettings,
  id: string,
  own: ClinicReminders,
): ReminderSettings['clinics'] {
  const { shownName = '', isOff = false } = own;
  const { [id]: before, ...others } = settings.clinics;
  const { shownName: _, isOff: __, ...rest } = before ?? {};
  const next: ClinicReminders = {
    ...rest,
    ...(shownName === '' ? {} : { shownName }),
    ...(isOff ? { isOff } : {}),
  };
  return Object.keys(next).length === 0 ? others : { ...others, [id]: next };
}
