import { holdsSlotAt, type Appointment } from '#shared/domain/appointment.ts';

/** What of an appointment says whether it keeps others out, and when. */
export type Held = Pick<Appointment, 'status' | 'slot' | 'expiresAt'>;

/** What is held of one clinician or room, in order, so that it can be asked thousands of times. Milliseconds since 1970. */
export interface HeldTimes {
  isTaken(from: number, to: number): boolean;
  /** The most that hold it in one moment between. */
  mostAtOnce(from: number, to: number): number;
}

/** The held times of some bookings; `now` ends what was held only until then. */
export function createHeldTimes(booked: readonly Held[], now: string): HeldTimes {
  const times = booked
    .flatMap((one) => (holdsSlotAt(one, now) && one.slot ? [one.slot] : []))
    .map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
    .toSorted((a, b) => a.start - b.start);
  // The latest end among all up to each: long bookings may reach over later ones.
  const lastEnd: number[] = [];
  for (const { end } of times) lastEnd.push(Math.max(end, lastEnd.at(-1) ?? -Infinity));
  const beganBefore = (to: number): number => firstFrom(times, to);
  return {
    isTaken: (from, to) => (lastEnd[beganBefore(to) - 1] ?? -Infinity) > from,
    mostAtOnce: (from, to) => {
      const inside: { readonly start: number; readonly end: number }[] = [];
      for (let i = beganBefore(to) - 1; i >= 0 && (lastEnd[i] ?? 0) > from; i -= 1) {
        const one = times[i];
        if (one && one.end > from) inside.push(one);
      }
      const moments = inside.map(({ start }) => Math.max(start, from));
      return Math.max(
        0,
        ...moments.map((at) => inside.filter(({ start, end }) => start <= at && at < end).length),
      );
    },
  };
}

/** How many begin before a moment: the place of the first one that does not. */
function firstFrom(times: readonly { readonly start: number }[], moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle]?.start ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
