import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { PERSON_HEADER } from '#shared/sync/person-header.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Devices } from '#server/services/devices.ts';
import type { SignIn } from '#server/services/sign-in.ts';

/** Names of the cookies; both are HttpOnly and SameSite=Strict. */
export const SESSION_COOKIE = 'wardline-session';
export const DEVICE_COOKIE = 'wardline-device';

/** What the device's cookie says; a request is asked more than once, and its cookies are read once. */
export function deviceTokenOf(c: Context<AppEnv>): string | undefined {
  const known = c.get('deviceToken');
  if (known !== undefined) return known;
  const token = getCookie(c, DEVICE_COOKIE);
  c.set('deviceToken', token);
  return token;
}

export interface IdentifyDeps {
  readonly devices: Pick<Devices, 'identify'>;
  readonly signIn: Pick<SignIn, 'identify'>;
}

/** Finds out which browser and which person a human route is asked by; judges nobody. */
export function identifyPerson({ devices, signIn }: IdentifyDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const device = deviceTokenOf(c);
    const session = getCookie(c, SESSION_COOKIE);
    const browser = device ? await devices.identify(device) : null;
    c.set('browser', browser);
    const signedIn = session ? await signIn.identify(session) : null;
    // A session belongs to the browser that it was opened in; without that one's cookie it is nobody's.
    const isOfHere = signedIn?.device.id === browser?.id;
    // A browser that was locked while offline may still carry the session of whoever was there before.
    const meant = c.req.header(PERSON_HEADER);
    const isMeant = meant === undefined || meant === signedIn?.person.id;
    if (signedIn && isOfHere && isMeant) c.set('signedIn', signedIn);
    await next();
  };
}
