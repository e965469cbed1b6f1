import type { Role } from '#shared/domain/person.ts';

/**
 * Who may use a route. A route that no policy names is denied, so a new one is closed until a line is added here.
 *
 * - `open`: files and signs of life; not counted
 * - `anybody`: human, counted, nobody need be signed in
 * - `own-account`: signed in, even while the password must be changed first
 * - `signed-in`: signed in, with a password of one's own
 * - a role: signed in with that role
 * - `device`: the device's cookie, judged by identify-device
 * - `token`: the bearer token of the read API, judged by the routes under /fhir
 * - `operator`: this machine, or a bearer token
 */
export type Policy =
  | 'open'
  | 'anybody'
  | 'own-account'
  | 'signed-in'
  | Role
  | 'device'
  | 'token'
  | 'operator';

const POLICIES: ReadonlyMap<string, Policy> = new Map<string, Policy>([
  ['GET /livez', 'open'],
  ['GET /readyz', 'open'],
  ['GET /metrics', 'operator'],
  ['GET /api/v1/hospital', 'anybody'],
  ['POST /api/v1/sign-in', 'anybody'],
  ['POST /api/v1/set-up', 'anybody'],
  ['GET /api/v1/me', 'own-account'],
  ['POST /api/v1/sign-out', 'own-account'],
  ['POST /api/v1/password', 'own-account'],
  ['GET /api/v1/staff', 'signed-in'],
  ['GET /api/v1/staff/:id/photo', 'signed-in'],
  ['GET /api/v1/patients/:id/history', 'signed-in'],
  ['GET /api/v1/patients/:id/record', 'signed-in'],
  ['POST /api/v1/patients/:id/opening', 'signed-in'],
  ['GET /api/v1/appointments/:id/reminders', 'signed-in'],
  ['GET /api/v1/appointments/:id/calendar', 'signed-in'],
  ['GET /api/v1/feed', 'signed-in'],
  ['POST /api/v1/feed', 'signed-in'],
  ['DELETE /api/v1/feed', 'signed-in'],
  ['GET /api/v1/fleet', 'admin'],
  ['PATCH /api/v1/devices/:id', 'admin'],
  ['GET /api/v1/escrow', 'admin'],
  ['POST /api/v1/escrow/decision', 'admin'],
  ['GET /api/v1/reminders', 'admin'],
  ['PUT /api/v1/reminders', 'admin'],
  ['POST /api/v1/reminders/test', 'admin'],
  ['POST /api/v1/reminders/retry', 'admin'],
  ['GET /api/v1/people', 'admin'],
  ['POST /api/v1/people', 'admin'],
  ['PATCH /api/v1/people/:id', 'admin'],
  ['POST /api/v1/people/:id/password-reset', 'admin'],
  ['PUT /api/v1/people/:id/photo', 'admin'],
  ['DELETE /api/v1/people/:id/photo', 'admin'],
  ['GET /api/v1/files', 'records'],
  ['POST /api/v1/files', 'records'],
  ['GET /api/v1/files/:id', 'records'],
  ['DELETE /api/v1/files/:id', 'records'],
  ['PUT /api/v1/files/:id/part/:from', 'records'],
  ['POST /api/v1/files/:id/step', 'records'],
  ['GET /api/v1/files/:id/rows/:after', 'records'],
  ['GET /api/v1/files/:id/content', 'records'],
  ['POST /sync/v1/session', 'device'],
  ['POST /sync/v1/pull', 'device'],
  ['POST /sync/v1/push', 'device'],
  ['POST /sync/v1/offer', 'device'],
  ['POST /sync/v1/escrow', 'device'],
  ['POST /sync/v1/directory', 'device'],
  ['GET /sync/v1/snapshot/:scope', 'device'],
  ['GET /sync/v1/snapshot/:scope/:hash', 'device'],
  ['PUT /sync/v1/blob/:hash', 'device'],
  ['GET /sync/v1/blob/:hash', 'device'],
  ['POST /sync/v1/digest', 'device'],
  ['POST /sync/v1/ack', 'device'],
  ['GET /sync/v1/stream', 'device'],
  // Whoever has the link; counted by address, so that nobody tries many.
  ['GET /r/:token', 'anybody'],
  ['POST /r/:token', 'anybody'],
  ['POST /r/:token/push', 'anybody'],
  ['GET /r/page.css', 'open'],
  ['GET /r/page.js', 'open'],
  ['GET /r/worker.js', 'open'],
  // Judged by its address: programs of clinicians ask often, from behind the hospital's one; wrong ones are counted there.
  ['GET /feed/:file', 'open'],
  ['GET /*', 'open'],
]);

/** Reads that nobody asks for by themselves: the fleet follows each poke of the stream, a list of people shows a face in each row, an
 * appointment what was sent, a large file goes in many parts and is looked after while it runs. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  'GET /api/v1/fleet',
  'GET /api/v1/staff/:id/photo',
  'GET /api/v1/appointments/:id/reminders',
  'GET /api/v1/files',
  'GET /api/v1/files/:id',
  'GET /api/v1/files/:id/rows/:after',
  'PUT /api/v1/files/:id/part/:from',
]);

/** True for a human route that takes from the budget of who asks. */
export function isCounted(method: string, pattern: string): boolean {
  return !UNCOUNTED.has(`${method} ${pattern}`);
}

/** The policy of a route by its method and pattern; null denies it. Everything under /fhir is judged by its token; it refuses to write by itself. */
export function policyOf(method: string, pattern: string): Policy | null {
  if (/^\/fhir(\/|$)/.test(pattern)) return 'token';
  return POLICIES.get(`${method} ${pattern}`) ?? null;
}
