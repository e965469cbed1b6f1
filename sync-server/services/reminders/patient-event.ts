import type { Appointment } from '#shared/domain/appointment.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Store } from '#server/store/store.ts';
import { eventOf, type CalendarEvent } from './calendar-event.ts';
import { languageOf } from './message.ts';
import { readSurvivor } from './read-survivor.ts';
import { placeWords, readSettings, rulesFor } from './settings.ts';
import { WORDS } from './words.ts';

/** An appointment as its patient's calendar may hold it: the hospital, where, and whom to call; nothing of what for. */
export async function patientEvent(
  store: Pick<Store, 'readDocument' | 'readFacility' | 'readMeta'>,
  id: string,
): Promise<CalendarEvent | null> {
  const found = await store.readDocument('appointments', id);
  if (!found) return null;
  const { slot, patientId } = found.content as unknown as Appointment;
  const { facility } = await store.readFacility();
  const rules = rulesFor(await readSettings(store), slot?.clinicId);
  const place = async (at: string | undefined): Promise<Location | undefined> =>
    at ? ((await store.readDocument('locations', at))?.content as Location | undefined) : undefined;
  const patient = patientId ? await readSurvivor(store, patientId) : null;
  const words = WORDS[languageOf(patient, facility?.language)];
  const hospital = facility?.name ?? '';
  const { name, address } = placeWords(
    rules,
    await place(slot?.clinicId),
    await place(facility?.id),
  );
  return eventOf(found, () => ({
    summary: [words.event, hospital].filter(Boolean).join(', '),
    location: [name, hospital, address].filter(Boolean).join(', '),
    description: rules.phone === '' ? '' : words.call(rules.phone),
  }));
}
