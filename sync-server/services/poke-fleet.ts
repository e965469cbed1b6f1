/** At most one poke in so many milliseconds: each one makes every open sync page ask anew. */
const EVERY_MS = 2000;

/** Gathers what changes about the fleet: the first change is told at once, what follows soon after together. */
export function createFleetPoke(poke: () => void): {
  readonly poke: () => void;
  readonly stop: () => void;
} {
  let timer: NodeJS.Timeout | null = null;
  let isWaiting = false;
  const tell = (): void => {
    isWaiting = false;
    poke();
    timer = setTimeout(() => {
      timer = null;
      if (isWaiting) tell();
    }, EVERY_MS);
    timer.unref();
  };
  return {
    poke: () => {
      if (timer) isWaiting = true;
      else tell();
    },
    stop: () => {
      if (timer) clearTimeout(timer);
    },
  };
}
