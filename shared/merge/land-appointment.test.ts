import { expect, test } from 'vitest';
import type { Appointment } from '#shared/domain/appointment.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import { moveAppointment } from '#shared/domain/move-appointment.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from './changes-between.ts';
import { landEntry } from './land-entry.ts';

const slot = (hour: string) => ({
  wall: `2026-11-23T${hour}:00`,
  zone: 'Europe/Dublin',
  start: `2026-11-23T${hour}:00:00.000Z`,
  end: `2026-11-23T${hour}:30:00.000Z`,
});
const booked = bookAppointment({
  patientId: 'p' as PatientId,
  slot: slot('10'),
  at: '2026-11-20T10:00:00.000Z',
});

test('the hospital takes a move of a clash and a step as a desk writes them', () => {
  const master = { ...booked, booking: 'clash', clashWith: 'x' } as Appointment;
  const moved = moveAppointment(master, slot('11'));
  const after = moved.ok ? moved.value : master;
  const changes = changesBetween(
    'appointments',
    master as unknown as JsonMap,
    after as unknown as JsonMap,
  );
  expect(landEntry('appointments', master as unknown as JsonMap, { changes })).toMatchObject({
    ok: true,
    value: { content: { slot: slot('11'), booking: 'provisional' } },
  });
});

test('a move that is undone before the hospital saw it leaves the confirmed booking as it was', () => {
  const master = { ...booked, booking: 'confirmed' } as unknown as JsonMap;
  const moved = { ...booked, slot: slot('11') } as unknown as JsonMap;
  const there = changesBetween('appointments', master, moved);
  const back = changesBetween('appointments', moved, master);
  const landed = landEntry('appointments', master, { changes: there });
  const undone =
    landed.ok &&
    landEntry('appointments', landed.value.content, { changes: back, undoes: 'm' as never });
  expect(undone).toMatchObject({ ok: true, value: { content: { slot: slot('10') } } });
});
