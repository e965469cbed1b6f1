import { expect, test } from 'vitest';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import { nextStep, setUpState, type SetUpRows } from './set-up-steps.ts';

const EMPTY: SetUpRows = { places: [], practitioners: [], schedules: [] };
const place = (
  id: string,
  kind: 'facility' | 'clinic' | 'ward' | 'bed',
  parentId?: string,
  status: 'active' | 'inactive' = 'active',
) => ({
  id,
  content: { kind, name: id, status, ...(parentId ? { parentId: parentId as LocationId } : {}) },
});

test('an empty hospital begins at the beginning', () => {
  const state = setUpState(EMPTY);
  expect(Object.values(state.isDone).every((isDone) => !isDone)).toBe(true);
  expect(nextStep(state)).toBe('hospital');
});

test('a ward without a bed that is in use is no ward yet', () => {
  const places = [
    place('f', 'facility'),
    place('c', 'clinic', 'f'),
    place('w', 'ward', 'f'),
    place('b', 'bed', 'w', 'inactive'),
  ];
  const state = setUpState({ ...EMPTY, places });
  expect(state).toMatchObject({ clinics: 1, wards: 1, beds: 0 });
  expect(nextStep(state)).toBe('wards');
});

test('hours are done when everybody who has a column has some', () => {
  const practitioners = ['p', 'q'].map((id) => ({ id, content: { isActive: true } }));
  const hoursOf = (id: string) => ({
    content: {
      practitionerId: id as PractitionerId,
      zone: 'UTC',
      slotMinutes: 30,
      rules: { a: { weekday: 1, start: '09:00', end: '12:00' } },
    },
  });
  expect(setUpState({ ...EMPTY, practitioners, schedules: [hoursOf('p')] })).toMatchObject({
    withHours: 1,
    isDone: { hours: false },
  });
  expect(
    setUpState({ ...EMPTY, practitioners, schedules: [hoursOf('p'), hoursOf('q')] }).isDone.hours,
  ).toBe(true);
});
