import type { Location } from '#shared/domain/location.ts';
import type { ClinicReminders, ReminderSettings } from '#shared/sync/reminders.ts';
import type { StoreReads } from '#server/store/store.ts';

const KEY = 'reminders';

/** Before anybody has decided: nothing is sent; what would be is what most hospitals send. */
export const FIRST_SETTINGS: ReminderSettings = {
  isOn: false,
  leads: [72, 24],
  quiet: { from: '21:00', until: '08:00' },
  notices: { booked: true, moved: true, cancelled: true },
  phone: '',
  clinics: {},
  feeds: { hasInitials: false },
};

/** What the hospital has decided about reminders. */
export async function readSettings(reads: Pick<StoreReads, 'readMeta'>): Promise<ReminderSettings> {
  const text = await reads.readMeta(KEY);
  return text === null
    ? FIRST_SETTINGS
    : { ...FIRST_SETTINGS, ...(JSON.parse(text) as Partial<ReminderSettings>) };
}

/** How it is written down. */
export function settingsRow(settings: ReminderSettings): readonly [key: string, value: string] {
  return [KEY, JSON.stringify(settings)];
}

/** What counts for the appointments of one clinic. */
export interface Rules {
  readonly isOn: boolean;
  readonly leads: readonly number[];
  readonly phone: string;
  /** In place of the clinic's name; null where its own may be said. */
  readonly shownName: string | null;
}

/** The hospital's rules, with what a clinic has in its own way. */
export function rulesFor(settings: ReminderSettings, clinicId: string | undefined): Rules {
  const own: ClinicReminders = clinicId ? (settings.clinics[clinicId] ?? {}) : {};
  return {
    isOn: settings.isOn && own.isOff !== true,
    leads: own.leads ?? settings.leads,
    phone: own.phone || settings.phone,
    shownName: own.shownName || null,
  };
}

/** Where an appointment takes place, as a message may say it. */
export function placeWords(
  { shownName }: Pick<Rules, 'shownName'>,
  clinic: Location | undefined,
  facility: Location | undefined,
): { readonly name: string; readonly address: string } {
  const name = shownName ?? clinic?.name ?? '';
  return { name, address: clinic?.address ?? facility?.address ?? '' };
}
