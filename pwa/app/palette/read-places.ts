import { isOpen } from '#shared/domain/encounter.ts';
import { currentStay } from '#shared/domain/stay.ts';
import type { Replica } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Place } from './palette-groups.ts';

const OVER: ReadonlySet<string> = new Set(['cancelled', 'noshow', 'entered-in-error', 'fulfilled']);
const NOWHERE: Place = { ward: null, bed: null, appointmentAt: null };
/** The end of a visit that goes on sorts behind every instant. */
const STILL_OPEN = '9999';

/** Everybody who lies in a ward now or stands on the list of `day`. Read through the indexes of wards and days: a few dozen records, whatever the hospital's size. */
export async function readPlaces(
  replica: Replica,
  day: string,
): Promise<ReadonlyMap<string, Place>> {
  const rows = await replica.collections.locations.find().exec();
  const names = new Map(rows.map((row) => [row.id, row.toJSON().content.name]));
  const wards = rows.filter((row) => row.toJSON().content.kind === 'ward').map(({ id }) => id);
  const [stays, visits] = await Promise.all([openStays(replica, wards), visitsOn(replica, day)]);
  const places = new Map<string, Place>();
  for (const content of stays) {
    const stay = isOpen(content) ? currentStay(content) : undefined;
    if (!stay || !content.patientId) continue;
    const [ward, bed] = [names.get(stay.wardId) ?? null, names.get(stay.bedId) ?? null];
    places.set(content.patientId, { ...NOWHERE, ward, bed });
  }
  for (const { patientId, slot, status } of visits) {
    if (!patientId || !slot || OVER.has(status)) continue;
    const known = places.get(patientId) ?? NOWHERE;
    const isSooner = known.appointmentAt === null || slot.start < known.appointmentAt;
    if (isSooner) places.set(patientId, { ...known, appointmentAt: slot.start });
  }
  return places;
}

async function openStays(
  { collections }: Replica,
  wards: readonly string[],
): Promise<readonly Stored<'encounters'>['content'][]> {
  const found = await Promise.all(
    wards.map((wardId) =>
      collections.encounters.find({ selector: { wardId, endKey: { $gte: STILL_OPEN } } }).exec(),
    ),
  );
  return found.flat().map((row) => (row.toJSON() as unknown as Stored<'encounters'>).content);
}

async function visitsOn(
  { collections }: Replica,
  day: string,
): Promise<readonly Stored<'appointments'>['content'][]> {
  const found = await collections.appointments.find({ selector: { day } }).exec();
  return found.map((row) => (row.toJSON() as unknown as Stored<'appointments'>).content);
}
