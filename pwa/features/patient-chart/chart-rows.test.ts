import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Appointment } from '#shared/domain/appointment.ts';
import { orderedAppointments, stillToCome, type AppointmentRow } from './appointment-order.ts';
import { joinedRows, orderedVisits, type VisitRow } from './stay-rows.ts';

const NOW = '2026-11-23T12:00:00.000Z';
const at = (
  id: string,
  hour: string,
  status: Appointment['status'] = 'booked',
): AppointmentRow => ({
  id,
  trail: [],
  content: {
    status,
    slot: {
      wall: `2026-11-23T${hour}:00`,
      zone: 'UTC',
      start: `2026-11-23T${hour}:00:00.000Z`,
      end: `2026-11-23T${hour}:30:00.000Z`,
    },
  },
});
const wish: AppointmentRow = { id: 'w', trail: [], content: { status: 'waitlist' } };

test('what is to come stands first and soonest first, what was stands latest first', () => {
  const rows = [at('a', '08'), at('b', '15'), at('c', '14'), at('d', '09'), wish];
  const { upcoming, past } = orderedAppointments(rows, NOW);
  expect(upcoming.map(({ id }) => id)).toEqual(['c', 'b', 'w']);
  expect(past.map(({ id }) => id)).toEqual(['d', 'a']);
});

test('an appointment that goes on now is still to come, one entered in error never', () => {
  const { upcoming, past } = orderedAppointments(
    [at('now', '12'), at('error', '15', 'entered-in-error')],
    '2026-11-23T12:10:00.000Z',
  );
  expect([upcoming, past].map((rows) => rows.map(({ id }) => id))).toEqual([['now'], ['error']]);
});

test('a cancelled one that lies ahead is shown and not counted', () => {
  const ordered = orderedAppointments([at('a', '15', 'cancelled'), at('b', '16')], NOW);
  expect(ordered.upcoming).toHaveLength(2);
  expect(stillToCome(ordered).map(({ id }) => id)).toEqual(['b']);
});

test('ordering loses no appointment', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 12 });
  fc.assert(
    fc.property(hours, (list) => {
      const rows = list.map((hour) => at(`x${hour}`, String(hour).padStart(2, '0')));
      const { upcoming, past } = orderedAppointments(rows, NOW);
      expect([...upcoming, ...past].map(({ id }) => id).toSorted()).toEqual(
        rows.map(({ id }) => id).toSorted(),
      );
    }),
  );
});

const visit = (id: string, start: string, isOpen = false): VisitRow => ({
  id,
  trail: [],
  content: { status: isOpen ? 'in-progress' : 'finished', class: 'IMP', period: { start } },
});

test('a visit that goes on stands above later ones that ended', () => {
  const rows = [visit('a', '2026-01-01'), visit('b', '2025-01-01', true), visit('c', '2026-05-01')];
  expect(orderedVisits(rows).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('a document that both know is told once, as this device has it', () => {
  const here = [visit('a', '2026-01-01', true)];
  const joined = joinedRows(here, [visit('a', '2026-01-01'), visit('b', '2020-01-01')]);
  expect(joined.map(({ id, content }) => [id, content.status])).toEqual([
    ['a', 'in-progress'],
    ['b', 'finished'],
  ]);
});
