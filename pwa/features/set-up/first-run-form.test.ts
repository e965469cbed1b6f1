import { expect, test } from 'vitest';
import { firstRunFaults, type FirstRunForm } from './first-run-form.ts';

const FULL: FirstRunForm = {
  hospital: 'Harrowmere',
  zone: 'Europe/London',
  language: 'en',
  name: 'Hana Kim',
  username: 'hana',
  password: 'a short sentence',
  again: 'a short sentence',
};

test('a full form has no fault', () => {
  expect(firstRunFaults(FULL)).toEqual({});
});

test('an empty one says what is missing, field by field', () => {
  expect(
    firstRunFaults({
      ...FULL,
      hospital: ' ',
      name: '',
      username: 'Hana Kim',
      password: 'short',
      again: '',
    }),
  ).toEqual({
    hospital: 'needName',
    name: 'needName',
    username: 'badUsername',
    password: 'passwordShort',
    again: 'passwordOther',
  });
});
