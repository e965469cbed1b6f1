import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { FACILITY_SCOPE, type Scope } from '#shared/sync/scope.ts';

/** How the device stands with the hospital, as far as the network goes. */
export interface LineStatus {
  readonly kind: 'connecting' | 'up' | 'down' | 'refused';
  /** When the hospital last answered. */
  readonly lastContact: string | null;
  readonly downSince: string | null;
  readonly tries: number;
}

/** Whether the hospital answers. Handlers wait on it instead of failing, so that work goes on within the first answered request. */
export interface Line {
  readonly status: ReadonlySignal<LineStatus>;
  up(): void;
  down(kind?: 'down' | 'refused'): void;
  /** When the hospital, which has no room, is asked again; null while it has, as far as is known. */
  readonly noRoom: ReadonlySignal<string | null>;
  /** It said that it has none, and when to ask again. */
  full(retryAfterSeconds: number): void;
  /** It took something. */
  took(): void;
  /** The generation of the hospital's copy that this device has offered what it has; null before the first session (S11). */
  readonly epoch: Signal<string | null>;
  /** What this device holds, as the last session said. */
  readonly scopes: Signal<readonly Scope[]>;
  /** Resolves at once while the line is up, else when it comes up; rejects when `signal` aborts. */
  whenUp(signal: AbortSignal): Promise<void>;
}

/** A line that was last heard of at `lastContact`. */
export function createLine(clock: Clock, lastContact: string | null): Line {
  const status = signal<LineStatus>({
    kind: 'connecting',
    lastContact,
    downSince: lastContact,
    tries: 0,
  });
  const noRoom = signal<string | null>(null);
  const waiting = new Set<() => void>();
  return {
    status,
    noRoom,
    full: (seconds) => void (noRoom.value = instantAt(clock.now() + seconds * 1000)),
    took: () => void (noRoom.value = null),
    epoch: signal(null),
    scopes: signal([FACILITY_SCOPE]),
    up: () => {
      status.value = { kind: 'up', lastContact: instantAt(clock.now()), downSince: null, tries: 0 };
      for (const wake of waiting) wake();
      waiting.clear();
    },
    down: (kind = 'down') => {
      const before = status.value;
      const downSince = before.downSince ?? before.lastContact ?? instantAt(clock.now());
      status.value = { ...before, kind, downSince, tries: before.tries + 1 };
      noRoom.value = null;
    },
    whenUp: (abort) =>
      new Promise((resolve, reject) => {
        if (status.value.kind === 'up') return resolve();
        const stop = (): void => {
          waiting.delete(resolve);
          reject(abort.reason as Error);
        };
        if (abort.aborted) return stop();
        waiting.add(resolve);
        abort.addEventListener('abort', stop, { once: true });
        return undefined;
      }),
  };
}
