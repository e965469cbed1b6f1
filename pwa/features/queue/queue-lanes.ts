import { queueToken } from '#shared/domain/queue-token.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Row = Stored<'appointments'>;

/** One person in the queue of a clinician. */
export interface QueueTurn {
  readonly id: string;
  readonly row: Row;
  readonly token: string;
  /** Minutes since they came; for somebody in the room, since they were called in; for who is late, since their time. */
  readonly minutes: number;
  /** About how long until it is their turn. */
  readonly aheadMinutes: number;
}
/** The queue of one clinician. */
export interface QueueLane {
  readonly practitionerId: string;
  readonly room: readonly QueueTurn[];
  readonly waiting: readonly QueueTurn[];
  /** Their time has come and they have not. */
  readonly late: readonly QueueTurn[];
  readonly absent: readonly QueueTurn[];
  /** How many are still to come. */
  readonly expected: number;
  /** How long somebody who came now would wait. */
  readonly nextMinutes: number;
}
const USUAL_MINUTES = 15;
const LATE_MS = 5 * 60_000;

/**
 * The waiting room by clinician. Whoever comes in time is called at their time, who comes late or without one after those who were
 * there: the later of the two counts.
 */
export function queueLanes(rows: readonly Row[], now: number): readonly QueueLane[] {
  const here = rows.filter(({ content }) => content.slot);
  const lanes = Map.groupBy(here, ({ content }): string => content.slot?.practitionerId ?? '');
  return [...lanes].map(([practitionerId, own]) => laneOf(practitionerId, own, now));
}

/** Who is on the wall: called in within the last minutes, the newest first. */
export function calledNow(rows: readonly Row[], now: number): readonly Row[] {
  const since = (row: Row): number => Date.parse(row.content.statusSince ?? '') || 0;
  return rows
    .filter((row) => row.content.status === 'checked-in' && now - since(row) < CALLED_MS)
    .toSorted((a, b) => since(b) - since(a));
}
const CALLED_MS = 10 * 60_000;

function laneOf(practitionerId: string, own: readonly Row[], now: number): QueueLane {
  const turn = (row: Row, from: string | undefined, aheadMinutes = 0): QueueTurn => ({
    id: row.id,
    row,
    token: queueToken(row.id),
    minutes: from ? Math.max(0, Math.floor((now - Date.parse(from)) / 60_000)) : 0,
    aheadMinutes,
  });
  const of = (status: string): readonly Row[] =>
    own.filter(({ content }) => content.status === status);
  const room = of('checked-in').map((row) => turn(row, row.content.statusSince));
  let ahead = room.reduce((sum, { row, minutes }) => sum + Math.max(0, lengthOf(row) - minutes), 0);
  const waiting = of('arrived')
    .toSorted((a, b) => turnAt(a) - turnAt(b) || (a.id < b.id ? -1 : 1))
    .map((row) => {
      const one = turn(row, row.content.arrivedAt ?? row.content.statusSince, ahead);
      ahead += lengthOf(row);
      return one;
    });
  const booked = of('booked').toSorted((a, b) => startOf(a) - startOf(b));
  const isLate = (row: Row): boolean => startOf(row) + LATE_MS <= now;
  return {
    practitionerId,
    room,
    waiting,
    late: booked.filter(isLate).map((row) => turn(row, row.content.slot?.start)),
    absent: of('noshow').map((row) => turn(row, row.content.slot?.start)),
    expected: booked.filter((row) => !isLate(row)).length,
    nextMinutes: ahead,
  };
}

function startOf({ content }: Row): number {
  return Date.parse(content.slot?.start ?? '') || 0;
}

function turnAt(row: Row): number {
  const came = Date.parse(row.content.arrivedAt ?? row.content.statusSince ?? '') || 0;
  return Math.max(startOf(row), came);
}

function lengthOf({ content }: Row): number {
  const { slot } = content;
  const minutes = slot ? (Date.parse(slot.end) - Date.parse(slot.start)) / 60_000 : USUAL_MINUTES;
  return minutes > 0 ? minutes : USUAL_MINUTES;
}
