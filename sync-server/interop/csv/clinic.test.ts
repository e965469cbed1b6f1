import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadOutcome } from '#server/interop/source-record.ts';
import { clinicPatient } from './clinic-patient.ts';
import { createClinicPlanner, type ClinicPlan } from './clinic-plan.ts';
import { createClinicReader } from './clinic-reader.ts';
import { clinicFileOf, slotOf, type ClinicSlot } from './clinic-rows.ts';
import { csvRows, type CsvItem } from './csv-rows.ts';

type Row = Exclude<CsvItem, { kind: 'header' }>;

async function rows(text: string, size = 11): Promise<Row[]> {
  async function* chunks(): AsyncGenerator<string> {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  const items: CsvItem[] = [];
  for await (const item of csvRows(chunks())) items.push(item);
  return items.filter((item) => item.kind !== 'header');
}
function planOf(slots: readonly ClinicSlot[], endThisWeek: string | null = null): ClinicPlan {
  const planner = createClinicPlanner();
  for (const slot of slots) planner.addSlot(slot, true);
  return planner.plan({ endThisWeek });
}
const contentOf = (outcome: ReadOutcome): unknown =>
  outcome.kind === 'taken' ? outcome.records[0]?.content : outcome;
const SLOT: ClinicSlot = { slotId: '000001', day: '2016-01-01', time: '08:00' };
const ROW = {
  appointment_id: '1',
  slot_id: '000001',
  appointment_date: '2016-01-01',
  appointment_time: '08:00:00',
  status: 'attended',
  check_in_time: '07:58:19',
  start_time: '08:00:57',
  end_time: '08:19:03',
  patient_id: '38422',
};

test('byte order mark, CRLF, semicolons, quoted line ends and another order of columns are read', async () => {
  const items = await rows(
    '\uFEFFname;patient_id;Sex\r\n"Davis\r\nSarah";1;Female\r\n"O""Hara; Ann";2;F\r\n',
  );
  expect(items.map((item) => item.kind === 'row' && item.row)).toEqual([
    { name: 'Davis\r\nSarah', patient_id: '1', sex: 'Female' },
    { name: 'O"Hara; Ann', patient_id: '2', sex: 'F' },
  ]);
});

test('a row with a field too many is refused with its line and spoils no other', async () => {
  const items = await rows('patient_id,name\n1,A B\n2,C,D\n3,E F\n');
  const byLine = items.toSorted((a, b) => a.line - b.line);
  expect(
    byLine.map((item) => [item.line, item.kind === 'row' ? item.row['patient_id'] : item.reason]),
  ).toEqual([
    [2, '1'],
    [3, 'has more or fewer fields than the header'],
    [4, '3'],
  ]);
});

test('the files are known by their columns', () => {
  expect(clinicFileOf(Object.keys(ROW))).toBe('appointments');
  expect(clinicFileOf(['slot_id', 'appointment_date', 'appointment_time'])).toBe('slots');
  expect(clinicFileOf(['patient_id', 'name', 'dob'])).toBe('patients');
  expect(clinicFileOf(['a'])).toBeNull();
});

test('nobody is ever given two slots at once', () => {
  const slot = fc.record({
    slotId: fc.uuid(),
    day: fc.constant('2024-05-06'),
    time: fc.constantFrom('08:00', '08:05', '08:15', '08:30'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(slot, { maxLength: 12, selector: (s) => s.slotId }), (slots) => {
      const plan = planOf(slots);
      const taken = slots.map((one) => ({
        start: minutes(one.time),
        who: plan.practitionerOf(one),
      }));
      for (const [i, a] of taken.entries()) {
        expect(a.who).toBeLessThan(plan.practitioners);
        for (const b of taken.slice(i + 1)) {
          const isApart = Math.abs(a.start - b.start) >= plan.slotMinutes;
          expect(a.who !== b.who || isApart).toBe(true);
        }
      }
    }),
  );
});
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

test('an attended appointment is fulfilled, with the times that were written down', () => {
  const reader = createClinicReader({ source: 's', zone: 'Europe/Madrid', plan: planOf([SLOT]) });
  expect(contentOf(reader.read('appointments', ROW))).toMatchObject({
    status: 'fulfilled',
    booking: 'confirmed',
    slot: {
      wall: '2016-01-01T08:00',
      zone: 'Europe/Madrid',
      start: '2016-01-01T07:00:00.000Z',
      end: '2016-01-01T07:15:00.000Z',
    },
    arrivedAt: '2016-01-01T06:58:19.000Z',
    seenAt: '2016-01-01T07:00:57.000Z',
    statusSince: '2016-01-01T07:19:03.000Z',
  });
});

test('each status of the list has its place; one that nobody knows is refused', () => {
  const reader = createClinicReader({ source: 's', zone: 'UTC', plan: planOf([SLOT]) });
  const statusOf = (status: string): unknown => {
    const content = contentOf(reader.read('appointments', { ...ROW, status }));
    return (content as { status?: string; reason?: string }).status ?? content;
  };
  expect(['cancelled', 'Did not attend', 'unknown', 'scheduled'].map(statusOf)).toEqual([
    'cancelled',
    'noshow',
    'booked',
    'booked',
  ]);
  expect(statusOf('constructor')).toMatchObject({ kind: 'refused' });
});

test('dates move by whole weeks until the last appointment lies in this week', () => {
  const plan = planOf([SLOT, { ...SLOT, slotId: '2', day: '2015-12-23' }], '2026-11-26');
  // 1 January 2016 and 27 November 2026 are Fridays.
  expect(plan.shifted('2016-01-01')).toBe('2026-11-27');
  expect(plan.shifted('2015-12-23')).toBe('2026-11-18');
  expect(planOf([SLOT]).shifted('2016-01-01')).toBe('2016-01-01');
});

test('a row whose date or time is none is refused', () => {
  expect(slotOf({ ...ROW, appointment_date: '31/12/2016' }).ok).toBe(false);
  expect(slotOf({ ...ROW, appointment_date: '2016-02-30' }).ok).toBe(false);
  expect(slotOf({ ...ROW, appointment_time: '25:00' }).ok).toBe(false);
  expect(slotOf({ ...ROW, slot_id: '' })).toMatchObject({
    value: { slotId: '2016-01-01 08:00:00' },
  });
});

test('names of the list come apart into title, given and family name', () => {
  const nameOf = (name: string): unknown =>
    (contentOf(clinicPatient({ patient_id: '1', name }, 's')) as { names?: { official: unknown } })
      .names?.official;
  expect(nameOf('Dr. Sarah Jane Davis Jr.')).toEqual({
    use: 'official',
    prefix: 'Dr.',
    given: 'Sarah Jane',
    family: 'Davis',
    suffix: 'Jr.',
  });
  expect(nameOf('Davis, Sarah')).toEqual({ use: 'official', family: 'Davis', given: 'Sarah' });
  expect(nameOf('Suharto')).toEqual({ use: 'official', text: 'Suharto' });
  expect(nameOf('')).toBeUndefined();
});
