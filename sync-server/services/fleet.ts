import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { FleetAnswer, FleetDevice, VitalRow } from '#shared/sync/fleet.ts';
import type { StoredDevice } from '#server/store/devices.ts';
import type { Store } from '#server/store/store.ts';
import type { RefusedCounts } from './refused-counts.ts';
import { openingRows } from './opening-rows.ts';
import { contactWords, restoreReport } from './restore-report.ts';
import { VITALS_WINDOW_MS, vitalRows } from './vitals.ts';

export interface FleetDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly appVersion: string;
  /** True while the live stream of a device is open. */
  readonly isConnected: (id: DeviceId) => boolean;
  readonly refused: Pick<RefusedCounts, 'list'>;
  /** Free bytes on the disk of the data; null where the system does not say. */
  readonly diskFreeBytes: () => Promise<number | null>;
}
export interface Fleet {
  readonly read: () => Promise<FleetAnswer>;
}
interface Counted {
  readonly head: number;
  readonly documents: Readonly<Record<CollectionName, number>>;
  readonly openDisputes: number;
}
interface Measured {
  readonly at: number;
  readonly rows: readonly VitalRow[];
}

/** Distributions are made anew at most so often: every word of a device asks for this page again. */
const VITALS_AGE_MS = 10_000;

/** Everything the administrator's sync page shows. Documents are counted again only when the head has moved. */
export function createFleet(deps: FleetDeps): Fleet {
  const { store, clock, appVersion } = deps;
  const startedAt = instantAt(clock.now());
  let counted: Counted | null = null;
  let measured: Measured | null = null;
  return {
    read: async () => {
      const { head, epoch } = await store.readFacility();
      const now = clock.now();
      if (counted?.head !== head) counted = await countDocuments(store, head);
      const isFresh = measured !== null && Math.abs(now - measured.at) < VITALS_AGE_MS;
      if (!isFresh || measured === null) measured = await measure(store, now);
      return {
        serverTime: instantAt(now),
        appVersion,
        epoch,
        head,
        documents: counted.documents,
        openDisputes: counted.openDisputes,
        refusedRows: await store.countEscrow(),
        databaseBytes: await store.databaseBytes(),
        diskFreeBytes: await deps.diskFreeBytes(),
        startedAt,
        devices: await fleetDevices(deps),
        vitals: measured.rows,
        ...(await refusedWords(deps)),
        ...(await restoreReport(store, now)),
        ...(await contactWords(store, now)),
        ...(await openingRows(store, now)),
      };
    },
  };
}

/** What was turned down since the start, with the names of devices. */
async function refusedWords({ store, refused }: FleetDeps): Promise<Pick<FleetAnswer, 'refused'>> {
  const counts = refused.list();
  if (counts.length === 0) return {};
  const names = new Map((await store.devices.listDevices()).map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null): string | null => names.get(id as DeviceId) ?? null;
  return { refused: counts.map((one) => ({ ...one, device: nameOf(one.device) })) };
}

async function countDocuments(store: Store, head: number): Promise<Counted> {
  const entries: [CollectionName, number][] = [];
  for (const collection of COLLECTIONS) entries.push([collection, await store.count(collection)]);
  const open = [{ key: 'status', anyOf: ['open'] }];
  return {
    head,
    documents: Object.fromEntries(entries) as Record<CollectionName, number>,
    openDisputes: await store.count('disputes', open),
  };
}

async function measure(store: Store, now: number): Promise<Measured> {
  const vitals = await store.devices.listVitals(instantAt(now - VITALS_WINDOW_MS));
  return { at: now, rows: vitalRows(vitals) };
}

async function fleetDevices({ store, isConnected }: FleetDeps): Promise<readonly FleetDevice[]> {
  const accounts = await store.accounts.listAccounts();
  const people = new Map(accounts.map(({ id, name }) => [id, { id, name }]));
  const enrolled = Map.groupBy(await store.devices.listEnrolments(), ({ deviceId }) => deviceId);
  return (await store.devices.listDevices()).map((device) => ({
    ...ownWord(device),
    isConnected: isConnected(device.id),
    person: (device.lastPersonId && people.get(device.lastPersonId)) ?? null,
    people: (enrolled.get(device.id) ?? []).flatMap(({ personId }) => people.get(personId) ?? []),
  }));
}

function ownWord(device: StoredDevice): Omit<FleetDevice, 'person' | 'people' | 'isConnected'> {
  const { id, name, kind, isLocked, places, enrolledAt, lastContact } = device;
  const { unsent, oldestUnsent, appVersion, storage, clockSkewMs } = device;
  const status = { lastContact, unsent, oldestUnsent, appVersion, storage, clockSkewMs };
  const repaired = device.repaired > 0 ? { repaired: device.repaired } : {};
  return { id, name, kind, isLocked, places, enrolledAt, ...status, ...repaired };
}
