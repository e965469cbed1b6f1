import { isOpen } from '#shared/domain/encounter.ts';
import { currentStay } from '#shared/domain/stay.ts';
import type { Replica } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Place } from './palette-groups.ts';

const OVER: ReadonlySet<string> = new Set(['cancelled', 'noshow', 'entered-in-error', 'fulfilled']);

/** Which of these people lie in a ward now or stand on the list of `day`. Read through indexes: a few records, whatever the hospital's size. */
export async function readPlaces(
  replica: Replica,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Place>> {
  const { encounters, appointments, locations } = replica.collections;
  const wanted = [...new Set(ids)].toSorted();
  const selector = { patientId: { $in: wanted } };
  const [stays, visits] = await Promise.all([
    encounters.find({ selector }).exec(),
    appointments.find({ selector: { ...selector, day } }).exec(),
  ]);
  const places = new Map<string, Place>();
  for (const { content } of stays.map((row) => row.toJSON() as unknown as Stored<'encounters'>)) {
    const stay = isOpen(content) ? currentStay(content) : undefined;
    if (!stay || !content.patientId) continue;
    const found = await locations.findByIds([stay.wardId, stay.bedId]).exec();
    const nameOf = (id: string): string | null => found.get(id)?.toJSON().content.name ?? null;
    places.set(content.patientId, {
      ward: nameOf(stay.wardId),
      bed: nameOf(stay.bedId),
      appointmentAt: null,
    });
  }
  for (const { content } of visits.map(
    (row) => row.toJSON() as unknown as Stored<'appointments'>,
  )) {
    if (!content.patientId || !content.slot || OVER.has(content.status)) continue;
    const known = places.get(content.patientId) ?? { ward: null, bed: null, appointmentAt: null };
    const at = content.slot.start;
    const isSooner = known.appointmentAt === null || at < known.appointmentAt;
    places.set(content.patientId, { ...known, appointmentAt: isSooner ? at : known.appointmentAt });
  }
  return places;
}
