import { useSignal, type ReadonlySignal } from '@preact/signals';
import { wrap } from 'comlink';
import { useEffect } from 'preact/hooks';
import type { Likely } from '#shared/search/duplicate-scan.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { DuplicatesApi } from '#pwa/workers/duplicates.worker.ts';
import { peopleSource } from './people-source.ts';
import type { Replica } from './replica.ts';
import { useReplica } from './replica-context.ts';

/** How far the scan of this device is. It goes on wherever it was stopped, by a person, a closed page or a power cut. */
export interface ScanState {
  readonly kind: 'new' | 'paused' | 'reading' | 'comparing' | 'done' | 'failed';
  /** People read or compared so far, of how many. */
  readonly people: number;
  readonly total: number;
  readonly comparisons: number;
  /** When it was last finished, in milliseconds. */
  readonly finishedAt: number | null;
}
export interface Scanning {
  readonly state: ReadonlySignal<ScanState>;
  readonly found: ReadonlySignal<readonly Likely[]>;
  /** Goes on, or begins anew where it is done. */
  go(): void;
  pause(): void;
}

/** What is kept of a scan between two steps: numbers and ids, nothing that names anybody. */
interface Kept extends Omit<ScanState, 'kind'> {
  /** Behind whom it goes on; null where it is done. */
  readonly after: string | null;
  /** How many parts of what it found are kept. */
  readonly parts: number;
}
const KEPT = 'duplicate-scan';
const PART = 'duplicate-scan/found/';
const FRESH: Kept = { after: '', people: 0, total: 0, comparisons: 0, finishedAt: null, parts: 0 };
/** People in one step: a few hundredths of a second. */
const STEP = 500;
const LOOK_MS = 200;

/** The scan of this device while its screen is open: one that was running goes on by itself. */
export function useDuplicateScan(): Scanning {
  const { deviceStore } = usePlatform();
  const replica = useReplica();
  const state = useSignal<ScanState>({ ...FRESH, kind: 'new' });
  const found = useSignal<readonly Likely[]>([]);
  const run = useSignal<AbortController | null>(null);
  const go = (): void => {
    if (run.peek() || !replica) return;
    const stop = new AbortController();
    run.value = stop;
    const show = (next: ScanState, more: readonly Likely[] | null): void => {
      if (stop.signal.aborted) return;
      state.value = next;
      if (more) found.value = next.people === 0 ? more : [...found.peek(), ...more];
    };
    void scanOn({ deviceStore, replica }, show, stop.signal)
      .catch(() => show({ ...state.peek(), kind: 'failed' }, null))
      .finally(() => {
        if (run.peek() === stop) run.value = null;
      });
  };
  const pause = (): void => {
    run.peek()?.abort();
    run.value = null;
    state.value = { ...state.peek(), kind: 'paused' };
  };
  useEffect(() => {
    let isPast = false;
    void readKept(deviceStore).then(({ kept, likely }) => {
      if (isPast) return;
      found.value = likely;
      state.value = { ...kept, kind: kindOf(kept) };
      if (kindOf(kept) === 'paused') go();
    });
    return () => {
      isPast = true;
      run.peek()?.abort();
      run.value = null;
    };
    // `go` belongs to the stores of this device.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [deviceStore, replica]);
  return { state, found, go, pause };
}

function kindOf({ after }: Kept): ScanState['kind'] {
  if (after === null) return 'done';
  return after === '' ? 'new' : 'paused';
}

async function readKept(deviceStore: DeviceStore) {
  const kept = await deviceStore.read<Kept>(KEPT).catch(() => undefined);
  if (!kept) return { kept: FRESH, likely: [] };
  const parts = await Promise.all(
    Array.from({ length: kept.parts }, (_, n) =>
      deviceStore.read<readonly Likely[]>(`${PART}${n}`).catch(() => undefined),
    ),
  );
  return { kept, likely: parts.flatMap((part) => part ?? []) };
}

type Show = (state: ScanState, found: readonly Likely[] | null) => void;

interface Stores {
  readonly deviceStore: DeviceStore;
  readonly replica: Replica;
}

async function scanOn(
  { deviceStore, replica }: Stores,
  show: Show,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(new URL('../workers/duplicates.worker.ts', import.meta.url), {
    type: 'module',
  });
  signal.addEventListener('abort', () => worker.terminate());
  const api = wrap<DuplicatesApi>(worker);
  const before = (await deviceStore.read<Kept>(KEPT)) ?? FRESH;
  let kept = before.after === null ? { ...FRESH, finishedAt: before.finishedAt } : before;
  if (kept.after === '') show({ ...kept, kind: 'reading' }, []);
  const looking = setInterval(() => {
    void api.progress().then(({ read, total }) => {
      show({ ...kept, kind: 'reading', people: Math.max(read, kept.people), total }, null);
    });
  }, LOOK_MS);
  const total = await api.read(peopleSource(replica)).finally(() => clearInterval(looking));
  while (kept.after !== null && !signal.aborted) {
    const step = await api.next(kept.after, STEP);
    if (signal.aborted) return;
    const { found, after, people } = step;
    if (found.length > 0) await deviceStore.write(`${PART}${kept.parts}`, found);
    kept = {
      after,
      people,
      total,
      comparisons: kept.comparisons + step.comparisons,
      finishedAt: after === null ? Date.now() : kept.finishedAt,
      parts: kept.parts + (found.length > 0 ? 1 : 0),
    };
    // The parts first: a number that is kept has its part.
    await deviceStore.write(KEPT, kept);
    show({ ...kept, kind: after === null ? 'done' : 'comparing' }, found);
  }
  worker.terminate();
}
