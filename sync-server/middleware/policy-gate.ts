import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { isCounted, policyOf, type Policy } from '#server/routes/policies.ts';
import { refuse } from '#server/routes/refusal.ts';
import type { Tokens } from '#server/services/tokens.ts';
import { callerOf } from './caller.ts';
import type { BudgetName, RateBudget } from './rate-budget.ts';
import { routeOf } from './request-log.ts';

export interface GateDeps {
  readonly budget: RateBudget;
  readonly tokens: Pick<Tokens, 'identify'>;
}
type Human = Exclude<Policy, 'open' | 'device' | 'token' | 'operator'>;

/** The one door: no handler runs that no policy names, and none for somebody whom its policy does not name. */
export function policyGate(deps: GateDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const route = routeOf(c);
    const isMistyped = route === '/*' && /^\/(api|sync|fhir)(\/|$)/.test(c.req.path);
    if (route === 'none' || isMistyped) return refuse(c, 'not-found');
    // Hono answers HEAD by the GET route.
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
    const policy = policyOf(method, route);
    const refusal =
      (await spend(c, deps, policy, isCounted(method, route))) ?? (await judge(c, deps, policy));
    return refusal ?? next();
  };
}

const NOT_HUMAN: ReadonlySet<Policy | null> = new Set([
  null,
  'open',
  'device',
  'token',
  'operator',
]);

async function spend(
  c: Context<AppEnv>,
  { budget }: GateDeps,
  policy: Policy | null,
  isCounted: boolean,
): Promise<Response | null> {
  if (NOT_HUMAN.has(policy) || !isCounted) return null;
  const wait = await budget.spend(...budgetOf(c));
  return wait === null ? null : refuse(c, 'too-many', { retryAfterSeconds: wait });
}

/** Human routes count per person, then per browser, then per address: a hospital sits behind one. */
function budgetOf(c: Context<AppEnv>): readonly [BudgetName, string] {
  const { signedIn, browser } = c.var;
  if (signedIn) return ['person', signedIn.person.id];
  if (browser) return ['person', browser.id];
  return ['anonymous', callerOf(c).address];
}

async function judge(
  c: Context<AppEnv>,
  deps: GateDeps,
  policy: Policy | null,
): Promise<Response | null> {
  switch (policy) {
    case null:
      return refuse(c, 'no-policy', { detail: 'No policy names this route.' });
    case 'open':
    case 'device':
    case 'token':
      return null;
    case 'operator':
      return (await isOperator(c, deps)) ? null : refuse(c, 'not-allowed');
    default:
      return judgeHuman(c, policy);
  }
}

function judgeHuman(c: Context<AppEnv>, policy: Human): Response | null {
  if (policy === 'anybody') return null;
  const { signedIn } = c.var;
  if (!signedIn) return refuse(c, 'signed-out', { detail: 'Sign in, then try again.' });
  if (signedIn.device.isLocked) {
    return refuse(c, 'device-locked', { detail: 'An administrator can unlock it.' });
  }
  if (policy === 'own-account') return null;
  if (signedIn.mustChangePassword) {
    return refuse(c, 'must-change-password', { detail: 'Choose a password of your own first.' });
  }
  if (policy === 'signed-in') return null;
  return signedIn.person.roles.includes(policy) ? null : refuse(c, 'not-allowed');
}

async function isOperator(c: Context<AppEnv>, { tokens }: GateDeps): Promise<boolean> {
  const secret = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (secret) return (await tokens.identify(secret)) !== null;
  return callerOf(c).isLocal;
}
