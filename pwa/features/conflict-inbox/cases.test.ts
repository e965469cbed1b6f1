import { expect, test } from 'vitest';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { LocationId, PatientId, PersonId } from '#shared/domain/ids.ts';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { aConflict, aRefusal } from './a-dispute.ts';
import { casesOf, maySettle, rolesFor, subjectOf, type Case } from './cases.ts';

const stored = (id: string, content: Dispute) => ({ id, rev: 'e.1', trail: [], content });
const nothing = { disputes: [], clashes: [], beds: [], doubled: [], later: new Set<string>() };
const bed: Extract<Case, { kind: 'bed' }> = {
  kind: 'bed',
  id: 'bed 2',
  name: 'Bed 2',
  wardId: 'w',
  occupants: [],
};
const ids = (cases: readonly Case[]) => cases.map(({ id }) => id);
const phone = aConflict({ path: '/birthDate', openedAt: '2026-11-22T08:00:00.000Z' });

test('what can harm comes first, then what has waited longest', () => {
  const { open } = casesOf({
    ...nothing,
    disputes: [
      stored('birth date', phone),
      stored('allergy', aConflict()),
      stored('no', aRefusal()),
    ],
    beds: [bed],
  });
  expect(ids(open)).toEqual(['bed 2', 'allergy', 'birth date', 'no']);
});

test('what was left for later comes last and is never hidden', () => {
  const disputes = [stored('allergy', aConflict()), stored('birth date', phone)];
  const { open } = casesOf({ ...nothing, disputes, later: new Set(['allergy']) });
  expect(ids(open)).toEqual(['birth date', 'allergy']);
});

test('settled ones stay listed, the newest decision first', () => {
  const decision = (at: string) =>
    ({ reading: 'high', by: 'ravi', at }) as Dispute['decision'] & object;
  const { open, settled } = casesOf({
    ...nothing,
    disputes: [
      stored(
        'old',
        aConflict({ status: 'decided', decision: decision('2026-11-23T14:00:00.000Z') }),
      ),
      stored(
        'new',
        aConflict({ status: 'decided', decision: decision('2026-11-23T15:00:00.000Z') }),
      ),
      stored('aside', aRefusal({ status: 'dismissed' })),
    ],
  });
  expect(open).toEqual([]);
  expect(ids(settled)).toEqual(['new', 'old', 'aside']);
});

test('a lost time is listed until it is given another or given up', () => {
  const clashes = [
    aBooking('lost', ['a', '09:00'], { booking: 'clash' }),
    aBooking('given up', ['a', '09:00'], { booking: 'clash', status: 'cancelled' }),
  ];
  expect(ids(casesOf({ ...nothing, clashes }).open)).toEqual(['lost']);
});

test('everybody sees a case, and those who may write the field may settle it', () => {
  const allergy: Case = { kind: 'conflict', id: '1', dispute: aConflict() };
  expect(rolesFor(allergy)).toEqual(['nurse', 'reception', 'doctor', 'records']);
  expect(maySettle(allergy, ['admin'])).toBe(false);
  const slot = aConflict({ subject: { collection: 'appointments', id: 'a' }, path: '/slot' });
  expect(rolesFor({ kind: 'conflict', id: '2', dispute: slot })).toEqual([
    'reception',
    'doctor',
    'records',
  ]);
});

test('a chip says what a case is about', () => {
  const of = (dispute: Dispute) => subjectOf({ kind: dispute.kind, id: '1', dispute });
  expect(of(aConflict())).toBe('safety');
  expect(of(phone)).toBe('details');
  expect(of(aRefusal())).toBe('visit');
  expect(subjectOf(bed)).toBe('safety');
});

test('one person in two beds is asked once, with whoever moved them to each', () => {
  const at = (bedId: string, since: string) => ({
    bedId: bedId as LocationId,
    wardId: 'w' as LocationId,
    bed: bedId,
    name: `Bed ${bedId}`,
    since,
  });
  const person = { visitIds: ['visit'], patientId: 'p' as PatientId };
  const places = [at('3', '13:10'), at('14', '13:40')];
  const reading = (value: string, by: string) => ({
    ...Object.values(aConflict().readings ?? {})[0],
    value,
    by: by as PersonId,
  });
  const left = aConflict({
    subject: { collection: 'encounters', id: 'visit' },
    path: '/stays/old/end',
    readings: { one: reading('13:10', 'marta'), two: reading('13:40', 'amina') },
  } as Partial<Dispute>);
  const disputes = [stored('left', left)];
  const doubled = [{ kind: 'doubled' as const, id: 'beds', person, places }];
  const { open } = casesOf({ ...nothing, disputes, doubled });
  expect(ids(open)).toEqual(['beds']);
  const [one] = open;
  expect(one?.kind === 'doubled' && one.places.map(({ reading: said }) => said?.by)).toEqual([
    'marta',
    'amina',
  ]);
  expect(ids(casesOf({ ...nothing, disputes }).open)).toEqual(['left']);
});
