import { admitPatient } from '#shared/domain/admit-patient.ts';
import {
  APPOINTMENT_STATUSES,
  canTransition,
  type Appointment,
} from '#shared/domain/appointment.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { decided } from '#shared/domain/decide-dispute.ts';
import { dischargePatient } from '#shared/domain/discharge-patient.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import type { Location } from '#shared/domain/location.ts';
import { moveAppointment } from '#shared/domain/move-appointment.ts';
import { moveToBed } from '#shared/domain/move-to-bed.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { isSame, type Json } from '#shared/lib/json.ts';
import { slotAt, SLOTS } from '#e2e/simulator/server/template.ts';
import type { Write } from '#pwa/store/replica.ts';
import { PATIENT_CHANGES, WORDS, type Desk } from './patient-edits.ts';

type Edit = (desk: Desk) => readonly Write[] | null;
type Change<C extends CollectionName> = Write<C>['change'];

/** What people do all day, each with the fields of every merge policy among them. */
const EDITS: Readonly<Record<string, readonly [weight: number, edit: Edit]>> = {
  'change patient': [40, editPatient],
  'register patient': [4, registerPatient],
  'change appointment': [16, editAppointment],
  book: [10, book],
  'move patient': [10, moveStay],
  admit: [5, admit],
  discharge: [3, discharge],
  'clean bed': [4, cleanBed],
  decide: [12, decide],
};

/** One action by somebody at a tablet; null where there is nothing to do it with. */
export function anEdit(
  desk: Desk,
): { readonly name: string; readonly writes: readonly Write[] } | null {
  const weights = Object.fromEntries(
    Object.entries(EDITS).map(([name, [weight]]) => [name, weight]),
  );
  const name = desk.dice.weighed(weights);
  const writes = EDITS[name]?.[1](desk) ?? null;
  return writes && { name, writes };
}

function write<C extends CollectionName>(
  collection: C,
  id: string,
  change: Change<C>,
): readonly Write[] {
  return [{ collection, id, change } as unknown as Write];
}
function one(desk: Desk, collection: CollectionName): { id: string; content: unknown } | null {
  const held = desk.held(collection);
  return held.length > 0 ? desk.dice.pick(held) : null;
}

function editPatient(desk: Desk): readonly Write[] | null {
  const patient = one(desk, 'patients');
  if (!patient) return null;
  const changes = [desk.dice.pick(PATIENT_CHANGES), desk.dice.pick(PATIENT_CHANGES)];
  const used = desk.dice.chance(0.3) ? changes : changes.slice(1);
  return write(
    'patients',
    patient.id,
    frozen((before: Patient) => used.reduce((now, change) => change(now, desk), before)),
  );
}

/** `act` asks for the change once or twice; it must say the same both times. */
function frozen<T>(change: (before: T) => T): (before: T | undefined) => T {
  let made: { readonly before: T | undefined; readonly after: T } | null = null;
  return (before) => {
    if (!made || !isSame(made.before as Json, before as Json))
      made = { before, after: change(before ?? ({} as T)) };
    return made.after;
  };
}

function registerPatient({ dice }: Desk): readonly Write[] {
  const family = dice.pick(WORDS);
  return write('patients', dice.uuid(), () => ({
    names: { official: { use: 'official', family, given: 'New' } },
    birthDate: '1970',
  }));
}

function editAppointment(desk: Desk): readonly Write[] | null {
  const found = one(desk, 'appointments');
  if (!found) return null;
  const { dice, at } = desk;
  const appointment = found.content as Appointment;
  if (dice.chance(0.3)) {
    const slot = slotAt(desk.places, dice.below(SLOTS), dice.below(2));
    const moved = moveAppointment(appointment, slot, dice.chance(0.1) ? 'urgent' : '');
    return moved.ok ? write('appointments', found.id, () => moved.value) : null;
  }
  if (dice.chance(0.3)) {
    const comment = dice.pick(WORDS);
    return write('appointments', found.id, (before) => ({ ...(before ?? appointment), comment }));
  }
  const next = APPOINTMENT_STATUSES.filter(
    (status) => status !== appointment.status && canTransition(appointment.status, status),
  );
  if (next.length === 0) return null;
  const status = dice.pick(next);
  return write('appointments', found.id, (before) => ({
    ...(before ?? appointment),
    status,
    statusSince: at,
  }));
}

function book(desk: Desk): readonly Write[] | null {
  const patient = one(desk, 'patients');
  if (!patient) return null;
  const { dice, at } = desk;
  const slot = slotAt(desk.places, dice.below(SLOTS), dice.below(2));
  const booked = bookAppointment({
    slot,
    at,
    patientId: patient.id as never,
    ...(dice.chance(0.1) ? { overbookingReason: 'urgent' } : {}),
  });
  return write('appointments', dice.uuid(), () => booked);
}

function admit(desk: Desk): readonly Write[] | null {
  const patient = one(desk, 'patients');
  if (!patient) return null;
  const { dice, at, places } = desk;
  const newKey = (): string => dice.uuid();
  const place = dice.pick(places.beds) as never;
  const admitted = admitPatient({ patientId: patient.id as never, place, at, newKey });
  return write('encounters', dice.uuid(), () => admitted);
}

function moveStay(desk: Desk): readonly Write[] | null {
  const found = one(desk, 'encounters');
  if (!found) return null;
  const { dice, at, places } = desk;
  const to = dice.pick(places.beds) as never;
  const key = dice.uuid();
  return write('encounters', found.id, (before) => {
    const encounter = before ?? (found.content as Encounter);
    const moved = moveToBed(encounter, { to, at, newKey: () => key });
    return moved.ok ? moved.value : encounter;
  });
}

function discharge(desk: Desk): readonly Write[] | null {
  const found = one(desk, 'encounters');
  if (!found) return null;
  const key = desk.dice.uuid();
  return write('encounters', found.id, (before) => {
    const encounter = before ?? (found.content as Encounter);
    const ended = dischargePatient(encounter, desk.at, () => key);
    return ended.ok ? ended.value : encounter;
  });
}

function cleanBed(desk: Desk): readonly Write[] | null {
  const { dice, at, places } = desk;
  const { bedId } = dice.pick(places.beds);
  const bed = desk.held('locations').find(({ id }) => id === bedId);
  if (!bed) return null;
  const isClosed = dice.chance(0.4);
  return write('locations', bed.id, (before) => {
    const location = before ?? (bed.content as Location);
    if (!isClosed) return { ...location, cleanedAt: at };
    return { ...location, status: location.status === 'active' ? 'closed' : 'active' };
  });
}

function decide(desk: Desk): readonly Write[] | null {
  const open = desk
    .held('disputes')
    .filter(({ content }) => (content as Dispute).status === 'open');
  if (open.length === 0) return null;
  const found = desk.dice.pick(open);
  const dispute = found.content as Dispute;
  if (dispute.kind === 'refused')
    return write('disputes', found.id, (before) => ({
      ...(before ?? dispute),
      status: 'dismissed',
    }));
  const keys = Object.keys(dispute.readings ?? {});
  if (keys.length === 0) return null;
  const reading = desk.dice.pick(keys);
  return write('disputes', found.id, (before) => decided(before ?? dispute, reading, desk));
}
