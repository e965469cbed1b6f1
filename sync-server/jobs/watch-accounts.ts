import type { DeviceId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { scopesOfDevice } from '#shared/sync/scope.ts';
import { accountOf, personOf } from '#server/services/people.ts';
import { passwordStamp } from '#server/services/secrets.ts';
import type { StreamHub } from '#server/services/stream.ts';
import type { StoredAccount } from '#server/store/accounts.ts';
import type { StoredDevice } from '#server/store/devices.ts';
import type { Store } from '#server/store/store.ts';

export interface WatchAccountsDeps {
  readonly store: Pick<Store, 'accounts' | 'devices'>;
  readonly hub: Pick<StreamHub, 'isConnected' | 'signOut' | 'pokeFleet' | 'tell'>;
  readonly onFailure: (cause: unknown) => void;
}
/** Who is on which device, as open streams were told last. */
export interface AccountsWatch {
  /** Looks at once; resolves when every device that it concerns has been told. */
  readonly look: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
interface Seen {
  /** Each device with its people, as text. */
  readonly people: ReadonlyMap<DeviceId, string>;
  /** What the administrator's page shows of people and devices. */
  readonly fleet: string;
}

const EVERY_MS = 2000;

/**
 * Tells a device when one of its people has changed (roles, names, passwords, who may come in) or its places. This process looks after each change of its own;
 * what `npm run admin` does in another is seen in two seconds. A locked device and one that is nobody's any more are cut off.
 */
export function watchAccounts(deps: WatchAccountsDeps): AccountsWatch {
  let known: Seen | null = null;
  let running: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    running = running
      .then(async () => void (known = await tellChanges(deps, known)))
      .catch(deps.onFailure);
    return running;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function tellChanges({ store, hub }: WatchAccountsDeps, known: Seen | null): Promise<Seen> {
  const devices = await store.devices.listDevices();
  const accounts = await store.accounts.listAccounts();
  const people = await peopleByDevice(store.devices, accounts);
  const stamps = new Map(accounts.map((one) => [one.id, passwordStamp(one.passwordHash)]));
  const textOf = (here: readonly Person[], places: StoredDevice['places']): string =>
    JSON.stringify([places, here.map((person) => [person, stamps.get(person.id)])]);
  const seen = new Map(devices.map(({ id, places }) => [id, textOf(people.get(id) ?? [], places)]));
  for (const { id, isLocked, places } of devices) {
    const here = people.get(id) ?? [];
    if (known && known.people.get(id) !== seen.get(id)) {
      hub.tell(id, { people: here, scopes: scopesOfDevice(id, places, here) });
    }
    const isCut = isLocked || !here.some(({ isActive }) => isActive);
    if (isCut && hub.isConnected(id)) hub.signOut(id);
  }
  const fleet = JSON.stringify([
    [...seen],
    accounts.map((one) => [accountOf({ ...one, lastSignedInAt: null }), stamps.get(one.id)]),
    devices.map(({ id, name, isLocked }) => [id, name, isLocked]),
  ]);
  if (known && known.fleet !== fleet) hub.pokeFleet();
  return { people: seen, fleet };
}

/** Everybody enrolled on each device, active or not. */
async function peopleByDevice(
  devices: Pick<Store['devices'], 'listEnrolments'>,
  accounts: readonly StoredAccount[],
): Promise<ReadonlyMap<DeviceId, readonly Person[]>> {
  const known = new Map(accounts.map((one) => [one.id, personOf(one)]));
  const enrolments = Map.groupBy(await devices.listEnrolments(), ({ deviceId }) => deviceId);
  return new Map(
    [...enrolments].map(([id, here]) => [
      id,
      here.flatMap(({ personId }) => known.get(personId) ?? []),
    ]),
  );
}
