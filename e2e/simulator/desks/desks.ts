import { hasLostTime, overlaps, type Appointment } from '#shared/domain/appointment.ts';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import type { PatientId, PractitionerId } from '#shared/domain/ids.ts';
import { moveAppointment } from '#shared/domain/move-appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { createFreeTimes } from '#shared/scheduling/free-times.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';
import { aHospital, anEntry, aRow, NOW, type TestHospital } from '#server/testing/a-hospital.ts';
import { createDice, type Dice } from '#e2e/simulator/world/dice.ts';
import { checkDesks } from './check-desks.ts';

export interface DesksPlan {
  readonly seed: number;
  readonly desks: number;
  readonly bookings: number;
}
/** What became of it. Every line of `broken` is a broken promise. */
export interface DesksReport {
  readonly times: number;
  readonly confirmed: number;
  readonly lost: number;
  readonly moved: number;
  readonly broken: readonly string[];
}
/** A desk without a network: what it knows is what it booked itself. */
interface Desk {
  readonly rows: { readonly id: string; readonly content: Appointment }[];
  sent: number;
}
export type Copy = ReadonlyMap<string, Appointment>;

const CLINICIANS = 10;
/** So many bookings want one time, on average. */
const CONTEST = 4;
const SLOT = 15;
const MOST_SENT = 60;
const OFFERED = 3;

/**
 * Desks that are offline book times which their own copy says are free, all of them the same few. Then they come back in any order, in
 * portions, some of them sent twice. The hospital decides; each desk pulls once.
 */
export async function bookOffline({
  seed,
  desks: count,
  bookings,
}: DesksPlan): Promise<DesksReport> {
  const dice = createDice(seed);
  const hospital = await aHospital();
  try {
    const hours = clinicians(dice);
    const perClinician = Math.ceil(bookings / CONTEST / CLINICIANS);
    const desks = Array.from({ length: count }, (_, n) =>
      bookAlone(hours, perClinician, { dice, bookings: shareOf(bookings, count, n) }),
    );
    await comeBack(hospital, desks, dice);
    const copy = await pullAll(hospital);
    const broken = checkDesks(
      desks.map(({ rows }) => rows),
      copy,
    );
    const lost = lostIn(copy);
    // Every desk pulls by itself: what one has to call, all of them see.
    for (let n = 0; n < Math.min(count, 3); n += 1) {
      const theirs = lostIn(await pullAll(hospital));
      if (theirs.join() !== lost.join()) broken.push(`desk ${n} sees another re-book list`);
    }
    const moved = await moveSome(hospital, { copy, hours, dice, broken });
    return {
      times: timesIn(copy),
      confirmed: copy.size - lost.length,
      lost: lost.length,
      moved,
      broken,
    };
  } finally {
    await hospital.close();
  }
}

/** The re-book list of a copy: those who lost their time and have no other yet. */
function lostIn(copy: Copy): readonly string[] {
  return [...copy]
    .filter(([, content]) => hasLostTime(content))
    .map(([id]) => id)
    .toSorted();
}

function shareOf(all: number, count: number, n: number): number {
  return Math.floor((all * (n + 1)) / count) - Math.floor((all * n) / count);
}

function clinicians(dice: Dice): readonly Schedule[] {
  const days = [1, 2, 3, 4, 5].map(
    (weekday) => [`d${weekday}`, { weekday, start: '08:00', end: '18:00' }] as const,
  );
  return Array.from({ length: CLINICIANS }, () => ({
    practitionerId: dice.uuid<PractitionerId>(),
    zone: 'Europe/Dublin',
    slotMinutes: SLOT,
    rules: Object.fromEntries(days),
  }));
}

interface Alone {
  readonly dice: Dice;
  readonly bookings: number;
}

/** Books among the first times of each clinician, never one that this desk knows to be taken. */
function bookAlone(hours: readonly Schedule[], times: number, { dice, bookings }: Alone): Desk {
  const rows: { id: string; content: Appointment }[] = [];
  for (let n = 0; n < bookings; n += 1) {
    const schedule = dice.pick(hours);
    const own = rows.filter(
      ({ content }) => content.slot?.practitionerId === schedule.practitionerId,
    );
    const booked = own.map(({ content }) => content);
    const free = createFreeTimes({ schedules: [schedule], booked });
    const wish = { minutes: SLOT, after: NOW, days: 365 };
    const some = free.next({ ...wish, count: Math.max(1, times - own.length) });
    const { practitionerId, slot } = dice.pick(some);
    rows.push({
      id: dice.uuid(),
      content: bookAppointment({
        patientId: dice.uuid<PatientId>(),
        slot: {
          ...intervalAt(slot.wall, SLOT, slot.zone),
          practitionerId: practitionerId as PractitionerId,
        },
        at: NOW,
      }),
    });
  }
  return { rows, sent: 0 };
}

async function comeBack(hospital: TestHospital, desks: readonly Desk[], dice: Dice): Promise<void> {
  for (;;) {
    const waiting = desks.filter(({ sent, rows }) => sent < rows.length);
    if (waiting.length === 0) return;
    const desk = dice.pick(waiting);
    const portion = desk.rows.slice(desk.sent, desk.sent + 1 + dice.below(MOST_SENT));
    const rows = portion.map(({ id, content }) =>
      aRow(
        id,
        anEntry(hospital.doctor, changesBetween('appointments', {}, content as unknown as JsonMap)),
      ),
    );
    await hospital.push('appointments', ...rows);
    // The answer was lost on the way: the desk does not know, and sends it again.
    if (dice.chance(0.15)) await hospital.push('appointments', ...rows);
    desk.sent += portion.length;
  }
}

/** Everything as a device pulls it, page by page. */
async function pullAll(hospital: TestHospital): Promise<Copy> {
  const copy = new Map<string, Appointment>();
  let checkpoint: Parameters<TestHospital['pull']>[1] = null;
  for (;;) {
    const page = await hospital.pull('appointments', checkpoint);
    for (const { id, content } of page.documents) copy.set(id, content as unknown as Appointment);
    if (page.documents.length === 0) return copy;
    checkpoint = page.checkpoint;
  }
}

interface Moves {
  readonly copy: Copy;
  readonly hours: readonly Schedule[];
  readonly dice: Dice;
  readonly broken: string[];
}

/** Some who lost their time take one of the three that they are offered: it is theirs, and they leave the list. */
async function moveSome(
  hospital: TestHospital,
  { copy, hours, dice, broken }: Moves,
): Promise<number> {
  const known = new Map(copy);
  const some = lostIn(copy).filter(() => dice.chance(0.02));
  for (const id of some) {
    const before = known.get(id);
    const { slot } = before ?? {};
    const schedules = hours.filter((one) => one.practitionerId === slot?.practitionerId);
    const booked = [...known.values()].filter(
      (one) => one.slot?.practitionerId === slot?.practitionerId && one.booking !== 'clash',
    );
    const free = createFreeTimes({ schedules, booked });
    const offers = free.next({
      minutes: SLOT,
      after: slot?.start ?? NOW,
      count: OFFERED,
      days: 365,
    });
    if (offers.length !== OFFERED) broken.push(`${id} is offered ${offers.length} times`);
    const taken = offers.filter((offer) =>
      booked.some((one) => one.slot && overlaps(one.slot, offer.slot)),
    );
    if (taken.length > 0) broken.push(`${id} is offered a time that is taken`);
    const to = dice.pick(offers).slot;
    if (!before || !slot) continue;
    const { practitionerId } = slot;
    const next = {
      ...intervalAt(to.wall, SLOT, to.zone),
      ...(practitionerId ? { practitionerId } : {}),
    };
    const moved = moveAppointment(before, next);
    if (!moved.ok) continue;
    const changes = changesBetween(
      'appointments',
      before as unknown as JsonMap,
      moved.value as unknown as JsonMap,
    );
    await hospital.push('appointments', aRow(id, anEntry(hospital.doctor, changes)));
    const word = (await hospital.content('appointments', id)) as unknown as Appointment;
    if (word.booking !== 'confirmed') broken.push(`${id} took a free time and is ${word.booking}`);
    known.set(id, word);
  }
  return some.length;
}

function timesIn(copy: Copy): number {
  return new Set([...copy.values()].map(({ slot }) => `${slot?.practitionerId} ${slot?.start}`))
    .size;
}
