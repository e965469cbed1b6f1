import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What the processes of a benchmark tell each other. */
export type Told =
  | { readonly kind: 'ready'; readonly port: number; readonly cookies: readonly string[] }
  | { readonly kind: 'sent'; readonly epoch: string; readonly head: number }
  | { readonly kind: 'returned'; readonly errors: readonly string[]; readonly missing: number }
  | {
      readonly kind: 'used';
      readonly cpuMs: number;
      /** What asking took; it counts in the next answer. */
      readonly lookMs: number;
      readonly residentKiB: number;
      /** The most that it ever held. */
      readonly peakKiB: number;
    }
  | { readonly kind: 'spent'; readonly cpuMs: number }
  | { readonly kind: 'heard'; readonly all: number; readonly least: number; readonly most: number };
export type Asked =
  | { readonly kind: 'start'; readonly clients: number }
  | { readonly kind: 'send' }
  | { readonly kind: 'write'; readonly documents: number }
  | {
      readonly kind: 'return';
      readonly port: number;
      readonly cookies: readonly string[];
      readonly epoch: string;
      readonly after: number;
    }
  | { readonly kind: 'settle'; readonly head: number; readonly documents: number }
  | { readonly kind: 'use' }
  | { readonly kind: 'spend' }
  | { readonly kind: 'connect'; readonly port: number; readonly cookies: readonly string[] }
  | { readonly kind: 'hear'; readonly events: number }
  | { readonly kind: 'cut' };

/** One process of a benchmark; it answers one question at a time. */
export interface Part {
  ask<K extends Told['kind']>(question: Asked, kind: K): Promise<Extract<Told, { kind: K }>>;
  stop(): Promise<void>;
}

/** Starts a process from a file. */
export function startPart(file: string): Part {
  const child: ChildProcess = fork(file, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${String(code)}`);
  });
  // Nobody waits for it while nothing is asked.
  gone.catch(() => undefined);
  return {
    ask: async (question, kind) => {
      const heard = new Promise<Told>((resolve) => child.once('message', resolve as () => void));
      child.send(question);
      const told = await Promise.race([heard, gone]);
      if (told.kind !== kind) throw new Error(`${file} said ${told.kind} instead of ${kind}`);
      return told as Extract<Told, { kind: typeof kind }>;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** The other end: answers each question of the process that started this one, and ends with it. */
export function answerWith(answer: (question: Asked) => Promise<Told>, end: () => void): void {
  process.on('message', (question: Asked) => {
    void answer(question).then((told) => process.send?.(told));
  });
  process.on('disconnect', end);
}

/** What this process has spent so far. It is left as it is: a collection throws compiled code away, which the next requests would pay for. */
export function spentSoFar(): Told {
  const { user, system } = process.cpuUsage();
  return { kind: 'spent', cpuMs: (user + system) / 1000 };
}

/** What this process has used so far; memory is what it holds, when V8 has given back to the system what it only keeps in reserve. */
export function usedSoFar(): Told {
  // Asked before collecting: what this very look costs is nobody's figure.
  const { user, system } = process.cpuUsage();
  const collect = globalThis.gc as unknown as (options: object) => void;
  collect({ execution: 'sync', flavor: 'last-resort', type: 'major' });
  const looked = process.cpuUsage({ user, system });
  return {
    kind: 'used',
    cpuMs: (user + system) / 1000,
    lookMs: (looked.user + looked.system) / 1000,
    residentKiB: process.memoryUsage.rss() / 1024,
    peakKiB: process.resourceUsage().maxRSS,
  };
}
