import { Hono } from 'hono';
import type { HospitalAnswer, SignInAnswer } from '#shared/sync/accounts.ts';
import type { AppEnv } from '#server/app-env.ts';
import { callerOf } from '#server/middleware/caller.ts';
import type { Hospital } from '#server/services/hospital.ts';
import type { SignIn } from '#server/services/sign-in.ts';
import { setUpBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';
import { setSessionCookies } from './session-cookies.ts';
import { placeOf } from './sign-in.ts';

export interface HospitalRouteDeps {
  readonly hospital: Hospital;
  readonly signIn: Pick<SignIn, 'open'>;
}

/** `/api/v1/hospital` and `set-up`: what is asked before anybody is known. */
export function hospitalRoutes({ hospital, signIn }: HospitalRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/hospital', async (c) =>
      c.json<HospitalAnswer>(await hospital.describe(callerOf(c).isLocal)),
    )
    .post('/set-up', async (c) => {
      const body = await readJson(c, setUpBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      if (c.var.browser?.isLocked) return refuse(c, 'device-locked');
      const account = await hospital.setUp(body.value);
      if (!account.ok) return refuse(c, account.error.kind);
      const opened = await signIn.open(account.value, placeOf(c, body.value.deviceKind));
      setSessionCookies(c, opened);
      return c.json<SignInAnswer>(opened.answer);
    });
}
