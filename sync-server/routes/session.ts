import { Hono, type Context } from 'hono';
import { parseSession } from '#shared/sync/parse-request.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { MeetDevice } from '#server/services/contact.ts';
import { protocolWith, type OpenSession, type SessionError } from '#server/services/session.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';
import { refuse, type RefusalKind } from './refusal.ts';
import { setDeviceCookie } from './session-cookies.ts';

export interface SessionRouteDeps {
  readonly meet: MeetDevice;
  readonly session: OpenSession;
}

const SPOKEN = `This hospital speaks protocol ${OLDEST_PROTOCOL} to ${PROTOCOL_VERSION}.`;
const REFUSALS: Readonly<Record<SessionError['kind'], readonly [RefusalKind, string]>> = {
  'too-old': [
    'other-protocol',
    `${SPOKEN} Reload the app to get the new one; nothing unsent is lost.`,
  ],
  'too-new': ['other-protocol', `${SPOKEN} The app is newer: the server must be updated.`],
  'not-set-up': ['not-ready', 'The hospital has not been set up yet.'],
};

const COPIES =
  'So many copies of devices have come up today that no more are made. What waits on it stays on it.';
const RETRY_SECONDS = 3600;

/** `POST /sync/v1/session`: what a device says and is told when it comes back. */
export function sessionRoute({ meet, session }: SessionRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parseSession);
    if (!request.ok) return refuseBody(c, request.error);
    const spoken = protocolWith(request.value);
    if (!spoken.ok) return refuseSession(c, spoken.error);
    const met = await meet(c.var.device, request.value);
    if (!met.ok) return refuse(c, 'too-many', { detail: COPIES, retryAfterSeconds: RETRY_SECONDS });
    const { device, token, said } = met.value;
    const answer = await session(device, request.value);
    if (token) setDeviceCookie(c, token);
    if (answer.ok)
      return c.json({ ...answer.value, ...said }, 200, { 'cache-control': 'no-store' });
    return refuseSession(c, answer.error);
  });
}

function refuseSession(c: Context, error: SessionError): Response {
  const [kind, detail] = REFUSALS[error.kind];
  return refuse(c, kind, { detail });
}
