import { hasLostTime, type Appointment } from '#shared/domain/appointment.ts';
import type { Copy } from './desks.ts';

/** Exactly one confirmed per time, every other one on the re-book list with the name of who has it, and nothing missing. */
export function checkDesks(
  desks: readonly (readonly { readonly id: string; readonly content: Appointment }[])[],
  copy: Copy,
): string[] {
  const broken: string[] = [];
  const wanted = desks.flat();
  for (const { id, content } of wanted) {
    const there = copy.get(id);
    if (!there) broken.push(`${id} is not in the hospital`);
    else if (there.patientId !== content.patientId) broken.push(`${id} is somebody else's`);
  }
  if (copy.size !== wanted.length) broken.push(`${copy.size} of ${wanted.length} bookings`);
  const byTime = Map.groupBy(copy, ([, { slot }]) => `${slot?.practitionerId} ${slot?.start}`);
  for (const [time, all] of byTime) {
    const winners = all.filter(([, { booking }]) => booking === 'confirmed');
    if (winners.length !== 1) broken.push(`${time}: ${winners.length} confirmed of ${all.length}`);
    for (const [id, content] of all) {
      if (content.booking === 'confirmed') continue;
      if (!hasLostTime(content)) broken.push(`${id} is neither confirmed nor on the list`);
      if (content.clashWith !== winners[0]?.[0]) broken.push(`${id} does not say who has its time`);
    }
  }
  return broken;
}
