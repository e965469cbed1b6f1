import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DOORS, type Door } from './bodies/good-bodies.ts';
import { sendRaw } from './bodies/raw-requests.ts';

interface Said {
  readonly tally: readonly (readonly [string, number])[];
  readonly wrong: readonly string[];
  readonly grownBytes: number;
}
const ONE_DOOR = join(import.meta.dirname, 'bodies/one-door.ts');
/** Two at a time is what two cores carry. */
const LANES = 2;
const RAW_ROUNDS = 10;
/** What a door may hold more at its end than after its first tenth: nothing that grows with what was sent fits into it. */
const GROWTH_BYTES = 16 * 1024 * 1024;

/** Sends so many damaged requests to every door of `/sync/v1`; says of each what it did that it must not do. */
export async function damageBodies(bodies: number, seed: number): Promise<readonly string[]> {
  const wrong: string[] = [];
  const doors = [...DOORS];
  const lane = async (): Promise<void> => {
    for (let door = doors.shift(); door; door = doors.shift())
      wrong.push(...(await oneDoor(door, bodies, seed)));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return [...wrong, ...(await sendRaw(RAW_ROUNDS))];
}

async function oneDoor(door: Door, bodies: number, seed: number): Promise<readonly string[]> {
  const started = performance.now();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', ONE_DOOR, door, String(bodies), String(seed)],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const { tally, wrong, grownBytes } = JSON.parse(stdout) as Said;
  const figures = tally
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `faults: ${bodies} damaged requests at ${door} in ${seconds} s, ${wrong.length} wrong, heap grown by ${Math.round(grownBytes / 1024)} KiB: ${figures}`,
  );
  const isGrown = grownBytes > GROWTH_BYTES;
  return [
    ...wrong.map((what) => `seed ${seed}: ${what}`),
    ...(isGrown ? [`${door} holds ${grownBytes} bytes more than after its first tenth`] : []),
  ];
}
