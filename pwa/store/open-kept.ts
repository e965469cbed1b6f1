import type { Clock } from '#shared/lib/clock.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Vault } from '#pwa/platform/vault.ts';
import { speakFor } from './call-hospital.ts';
import {
  isAtWork,
  isLeaseOver,
  locked,
  NOTHING,
  seen,
  sessionOf,
  type Kept,
} from './kept-session.ts';
import type { Session } from './session-context.ts';

export interface KeptDeps {
  readonly deviceStore: DeviceStore;
  readonly clock: Clock;
}
export interface OpenKeptDeps extends KeptDeps {
  readonly vault: Pick<Vault, 'isSealing' | 'key' | 'recall'>;
}
/** Changes what is kept in one transaction, and shows it in every tab. */
export type Change = (work: (kept: Kept) => Kept) => Promise<void>;
const KEY = 'session';
const LOOK_MS = 60_000;

/** What is kept, shown as the session: at the start, after every change in any tab, and when the lease ends. */
export function openKept(
  { deviceStore, clock, vault }: OpenKeptDeps,
  session: { value: Session },
): { readonly change: Change; readonly kept: () => Kept } {
  // Where the browser keeps nothing, a session lasts as long as the page.
  let last = NOTHING;
  const isShut = (): boolean => vault.isSealing && vault.key.peek() === null && isAtWork(last);
  const show = (): void => {
    const now = (session.value = sessionOf(isShut() ? locked(last) : last, clock.now()));
    speakFor(now.kind === 'signed-in' ? now.person.id : null);
  };
  const readAnew = async (): Promise<void> => {
    last = (await deviceStore.read<Kept>(KEY).catch(() => last)) ?? NOTHING;
    show();
  };
  const tellTabs = followTabs(() => void readAnew());
  const store = async (work: (kept: Kept) => Kept): Promise<void> => {
    last = await deviceStore
      .change<Kept>(KEY, (kept = NOTHING) => work(kept))
      .catch(() => work(last));
  };
  const change: Change = async (work) => {
    await store(work);
    show();
    tellTabs();
  };
  // Whoever had it open when the browser was closed proves once more who they are: the key was in memory only.
  const start = async (): Promise<void> => {
    await vault.recall();
    await readAnew();
    if (isShut()) await change(locked);
    vault.key.subscribe(show);
    await look();
  };
  const look = async (): Promise<void> => {
    if (!last.leaseUntil) return;
    const now = clock.now();
    await store((kept) => seen(kept, now));
    if (last.current && isLeaseOver(last, now)) await change(locked);
  };
  void start();
  lookOn(() => void look());
  return { change, kept: () => last };
}

/** All tabs of a browser are one session: what one changes, the others read anew. Returns the way to tell them. */
function followTabs(onChange: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('wardline-session');
  channel.onmessage = onChange;
  return () => channel.postMessage('changed');
}

/** Looks each minute and whenever somebody comes back to the page: the lease ends also while nobody reloads. */
function lookOn(look: () => void): void {
  setInterval(look, LOOK_MS);
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', look);
}

/** What is kept at this moment, whichever tab wrote it last. */
export async function readKept(deviceStore: DeviceStore): Promise<Kept> {
  return (await deviceStore.read<Kept>(KEY).catch(() => undefined)) ?? NOTHING;
}
