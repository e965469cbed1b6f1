import { addDays, instantOfWall, type Day, type Wall } from '#shared/scheduling/wall-time.ts';

/** Turns wall times of a zone into instants. Most days have one offset all day long, which is worked out once. */
export type WallClock = (wall: Wall) => string;

const MOST_DAYS = 20_000;

export function createWallClock(zone: string): WallClock {
  /** When a day begins; null for a day that is not 24 hours long. */
  const midnights = new Map<Day, number | null>();
  const midnightOf = (day: Day): number | null => {
    const known = midnights.get(day);
    if (known !== undefined) return known;
    if (midnights.size >= MOST_DAYS) midnights.clear();
    const begin = (day: Day): number => Date.parse(instantOfWall(`${day}T00:00`, zone));
    const midnight = begin(day);
    const isPlainDay = begin(addDays(day, 1)) - midnight === 86_400_000;
    midnights.set(day, isPlainDay ? midnight : null);
    return isPlainDay ? midnight : null;
  };
  return (wall) => {
    const midnight = midnightOf(wall.slice(0, 10));
    if (midnight === null) return instantOfWall(wall, zone);
    return new Date(midnight + secondsOf(wall) * 1000).toISOString();
  };
}

function secondsOf(wall: Wall): number {
  const [hours = '0', minutes = '0', seconds = '0'] = wall.slice(11).split(':');
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
