import { clinicScope, wardScope } from '#shared/sync/place-scope.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { Dice } from './dice.ts';
import type { Slot, World } from './world.ts';

/** An administrator gives a tablet other places, or the whole hospital. */
export function rescope({ hospital, template, note }: World, slot: Slot, dice: Dice): void {
  const { wards, clinics } = template.places;
  const all = [...wards.map(wardScope), ...clinics.map(clinicScope)];
  const places = dice.chance(0.3) ? null : all.filter(() => dice.chance(0.45));
  note(`device ${slot.index} gets ${places === null ? 'everything' : `${places.length} places`}`);
  void hospital
    .life()
    ?.devices.change(slot.device, { places })
    .catch(() => undefined);
}

/** Somebody opens a record outside the places of their tablet, for a reason (S14). */
export function openOutside(world: World, slot: Slot, dice: Dice): void {
  const life = world.hospital.life();
  const person = slot.process?.signedIn;
  const patients = [...world.view.feeds.of(FACILITY_SCOPE, 'patients').keys()].toSorted();
  if (!life || !person || patients.length === 0) return;
  const id = dice.pick(patients);
  const open = async (): Promise<void> => {
    const device = await life.known.get(slot.device);
    if (typeof device === 'object')
      await life.openOutside({ person, device }, id as never, 'found in the corridor');
  };
  void open().catch(() => undefined);
}
