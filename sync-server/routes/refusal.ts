import type { Context } from 'hono';
import type { Problem } from '#shared/sync/problem.ts';

/** Every way a request can be turned down, with its status and what it says. */
const REFUSALS = {
  'cut-off': [400, 'The request ended before it was whole'],
  'signed-out': [401, 'Nobody is signed in'],
  'unknown-device': [401, 'This device is not known here'],
  'wrong-password': [401, 'The name or the password is wrong'],
  'wrong-current-password': [422, 'The current password is wrong'],
  'must-change-password': [403, 'The password must be changed first'],
  'device-locked': [403, 'This device is locked'],
  'not-allowed': [403, 'This account may not do that'],
  'no-policy': [403, 'This route is closed'],
  'other-origin': [403, 'The request comes from another site'],
  'not-found': [404, 'There is nothing at this address'],
  'no-such-person': [404, 'There is no such person'],
  'no-such-device': [404, 'There is no such device'],
  'no-such-patient': [404, 'There is no such patient'],
  'no-such-file': [404, 'There is no such file'],
  'no-such-photo': [404, 'There is no such photo'],
  'no-such-appointment': [404, 'There is no such appointment'],
  'no-such-message': [404, 'There is no such message that could go again'],
  'not-allowed-method': [405, 'This address is only read'],
  'is-set-up': [409, 'This hospital is set up already'],
  'username-taken': [409, 'This username is taken'],
  'name-taken': [409, 'This name is taken'],
  'other-epoch': [409, 'The hospital was restored once more'],
  'may-push': [409, 'This device may push'],
  'too-much-waits': [409, 'Too much of this device waits for a person'],
  'other-place': [409, 'This part does not follow what has arrived'],
  'not-now': [409, 'The file is at another step'],
  'last-admin': [409, 'This is the last administrator'],
  'no-clinician': [409, 'This account is no clinician'],
  'no-mail': [409, 'No mail server is set'],
  'too-large': [413, 'The request is too large'],
  'not-json': [415, 'The body must be JSON'],
  'is-compressed': [415, 'A compressed body is not taken'],
  'not-a-part': [415, 'The body is no part of a file'],
  'not-a-photo': [415, 'The body is no photo'],
  'other-hash': [422, 'The content is not the one that is named'],
  'not-readable': [422, 'The request cannot be read'],
  'no-name-column': [422, 'No column says a name'],
  'too-short': [422, 'The password is too short'],
  'too-long': [422, 'The password is too long'],
  'is-username': [422, 'The password is the username'],
  'is-old': [422, 'The password is the old one'],
  'is-demo': [422, 'The password is the one of the demo'],
  'other-protocol': [426, 'This app and this server speak different protocols'],
  'too-many': [429, 'Too many requests'],
  'too-many-tries': [429, 'Too many failed sign-ins'],
  failed: [500, 'The server failed'],
  'not-ready': [503, 'The server is not ready'],
  'in-use': [503, 'The database is busy'],
  'disk-full': [507, 'The disk of the server is full'],
} as const;
export type RefusalKind = keyof typeof REFUSALS;

/** What a refusal may add to its title; nothing here may name a patient. */
export type RefusalNote = Pick<Problem, 'detail' | 'where' | 'retryAfterSeconds'>;

/** What a refusal says (RFC 9457). */
export function problemOf(kind: RefusalKind, note: RefusalNote = {}) {
  const [status, title] = REFUSALS[kind];
  return { type: `urn:wardline:problem:${kind}`, title, status, ...note } satisfies Problem;
}

/** Answers with problem details; `retryAfterSeconds` becomes the header too, the kind goes to whoever counts. */
export function refuse(c: Context, kind: RefusalKind, note: RefusalNote = {}): Response {
  const body = problemOf(kind, note);
  c.set('refused', kind);
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (note.retryAfterSeconds) headers['retry-after'] = String(note.retryAfterSeconds);
  return c.body(JSON.stringify(body), body.status, headers);
}
