import { expect, test } from 'vitest';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { passwordRefusalWords } from './password-refusal-words.ts';

const refused = (kind: string, more: object = {}): CallError => ({
  kind: 'refused',
  problem: { type: `urn:wardline:problem:${kind}`, title: 'A title', status: 422, ...more },
});

test.each<[CallError, RegExp]>([
  [{ kind: 'unreachable' }, /^A password can be changed only while the hospital answers/],
  [{ kind: 'signed-out' }, /sign in again first/],
  [refused('wrong-current-password'), /^The password now is not right/],
  [refused('is-demo'), /^This is the password of the demo/],
  [refused('is-username'), /^The password is the user name/],
  [refused('is-old'), /^This is the password you have now/],
  [refused('too-long'), /200 characters at most/],
  [
    refused('too-many-tries', { status: 429, retryAfterSeconds: 42 }),
    /^Too many tries\. Open again in 42 s\.$/,
  ],
  [
    refused('not-readable', { detail: 'no text' }),
    /did not accept it: no text\. Nothing was changed/,
  ],
])('a password that is not changed is never blamed on the wrong field: %j', (error, expected) => {
  expect(passwordRefusalWords(error)).toMatch(expected);
});
