import type { Encounter } from '#shared/domain/encounter.ts';
import { importedId, type EncounterId } from '#shared/domain/ids.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { DemoDay } from './bookings.ts';
import { createDice } from './dice.ts';
import type { DemoPatient } from './people.ts';
import { placeId } from './places.ts';
import { CLINICIANS, practitionerId } from './staff.ts';
import { VISITS } from './visits.ts';

const COUNT = 700;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Visits of the last two years, so that a record has a past. */
export function pastVisits(
  people: readonly DemoPatient[],
  { now, seed }: DemoDay,
): readonly { readonly id: EncounterId; readonly content: Encounter }[] {
  const dice = createDice(`${seed} past visits`);
  const living = people.filter(({ isAlive, age }) => isAlive && age > 1);
  return Array.from({ length: COUNT }, (_, i) => {
    const patient = dice.pick(living);
    const fitting = CLINICIANS.filter(({ specialty }) => {
      const words = VISITS[specialty];
      if (!words || (words.sex && words.sex !== patient.sex)) return false;
      return patient.age >= words.ages[0] && patient.age <= words.ages[1];
    });
    const clinician = dice.pick(fitting);
    const words = VISITS[clinician.specialty];
    const isUrgent = clinician.specialty === 'Urgent care';
    const start = now - dice.between(40, 720) * DAY - dice.between(0, 480) * MINUTE;
    return {
      id: importedId<EncounterId>('demo', 'encounter', `past ${i}`),
      content: {
        patientId: patient.id,
        status: 'finished',
        class: isUrgent ? 'EMER' : 'AMB',
        type: dice.pick(words?.types ?? ['Visit']),
        reason: dice.pick(words?.reasons ?? ['Review']),
        period: {
          start: instantAt(start),
          end: instantAt(start + clinician.slotMinutes * MINUTE),
        },
        practitionerId: practitionerId(clinician.key),
        locationId: placeId(`clinic/${clinician.clinic}`),
      },
    };
  });
}
