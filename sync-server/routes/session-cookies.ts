import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '#server/app-env.ts';
import { callerOf } from '#server/middleware/caller.ts';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#server/middleware/identify-person.ts';
import type { OpenedSession } from '#server/services/sign-in.ts';

/** Browsers keep a cookie 400 days at most; each sign-in renews the device's. */
const DEVICE_SECONDS = 400 * 86_400;
const SESSION_SECONDS = 7 * 86_400;

/** Hands the secrets of a sign-in to the browser, out of reach of any script; a known browser gets its own again, for longer. */
export function setSessionCookies(
  c: Context<AppEnv>,
  { sessionToken, deviceToken }: Pick<OpenedSession, 'sessionToken' | 'deviceToken'>,
): void {
  const shared = {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: callerOf(c).isSecure,
  } as const;
  setCookie(c, SESSION_COOKIE, sessionToken, { ...shared, maxAge: SESSION_SECONDS });
  const device = deviceToken ?? getCookie(c, DEVICE_COOKIE);
  if (device) setCookie(c, DEVICE_COOKIE, device, { ...shared, maxAge: DEVICE_SECONDS });
}

/** Gives a browser another identity than it came with. */
export function setDeviceCookie(c: Context<AppEnv>, token: string): void {
  setCookie(c, DEVICE_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: callerOf(c).isSecure,
    maxAge: DEVICE_SECONDS,
  });
}

/** Takes the session's cookie back; the device stays who it is. */
export function dropSessionCookie(c: Context<AppEnv>): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'Strict' });
}
