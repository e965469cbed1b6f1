import { addDays, instantOfWall, type Day, type Wall } from '#shared/scheduling/wall-time.ts';

/** Turns wall times of a zone into instants. Most days have one offset all day long, which is worked out once. */
export type WallClock = (wall: Wall) => string;

const MOST_DAYS = 20_000;

export function createWallClock(zone: string): WallClock {
  const midnights = new Map<Day, number>();
  const midnightOf = (day: Day): number => {
    const known = midnights.get(day);
    if (known !== undefined) return known;
    if (midnights.size >= MOST_DAYS) midnights.clear();
    const ms = Date.parse(instantOfWall(`${day}T00:00`, zone));
    midnights.set(day, ms);
    return ms;
  };
  return (wall) => {
    const day = wall.slice(0, 10);
    const midnight = midnightOf(day);
    const isPlainDay = midnightOf(addDays(day, 1)) - midnight === 86_400_000;
    if (!isPlainDay) return instantOfWall(wall, zone);
    return new Date(midnight + secondsOf(wall) * 1000).toISOString();
  };
}

function secondsOf(wall: Wall): number {
  const [hours = '0', minutes = '0', seconds = '0'] = wall.slice(11).split(':');
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
