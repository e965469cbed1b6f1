import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many requests fit into how many seconds. */
interface Budget {
  readonly points: number;
  readonly seconds: number;
}
export interface Budgets {
  /** Human routes, for an address that no known browser is behind. */
  readonly anonymous: Budget;
  /** Human routes, per person; per browser while nobody is signed in on it. */
  readonly person: Budget;
  /** Failed sign-ins, per username and address. */
  readonly signInFailures: Budget;
  /** Sync routes, per device; a hospital sits behind one address, so that counts for nothing here. */
  readonly device: Budget;
  /** The read API, per token. */
  readonly token: Budget;
}
export type BudgetName = keyof Budgets;

export const BUDGETS: Budgets = {
  anonymous: { points: 100, seconds: 3600 },
  person: { points: 1000, seconds: 3600 },
  signInFailures: { points: 5, seconds: 60 },
  device: { points: 3000, seconds: 60 },
  token: { points: 3000, seconds: 60 },
};

/** Counts requests in memory: one process serves a data folder, and a restart forgives. */
export interface RateBudget {
  /** Takes one; answers the seconds to wait where nothing is left, else null. */
  readonly spend: (name: BudgetName, key: string) => Promise<number | null>;
  /** Gives everything back. */
  readonly forgive: (name: BudgetName, key: string) => Promise<void>;
}

/** Opens one counter per budget. */
export function createRateBudget(budgets: Budgets): RateBudget {
  const limiters = Object.fromEntries(
    Object.entries(budgets).map(([name, { points, seconds }]: [string, Budget]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  ) as Readonly<Record<BudgetName, RateLimiterMemory>>;
  return {
    spend: async (name, key) => {
      try {
        await limiters[name].consume(key);
        return null;
      } catch (cause) {
        if (!(cause instanceof RateLimiterRes)) throw cause;
        return secondsOf(cause);
      }
    },
    forgive: async (name, key) => {
      await limiters[name].delete(key);
    },
  };
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
