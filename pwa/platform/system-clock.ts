import type { Clock } from '#shared/lib/clock.ts';

/** The device's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
