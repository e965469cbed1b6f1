import { Hono, type Context } from 'hono';
import type { PasswordAnswer, SignInAnswer } from '#shared/sync/accounts.ts';
import type { AppEnv } from '#server/app-env.ts';
import { callerOf } from '#server/middleware/caller.ts';
import type { RateBudget } from '#server/middleware/rate-budget.ts';
import type { People } from '#server/services/people.ts';
import type { SignIn, SignInPlace } from '#server/services/sign-in.ts';
import { passwordBody, signInBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';
import { dropSessionCookie, setSessionCookies } from './session-cookies.ts';

export interface SignInRouteDeps {
  readonly signIn: SignIn;
  readonly people: Pick<People, 'changePassword'>;
  readonly budget: RateBudget;
}

/** `/api/v1/sign-in`, `me`, `sign-out` and `password`: who is at this browser, and their own password. */
export function signInRoutes({ signIn, people, budget }: SignInRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .post('/sign-in', async (c) => {
      const body = await readJson(c, signInBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const { username, password, deviceKind } = body.value;
      const key = `${username.trim().toLowerCase()}|${callerOf(c).address}`;
      // Taken before the password is looked at, so that many guesses at once are no way around it.
      const wait = await budget.spend('signInFailures', key);
      if (wait !== null) return refuse(c, 'too-many-tries', { retryAfterSeconds: wait });
      const opened = await signIn.signIn(username, password, placeOf(c, deviceKind));
      const isGuess = !opened.ok && opened.error.kind === 'wrong-password';
      if (!isGuess) await budget.forgive('signInFailures', key);
      if (!opened.ok) return refuse(c, opened.error.kind);
      setSessionCookies(c, opened.value);
      return c.json<SignInAnswer>(opened.value.answer);
    })
    .get('/me', (c) => {
      const { person, mustChangePassword, device } = c.var.signedIn;
      const { id, name } = device;
      return c.json<SignInAnswer>({ person, mustChangePassword, device: { id, name } });
    })
    .post('/sign-out', async (c) => {
      await signIn.signOut(c.var.signedIn.tokenHash);
      dropSessionCookie(c);
      return c.body(null, 204);
    })
    .post('/password', async (c) => {
      const body = await readJson(c, passwordBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const { person, tokenHash, device } = c.var.signedIn;
      const key = `${person.username}|${callerOf(c).address}`;
      const wait = await budget.spend('signInFailures', key);
      if (wait !== null) return refuse(c, 'too-many-tries', { retryAfterSeconds: wait });
      const changed = await people.changePassword({ id: person.id, ...body.value, tokenHash });
      const isGuess = !changed.ok && changed.error.kind === 'wrong-password';
      if (!isGuess) await budget.forgive('signInFailures', key);
      if (changed.ok) {
        const storeShare = await signIn.shareOf(device.id);
        return c.json<PasswordAnswer>({ ...changed.value, storeShare });
      }
      if (!isGuess) return refuse(c, changed.error.kind);
      // 401 would tell the app that nobody is signed in.
      return refuse(c, 'wrong-current-password');
    });
}

/** Where a sign-in happens: the browser is the one its cookie names, or a new one. */
export function placeOf(c: Context<AppEnv>, kind: SignInPlace['kind']): SignInPlace {
  return { device: c.var.browser, kind, isLocal: callerOf(c).isLocal };
}
