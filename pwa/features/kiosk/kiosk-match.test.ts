import { expect, test } from 'vitest';
import { checkInCode } from '#shared/domain/check-in-code.ts';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { kioskMatch, pauseMs } from './kiosk-match.ts';

const person = (family: string, birthDate: string, mrn: string): Patient => ({
  names: { a: { family, given: 'Ada' } },
  birthDate,
  identifiers: { m: { kind: 'mrn', value: mrn } },
});
const people = new Map<string, Patient>([
  ['ada', person("O'Neil", '1959-03-14', '1048827')],
  ['eva', person('Müller', '1959-03-14', '2000016')],
  ['twin', person('Müller', '1959-03-14', '3000025')],
]);
const row = (id: string, patientId: string, time: string, status = 'booked') =>
  aBooking(id, ['a', time], {
    patientId: patientId as PatientId,
    status: status as 'booked',
  }) as Stored<'appointments'>;
const id = newId<string>();
const rows = [
  row(id, 'ada', '10:00'),
  row('eva', 'eva', '10:30'),
  row('late', 'ada', '15:00'),
  row('gone', 'twin', '09:00', 'cancelled'),
];
const at = (time: string): number => Date.parse(`${MONDAY}T${time}:00.000Z`);
const typed = (
  born: string | null,
  proof: string,
  more: Partial<Parameters<typeof kioskMatch>[1]> = {},
) =>
  kioskMatch({ kind: 'typed', born, proof }, { rows, people, now: at('09:40'), ...more })?.id ??
  null;
const scanned = (text: string, now = at('09:40')) =>
  kioskMatch({ kind: 'code', text }, { rows, people, now })?.id ?? null;

test('birth date with the last figures of the MRN, or with the family name in any writing, is enough', () => {
  expect(typed('1959-03-14', '8827')).toBe(id);
  expect(typed('1959-03-14', '104 882-7')).toBe(id);
  expect(typed('1959-03-14', 'o’neil')).toBe(id);
  expect(typed('1959-03-14', 'MULLER')).toBe('eva');
});

test('one alone of the two, or too little of it, finds nobody', () => {
  expect(typed('1959-03-14', '')).toBeNull();
  expect(typed('1959-03-14', '827')).toBeNull();
  expect(typed('1959-03-14', 'Mul')).toBeNull();
  expect(typed('1959-03-15', '8827')).toBeNull();
  expect(typed(null, '8827')).toBeNull();
});

test('two people who are equal in all that was given are told apart at the desk', () => {
  const both = [...rows, row('twin', 'twin', '10:45')];
  expect(typed('1959-03-14', 'Müller', { rows: both })).toBeNull();
  expect(typed('1959-03-14', '0025', { rows: both })).toBe('twin');
});

test('whoever waits is told their token again; the next appointment of the day comes when that is over, none hours before', () => {
  const with10 = (status: string) =>
    rows.map((one) => (one.id === id ? row(id, 'ada', '10:00', status) : one));
  expect(typed('1959-03-14', '8827', { rows: with10('arrived'), now: at('12:30') })).toBe(id);
  expect(typed('1959-03-14', '8827', { rows: with10('fulfilled'), now: at('12:30') })).toBe('late');
  expect(typed('1959-03-14', '8827', { now: at('03:00') })).toBeNull();
});

test('the code of a slip is enough, and another code is none', () => {
  expect(scanned(checkInCode(id))).toBe(id);
  expect(scanned(checkInCode(id).toUpperCase())).toBe(id);
  expect(scanned(id)).toBeNull();
  expect(scanned('WL1:104 882-7')).toBeNull();
  expect(scanned(checkInCode(newId()))).toBeNull();
  expect(scanned(checkInCode(id), at('20:00'))).toBeNull();
});

test('whoever guesses waits longer with every try', () => {
  expect([0, 2, 3, 4, 20].map(pauseMs)).toEqual([0, 0, 15_000, 30_000, 300_000]);
});
