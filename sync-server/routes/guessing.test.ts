import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInProcess, type InProcess } from '#server/testing/in-process.ts';

let hospital: InProcess;
beforeEach(async () => {
  hospital = startInProcess();
  await hospital.addPerson('marta', 'nurse');
});
afterEach(() => hospital.stop());

test('guesses sent all at once are counted like guesses one after the other', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => hospital.browser().signIn('marta', 'wrong')),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    401, 401, 401, 401, 401, 429, 429, 429,
  ]);
});

test('guesses at the current password are counted even when they are sent all at once', async () => {
  const tablet = hospital.browser();
  await tablet.signIn('marta');
  const body = { current: 'wrong', next: 'another horse 10' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => tablet.send('POST', '/api/v1/password', body)),
  );
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
});

test('who signs in again and again never runs out', async () => {
  for (let n = 0; n < 7; n += 1) {
    expect((await hospital.browser().signIn('marta')).status).toBe(200);
  }
});
