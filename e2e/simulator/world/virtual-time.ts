import { abortGlobals } from './abort.ts';

/** Whatever works in the simulated world: a tablet's process, the server's, the network. The dead do nothing any more. */
export interface Owner {
  isAlive: boolean;
}
interface Task {
  readonly at: number;
  readonly no: number;
  readonly owner: Owner;
  readonly run: () => void;
  /** Nothing that it does is waited for. */
  readonly isQuiet: boolean;
  isCancelled: boolean;
}
export interface VirtualTime {
  readonly now: () => number;
  /** Milliseconds in which anybody could do anything: what was slept through is not among them. */
  readonly awake: () => number;
  /** Whose step it is. */
  readonly owner: () => Owner;
  /** Runs `work` as if in a step of `owner`. */
  readonly as: <T>(owner: Owner, work: () => T) => T;
  readonly after: (ms: number, owner: Owner, run: () => void) => { readonly cancel: () => void };
  /** One thing after the other until the instant; each step's promises are run to their end before the next. */
  readonly runUntil: (at: number) => Promise<void>;
  /** Everybody sleeps: what was due meanwhile comes once, at the end. */
  readonly leap: (ms: number) => Promise<void>;
  /** Puts the world's own timers in the place of the real ones; returns the way back. */
  readonly install: () => () => void;
}

const realSetImmediate = setImmediate;
/** Turns of the machine's own loop that somebody waits for: a database in this process takes a few per request. */
let turns = 0;
function inATurn(run: () => void): void {
  turns += 1;
  realSetImmediate(() => {
    turns -= 1;
    run();
  });
}
/**
 * Runs every promise that can be settled to its end, as Node does by itself between two turns of its loop: to wait for it with a promise
 * of our own took as long as what most steps do. It does nothing within a promise, only in a turn.
 */
const settle = (process as unknown as { readonly _tickCallback: () => void })._tickCallback;
const NOBODY: Owner = { isAlive: true };

/** The one clock and the one queue of a world. */
export function createVirtualTime(start: number): VirtualTime {
  const heap: Task[] = [];
  let [now, count, slept] = [start, 0, 0];
  let owner: Owner = NOBODY;
  const add = (ms: number, whose: Owner, run: () => void, isQuiet = false): Task => {
    const at = now + Math.max(0, ms);
    const task = { at, no: (count += 1), owner: whose, run, isQuiet, isCancelled: false };
    push(heap, task);
    return task;
  };
  /** False where the machine's loop has to turn before the next step. */
  const step = (until: number): boolean => {
    for (let task = heap[0]; task && task.at <= until; task = heap[0]) {
      pop(heap);
      if (task.isCancelled || !task.owner.isAlive) continue;
      now = Math.max(now, task.at);
      owner = task.owner;
      task.run();
      if (task.isQuiet) continue;
      settle();
      if (turns > 0) return false;
    }
    return true;
  };
  const runUntil = (until: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const turn = (): void => {
        try {
          if (turns > 0 || !step(until)) return void realSetImmediate(turn);
        } catch (cause) {
          return reject(cause as Error);
        }
        now = Math.max(now, until);
        owner = NOBODY;
        resolve();
      };
      realSetImmediate(turn);
    });
  const every = (run: () => void, ms: number): Task & { unref: () => void } => {
    const whose = owner;
    const handle = { ...add(0, NOBODY, () => undefined, true), unref: () => undefined };
    const again = (): void => {
      if (handle.isCancelled) return;
      add(ms, whose, again);
      run();
    };
    add(ms, whose, again);
    return handle;
  };
  const once = (run: () => void, ms = 0): Task & { unref: () => void } =>
    Object.assign(add(ms, owner, run), { unref: () => undefined });
  return {
    now: () => now,
    awake: () => now - start - slept,
    owner: () => owner,
    as: (whose, work) => {
      const before = owner;
      owner = whose;
      try {
        return work();
      } finally {
        owner = before;
      }
    },
    after: (ms, whose, run) => {
      const task = add(ms, whose, run);
      return { cancel: () => void (task.isCancelled = true) };
    },
    runUntil,
    leap: (ms) => {
      now += ms;
      slept += ms;
      return runUntil(now);
    },
    install: () =>
      replaceGlobals({
        setTimeout: once,
        setInterval: every,
        clearTimeout: cancel,
        clearInterval: cancel,
        setImmediate: inATurn,
        ...abortGlobals((ms, abort) => void add(ms, owner, abort, true)),
      }),
  };
}

function cancel(task: Task | undefined): void {
  if (task) task.isCancelled = true;
}

/** Puts values in the place of globals; returns the way back. */
export function replaceGlobals(values: Readonly<Record<string, unknown>>): () => void {
  const before = Object.keys(values).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  };
}

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.no < b.no);
}

function push(heap: Task[], task: Task): void {
  let i = heap.push(task) - 1;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const above = heap[up];
    if (!above || isBefore(above, task)) break;
    heap[i] = above;
    i = up;
  }
  heap[i] = task;
}

function pop(heap: Task[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let i = 0;
  for (;;) {
    let [down, at] = [heap[2 * i + 1], 2 * i + 1];
    const right = heap[at + 1];
    if (down && right && isBefore(right, down)) [down, at] = [right, at + 1];
    if (!down || isBefore(last, down)) break;
    heap[i] = down;
    i = at;
  }
  heap[i] = last;
}
