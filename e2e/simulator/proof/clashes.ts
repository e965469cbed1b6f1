import { holdsSlot, overlaps, type Appointment } from '#shared/domain/appointment.ts';
import { bedStates } from '#shared/domain/bed.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import type { Location } from '#shared/domain/location.ts';
import { openStaysOf } from '#shared/domain/stay.ts';
import { isOpen } from '#shared/domain/encounter.ts';
import type { Master } from './hospital-view.ts';
import type { Oracle } from './oracle.ts';

/** No time of a clinician is confirmed twice without a reason, and nobody waits for a word. */
export function checkBookings(oracle: Oracle, masters: readonly Master[]): void {
  const booked = masters
    .filter(({ collection }) => collection === 'appointments')
    .map(({ id, content }) => ({ id, content: content as unknown as Appointment }))
    .filter(({ content }) => holdsSlot(content));
  for (const { id, content } of booked)
    if (content.booking === 'provisional')
      oracle.report('double-booking', `${id} was never judged`);
  const having = booked.filter(({ content }) => content.booking !== 'clash');
  for (const [i, one] of having.entries())
    for (const other of having.slice(i + 1)) {
      const [a, b] = [one.content.slot, other.content.slot];
      if (!a?.practitionerId || !b || a.practitionerId !== b.practitionerId) continue;
      if (!overlaps(a, b)) continue;
      if (one.content.overbookingReason || other.content.overbookingReason) continue;
      oracle.report('double-booking', `${one.id} and ${other.id} have one time`);
    }
}

/** Two people in one bed are shown as two people in one bed. */
export function checkBeds(oracle: Oracle, masters: readonly Master[]): void {
  const encounters = masters
    .filter(({ collection }) => collection === 'encounters')
    .map(({ id, content }) => ({ id, content: content as unknown as Encounter }));
  const beds = masters
    .filter(({ collection, content }) => collection === 'locations' && content['kind'] === 'bed')
    .map(({ id, content }) => ({ id, content: content as unknown as Location }));
  const states = bedStates(beds, encounters);
  for (const { id, content } of beds) {
    const inIt = new Set(
      encounters
        .filter((one) => isOpen(one.content))
        .filter((one) => openStaysOf(one.content).some(({ bedId }) => bedId === id))
        .map((one) => one.content.patientId),
    );
    const kind = states.get(id)?.kind;
    if (inIt.size > (content.capacity ?? 1) && kind !== 'clash')
      oracle.report('bed-overlap', `${inIt.size} people in ${id}, which looks ${kind}`);
  }
}
