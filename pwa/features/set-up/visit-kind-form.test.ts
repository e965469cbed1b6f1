import { expect, test } from 'vitest';
import { visitKindsOf } from '#shared/domain/visit-kind.ts';
import {
  allKinds,
  visitKindFault,
  visitKindFormOf,
  visitKindFrom,
  type VisitKindForm,
} from './visit-kind-form.ts';

const form: VisitKindForm = { ...visitKindFormOf(null), name: ' Heart ultrasound ', rooms: ['r'] };
const fault = (change: Partial<VisitKindForm>, id: string | null = null) =>
  visitKindFault({ ...form, ...change }, { id, others: [{ ...visitKindFrom(form, 1), id: 'a' }] });

test('a visit of no time or of a thousand hours is refused where it is typed', () => {
  for (const minutes of ['0', '-10', '60000', '', 'an hour', '12.5'])
    expect(fault({ name: 'ECG', minutes })).toBe('minutes');
  expect(fault({ name: 'ECG', bufferMinutes: '1000' })).toBe('buffer');
  expect(fault({ name: 'ECG', minutes: '480', bufferMinutes: '0' })).toBeNull();
});

test('two kinds of visit in use never share a name', () => {
  expect(fault({ name: '  ' })).toBe('need-name');
  expect(fault({ name: 'heart ULTRASOUND' })).toBe('name-taken');
  expect(fault({ name: 'heart ULTRASOUND' }, 'a')).toBeNull();
});

test('the form gives back what it was given', () => {
  const kind = visitKindFrom(form, 3);
  expect(kind).toEqual({
    name: 'Heart ultrasound',
    minutes: 30,
    rooms: { r: true },
    order: 3,
    isActive: true,
  });
  expect(visitKindFrom(visitKindFormOf(kind), 3)).toEqual(kind);
});

test('what is out of use is set up still, and booked no more', () => {
  const [a, b] = [visitKindFrom(form, 2), { ...visitKindFrom(form, 1), isActive: false }];
  const facility = { kind: 'facility' as const, visitKinds: { a, b } };
  expect(allKinds(facility).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(visitKindsOf([{ content: facility }]).map(({ id }) => id)).toEqual(['a']);
});
