import { fork } from 'node:child_process';
import { join } from 'node:path';
import { sumOf, type Faults } from './proof/faults.ts';
import type { Found, Job, Lived } from './worker.ts';

/** Seeds to live, and in what. */
export type Many = Pick<Job, 'devices' | 'events' | 'keeps'> & {
  readonly first: number;
  readonly seeds: number;
  /** Told of every seed that is over. */
  readonly onLived?: (lived: number) => void;
};
export interface ManyLived {
  readonly found: readonly Found[];
  readonly faults: Faults;
  readonly seconds: number;
  /** Of all processes together. */
  readonly cpuSeconds: number;
}
const WORKERS = 2;
/** Errors by the thousand that nobody reads, and much that lives for one step only. */
const execArgv = ['--stack-trace-limit=0', '--max-semi-space-size=32'];

/** Lives seeds on two processes of their own. */
export async function liveMany({ first, seeds, onLived, ...rest }: Many): Promise<ManyLived> {
  const started = performance.now();
  const found: Found[] = [];
  const tallies: Faults[] = [];
  let cpuSeconds = 0;
  let lived = 0;
  const part = (i: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const job: Job = { ...rest, first: first + i, step: WORKERS, end: first + seeds };
      const worker = fork(join(import.meta.dirname, 'worker.ts'), { stdio: 'inherit', execArgv });
      worker.on('message', (told: Found | Lived) => {
        if (told.kind === 'found') return void found.push(told);
        tallies.push(told.faults);
        cpuSeconds += told.cpuSeconds;
        return onLived?.((lived += 1));
      });
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      worker.send(job);
    });
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => part(i)));
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
