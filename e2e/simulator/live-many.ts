import { fork } from 'node:child_process';
import { join } from 'node:path';
import { sumOf, type Faults } from './proof/faults.ts';
import type { Found, Job, Told } from './worker.ts';

/** Seeds to live, and in what. */
export type Many = Pick<Job, 'devices' | 'events' | 'keeps'> & {
  readonly first: number;
  readonly seeds: number;
  /** Told of every seed that is over. */
  readonly onLived?: (lived: number) => unknown;
  readonly onFound?: (found: Found) => void;
};
export interface ManyLived {
  readonly found: readonly Found[];
  readonly faults: Faults;
  readonly seconds: number;
  /** Of all processes together. */
  readonly cpuSeconds: number;
}
export const WORKERS = 2;
/** Errors by the thousand that nobody reads, and much that lives for one step only. */
const execArgv = ['--stack-trace-limit=0', '--max-semi-space-size=32'];

/** Gives each worker its job and hears them out. */
export async function share(
  jobOf: (part: number) => Job,
  hear: (told: Told) => void,
): Promise<void> {
  const part = (i: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const file = join(import.meta.dirname, 'worker.ts');
      const worker = fork(file, { stdio: 'inherit', execArgv });
      worker.on('message', hear);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      worker.send(jobOf(i));
    });
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => part(i)));
}

/** Lives seeds on two processes of their own. */
export async function liveMany({ onLived, onFound, ...many }: Many): Promise<ManyLived> {
  const started = performance.now();
  const { first, seeds, ...rest } = many;
  const found: Found[] = [];
  const tallies: Faults[] = [];
  let cpuSeconds = 0;
  await share(
    (i) => ({ ...rest, first: first + i, step: WORKERS, seeds: seeds - i, bugs: null }),
    (told) => {
      if (told.kind === 'found') {
        found.push(told.found);
        onFound?.(told.found);
      }
      if (told.kind !== 'lived') return;
      tallies.push(told.faults);
      cpuSeconds += told.cpuSeconds;
      onLived?.(tallies.length);
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const inOrder = found.toSorted((a, b) => a.seed - b.seed);
  return { found: inOrder, faults: sumOf(tallies), seconds, cpuSeconds };
}

/** The faults as a table for people. */
export function tableOf(faults: Faults): string {
  return Object.entries(faults)
    .map(([name, count]) => `${String(count).padStart(8)}  ${name}`)
    .join('\n');
}
