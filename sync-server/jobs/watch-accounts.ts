import type { StreamHub } from '#server/services/stream.ts';
import type { Store } from '#server/store/store.ts';

export interface WatchAccountsDeps {
  readonly store: Pick<Store, 'accounts' | 'devices'>;
  readonly hub: Pick<StreamHub, 'isConnected' | 'signOut' | 'poke'>;
  readonly onFailure: (cause: unknown) => void;
}

const EVERY_MS = 2000;

/**
 * Looks for what has changed, by `npm run admin` in another process too, so that a locked device and one whose people have all lost
 * their account are cut off at once. Returns the way to stop.
 */
export function startWatchingAccounts(deps: WatchAccountsDeps): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let known: string | null = null;
  const timer = setInterval(() => {
    running = look(deps, known).then((seen) => void (known = seen), deps.onFailure);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function look({ store, hub }: WatchAccountsDeps, known: string | null): Promise<string> {
  const devices = await store.devices.listDevices();
  const people = await store.accounts.listAccounts();
  const active = new Set(people.filter(({ isActive }) => isActive).map(({ id }) => id));
  const enrolments = await store.devices.listEnrolments();
  const used = new Set(
    enrolments.filter(({ personId }) => active.has(personId)).map(({ deviceId }) => deviceId),
  );
  for (const { id, isLocked } of devices)
    if ((isLocked || !used.has(id)) && hub.isConnected(id)) hub.signOut(id);
  const seen = JSON.stringify([
    people.map(({ id, name, roles, isActive }) => [id, name, roles, isActive]),
    devices.map(({ id, name, isLocked }) => [id, name, isLocked]),
  ]);
  if (known !== null && known !== seen) {
    hub.poke('people');
    hub.poke('fleet');
  }
  return seen;
}
