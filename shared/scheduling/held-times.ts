import { holdsSlotAt, type Appointment } from '#shared/domain/appointment.ts';

/** What of an appointment says whether it keeps others out, and when. */
export type Held = Pick<Appointment, 'status' | 'slot' | 'expiresAt'>;

/** What is held of one clinician or room, in order, so that it can be asked thousands of times. Milliseconds since 1970. */
export interface HeldTimes {
  isTaken(from: number, to: number): boolean;
  /** The most that hold it in one moment between. */
  mostAtOnce(from: number, to: number): number;
}
/** Start and end of everything that holds, in turn. */
export type Times = readonly number[];

/** The held times of some bookings; `now` ends what was held only until then. */
export function createHeldTimes(booked: readonly Held[], now: string): HeldTimes {
  return heldTimesOf(timesOf(booked, now));
}

function timesOf(booked: readonly Held[], now: string): Times {
  const parse = createInstantParser();
  return booked.flatMap((one) =>
    holdsSlotAt(one, now) && one.slot ? [parse(one.slot.start), parse(one.slot.end)] : [],
  );
}

/** Held times by clinician, and by room and equipment, in one pass over all that is booked; `kept` is what bookings keep free around themselves. */
export function heldByKey(
  booked: readonly Held[],
  now: string,
): Readonly<Record<'practitioners' | 'kept' | 'rooms', ReadonlyMap<string, Times>>> {
  const parse = createInstantParser();
  const practitioners = new Map<string, number[]>();
  const kept = new Map<string, number[]>();
  const rooms = new Map<string, number[]>();
  for (const one of booked) {
    if (!one.slot || !holdsSlotAt(one, now)) continue;
    const { practitionerId = '', roomId, equipment, bufferMinutes = 0 } = one.slot;
    const [start, end] = [parse(one.slot.start), parse(one.slot.end)];
    add(practitioners, practitionerId, start, end);
    const buffer = bufferMinutes * 60_000;
    if (buffer > 0) add(kept, practitionerId, start - buffer, end + buffer);
    if (roomId) add(rooms, roomId, start, end);
    for (const id in equipment) add(rooms, id, start, end);
  }
  return { practitioners, kept, rooms };
}

/** Makes times ready to be asked. */
export function heldTimesOf(unordered: Times): HeldTimes {
  const [starts, ends] = inOrder(unordered);
  // The latest end among all up to each: long bookings may reach over later ones.
  const lastEnd = ends.slice();
  for (let i = 1; i < lastEnd.length; i += 1)
    lastEnd[i] = Math.max(lastEnd[i] ?? 0, lastEnd[i - 1] ?? 0);
  // Questions mostly come in the order of time: the place of the last one is near that of the next.
  let place = 0;
  const beganBefore = (to: number): number => {
    while (place > 0 && (starts[place - 1] ?? 0) >= to) place = halfway(starts, to, place);
    if (place < starts.length && (starts[Math.min(place + 8, starts.length - 1)] ?? 0) < to)
      place = halfway(starts, to, starts.length);
    while (place < starts.length && (starts[place] ?? 0) < to) place += 1;
    return place;
  };
  return {
    isTaken: (from, to) => (lastEnd[beganBefore(to) - 1] ?? -Infinity) > from,
    mostAtOnce: (from, to) => {
      const inside: (readonly [start: number, end: number])[] = [];
      for (let i = beganBefore(to) - 1; i >= 0 && (lastEnd[i] ?? 0) > from; i -= 1) {
        const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
        if (end > from) inside.push([start, end]);
      }
      const at = (moment: number): number =>
        inside.filter(([start, end]) => start <= moment && moment < end).length;
      return Math.max(0, ...inside.map(([start]) => at(Math.max(start, from))));
    },
  };
}

/** Reads the instants of a calendar: of many that lie on one day the day is read once. */
export function createInstantParser(): (instant: string) => number {
  let day = '';
  let dayMs = 0;
  const two = (text: string, at: number): number =>
    (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  return (instant) => {
    if (instant.length !== 24 || !instant.endsWith(':00.000Z')) return Date.parse(instant);
    if (!instant.startsWith(day) || day === '') {
      day = instant.slice(0, 10);
      dayMs = Date.parse(`${day}T00:00:00Z`);
    }
    return dayMs + two(instant, 11) * 3_600_000 + two(instant, 14) * 60_000;
  };
}

function add(into: Map<string, number[]>, key: string, start: number, end: number): void {
  const times = into.get(key);
  if (times) times.push(start, end);
  else into.set(key, [start, end]);
}

function inOrder(times: Times): readonly [starts: number[], ends: number[]] {
  const starts: number[] = [];
  const ends: number[] = [];
  let isInOrder = true;
  for (let i = 0; i < times.length; i += 2) {
    const start = times[i] ?? 0;
    isInOrder &&= start >= (starts.at(-1) ?? -Infinity);
    starts.push(start);
    ends.push(times[i + 1] ?? 0);
  }
  if (isInOrder) return [starts, ends];
  const order = starts.map((_, i) => i).toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
  return [order.map((i) => starts[i] ?? 0), order.map((i) => ends[i] ?? 0)];
}

/** How many of the first `high` begin before a moment. */
function halfway(starts: readonly number[], moment: number, high: number): number {
  let [low, top] = [0, high];
  while (low < top) {
    const middle = (low + top) >>> 1;
    if ((starts[middle] ?? 0) < moment) low = middle + 1;
    else top = middle;
  }
  return low;
}
