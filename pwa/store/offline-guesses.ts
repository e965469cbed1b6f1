import { instantAt } from '#shared/lib/clock.ts';
import type { KeptDeps } from './open-kept.ts';

/** Wrong passwords of one person on this device since they last came in. */
interface Taken {
  readonly n: number;
  /** When the last one was tried. */
  readonly at: string;
}
/** A try that may be made, with what follows if it is wrong; or how long to wait for the next one. */
type Allowed =
  | { readonly kind: 'try'; readonly left: number; readonly thenWaitMs: number }
  | { readonly kind: 'wait'; readonly ms: number };

/** How often passwords may be guessed on this device without the hospital. */
export interface OfflineGuesses {
  /** Takes a try before the password is looked at, so that neither a second tab nor a reload makes one more of it. */
  take(personId: string): Promise<Allowed>;
  /** Somebody has proved who they are. */
  forgive(personId: string): Promise<void>;
}

const FREE = 5;
const MINUTE = 60_000;
const LONGEST_MS = 60 * MINUTE;
const keyOf = (personId: string): string => `guesses/${personId}`;

/** Counts in the device store; where that keeps nothing, as long as the page is open. */
export function createOfflineGuesses({ deviceStore, clock }: KeptDeps): OfflineGuesses {
  const unkept = new Map<string, Taken>();
  const change = async (personId: string, work: (before?: Taken) => Taken): Promise<void> => {
    try {
      await deviceStore.change<Taken>(keyOf(personId), work);
    } catch {
      unkept.set(personId, work(unkept.get(personId)));
    }
  };
  return {
    take: async (personId) => {
      let allowed: Allowed = { kind: 'wait', ms: LONGEST_MS };
      await change(personId, (before) => {
        const now = clock.now();
        const ms = msToWait(before, now);
        if (before && ms > 0) {
          allowed = { kind: 'wait', ms };
          // By a clock that was set back the wait begins anew: it gains nothing, and nobody is shut out for longer.
          return Date.parse(before.at) > now ? { ...before, at: instantAt(now) } : before;
        }
        const after = { n: (before?.n ?? 0) + 1, at: instantAt(now) };
        const left = Math.max(0, FREE - after.n);
        allowed = { kind: 'try', left, thenWaitMs: msToWait(after, now) };
        return after;
      });
      return allowed;
    },
    forgive: async (personId) => {
      unkept.delete(personId);
      await deviceStore.remove([keyOf(personId)]).catch(() => undefined);
    },
  };
}

/** Nothing before the fifth, then a minute, two, four … an hour from the last try. */
function msToWait(taken: Taken | undefined, now: number): number {
  if (!taken || taken.n < FREE) return 0;
  const whole = Math.min(MINUTE * 2 ** (taken.n - FREE), LONGEST_MS);
  return Math.min(whole, Date.parse(taken.at) + whole - now);
}
