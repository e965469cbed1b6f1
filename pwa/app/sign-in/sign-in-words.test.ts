import { expect, test } from 'vitest';
import type { SignInError } from '#pwa/store/session-context.ts';
import { passwordFault } from './password-fault.ts';
import { endedWords, signInErrorWords } from './sign-in-words.ts';

const words = (error: SignInError, isKnown = false): string =>
  signInErrorWords(error, { place: 'this tablet', isKnown });

/** A new kind of refusal does not compile until it has its words. */
const ERRORS: Readonly<Record<SignInError['kind'], readonly [SignInError, RegExp]>> = {
  'wrong-password': [
    { kind: 'wrong-password', triesLeft: 3 },
    /^Wrong user name or password\. 3 tries left\.$/,
  ],
  'too-many-tries': [
    { kind: 'too-many-tries', retryAfterSeconds: 120 },
    /^Too many tries\. Open again in 2 min\.$/,
  ],
  'unknown-here': [
    { kind: 'unknown-here' },
    /this tablet opens only for people who have signed in/,
  ],
  'password-changed': [
    { kind: 'password-changed' },
    /password was changed\. .* new one as soon as the hospital answers; .* this tablet any more\.$/,
  ],
  'must-change': [
    { kind: 'must-change' },
    /given to you.* change it first.* needs the hospital\. Until then, this tablet stays closed for you\.$/,
  ],
  'lease-over': [
    { kind: 'lease-over', lastContact: '2026-11-16T08:00:00.000Z' },
    /last contact Mon 16 Nov, .* Nothing entered here is lost\.$/,
  ],
  sealed: [{ kind: 'sealed' }, /is sealed.*signed in here before has to sign in first/],
  'device-locked': [
    { kind: 'device-locked' },
    /locked this tablet\. .* kept and is sent once it is unlocked\.$/,
  ],
  unreachable: [{ kind: 'unreachable' }, /^The hospital does not answer/],
  failed: [
    { kind: 'failed', cause: { title: 'Bad', detail: 'The clock is wrong.' } },
    /Nothing was lost\. The hospital says: The clock is wrong\.$/,
  ],
};

test.each(Object.values(ERRORS))('%j says what happened and what to do', (error, expected) => {
  expect(words(error)).toMatch(expected);
});

test('for somebody chosen from the list only the password can be wrong', () => {
  expect(words({ kind: 'wrong-password', triesLeft: null }, true)).toBe('Wrong password.');
});

test('whoever finds the device closed reads whose session has ended, why, and that nothing is lost', () => {
  const ended = { name: 'Marta Silva', why: 'password-changed' } as const;
  expect(endedWords(ended, 'this tablet')).toMatch(
    /^.Marta Silva.: .*password was changed.*this tablet.* Nothing entered here is lost\.$/,
  );
  expect(endedWords({ ...ended, why: 'no-account' }, 'this tablet')).toMatch(
    /^.Marta Silva.: .*no longer sign in.* Nothing entered here is lost\.$/,
  );
});

test('a fault without words of the hospital is not filled with noise', () => {
  const cause = new Error('x is not a function');
  expect(words({ kind: 'failed', cause })).toBe('Signing in did not work. Nothing was lost.');
});

test.each([
  [{ current: '', next: 'a long sentence', again: 'a long sentence' }, 'missing'],
  [{ current: 'old', next: 'short', again: 'short' }, 'short'],
  [{ current: 'the same one', next: 'the same one', again: 'the same one' }, 'same-as-before'],
  [{ current: 'old', next: 'a long sentence', again: 'a long sentense' }, 'not-same'],
  [{ current: 'old', next: 'a long sentence', again: 'a long sentence' }, null],
] as const)('%j is held against the rules of a password', (fields, fault) => {
  expect(passwordFault(fields)).toBe(fault);
});
