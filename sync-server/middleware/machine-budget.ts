import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { refuse } from '#server/routes/refusal.ts';
import { hashSecret } from '#server/services/secrets.ts';
import { callerOf } from './caller.ts';
import { deviceTokenOf } from './identify-person.ts';
import type { BudgetName, RateBudget } from './rate-budget.ts';

/** Sync routes count per device: generous, because a device that lags must catch up, and each on its own. */
export function syncBudget(budget: RateBudget): MiddlewareHandler<AppEnv> {
  return spendFor(budget, 'device', deviceTokenOf);
}

/** The read API counts per bearer token. */
export function tokenBudget(budget: RateBudget): MiddlewareHandler<AppEnv> {
  return spendFor(budget, 'token', (c) => c.req.header('authorization'));
}

/** Counts by the secret as it was sent, known or not: it is looked up behind this. Without one, by address. */
function spendFor(
  budget: RateBudget,
  name: BudgetName,
  secretOf: (c: Context<AppEnv>) => string | undefined,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const secret = secretOf(c);
    const key = secret === undefined ? callerOf(c).address : hashSecret(secret);
    const wait = await budget.spend(name, key);
    return wait === null ? next() : refuse(c, 'too-many', { retryAfterSeconds: wait });
  };
}
