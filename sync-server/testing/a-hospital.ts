import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, TrailEntry, WireDocument } from '#shared/domain/envelope.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { Person, Role } from '#shared/domain/person.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import type { OfferResult } from '#shared/sync/offer.ts';
import type { PushAnswer, PushResult } from '#shared/sync/push.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { createOffer } from '#server/services/offer.ts';
import { createPull } from '#server/services/pull.ts';
import type { Pulled } from '#server/services/pull-pages.ts';
import { createPush } from '#server/services/push.ts';
import { UNHEARD } from '#server/store/devices.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';

/** A hospital over a real database in a folder of its own, with a clock that stands still until it is moved. */
export interface TestHospital {
  readonly store: Store;
  readonly clock: { now: () => number; set: (instant: string) => void };
  readonly poison: unknown[];
  /** Somebody with all rights but set-up, and the device that everybody of the test has signed in on. */
  readonly doctor: Person;
  readonly device: KnownDevice;
  push(collection: CollectionName, ...rows: readonly unknown[]): Promise<readonly PushResult[]>;
  pull(
    collection: CollectionName,
    checkpoint?: Checkpoint | null,
    limit?: number,
  ): Promise<PullAnswer>;
  /** Everything that a new device would hold of a collection, by id. */
  all(collection: CollectionName): Promise<ReadonlyMap<string, WireDocument>>;
  content(collection: CollectionName, id: string): Promise<JsonMap | undefined>;
  /** Closes the server and opens it again over the same file. */
  restart(): Promise<void>;
  /** Copies the hospital while it works; what it gives puts the copy in its place, and everything after it is gone. */
  backup(): Promise<() => Promise<void>>;
  /** Everything that a device offers after a restore, as one page. */
  offer(documents: readonly unknown[], from?: KnownDevice): Promise<readonly OfferResult[]>;
  close(): Promise<void>;
}

export const NOW = '2026-11-24T07:00:00.000Z';
export const FACILITY = {
  id: newId<string>(),
  name: 'St Brigid',
  zone: 'Europe/Dublin',
  language: 'en',
};

/** Opens one; `people` sign in on its device beside the doctor. */
export async function aHospital(people: readonly Person[] = []): Promise<TestHospital> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  let now = Date.parse(NOW);
  let epochs = 0;
  const clock = { now: () => now, set: (instant: string) => void (now = Date.parse(instant)) };
  const open = (): Store =>
    openSqliteStore(join(folder, 'hospital.db'), { clock, newEpoch: () => `e${++epochs}` });
  let store = open();
  await store.transaction(async (tx) => tx.writeFacility(FACILITY));
  const doctor = aPerson('doctor', 'records');
  const device = aDevice([doctor, ...people]);
  const poison: unknown[] = [];
  const pull: TestHospital['pull'] = async (collection, checkpoint = null, limit = 1000) =>
    pullAnswerOf(await createPull({ store })(device, { collection, checkpoint, limit }));
  return {
    get store() {
      return store;
    },
    clock,
    poison,
    doctor,
    device,
    pull,
    push: async (collection, ...rows) => {
      const push = createPush({ store, clock, onPoison: (cause) => poison.push(cause) });
      return (JSON.parse(await push(device, { collection, rows })) as PushAnswer).results;
    },
    all: async (collection) => {
      const { documents } = await pull(collection);
      return new Map(documents.filter(({ _deleted }) => !_deleted).map((one) => [one.id, one]));
    },
    content: async (collection, id) => (await store.readDocument(collection, id))?.content,
    restart: async () => {
      await store.close();
      store = open();
    },
    backup: async () => {
      const copy = join(folder, `backup-${newId()}.db`);
      await store.backup(copy);
      return async () => {
        await store.close();
        for (const end of ['', '-wal', '-shm'])
          rmSync(join(folder, `hospital.db${end}`), { force: true });
        copyFileSync(copy, join(folder, 'hospital.db'));
        store = open();
      };
    },
    offer: async (documents, from = device) => {
      const offer = createOffer({
        store,
        clock,
        onPoison: (cause) => poison.push(cause),
        onReturned: () => undefined,
      });
      const { epoch } = await store.readFacility();
      const answer = await offer(from, { epoch, documents, isLast: true });
      if (!answer.ok) throw new Error(answer.error.kind);
      return answer.value.results;
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A person with the roles named. */
export function aPerson(...roles: readonly Role[]): Person {
  const id = newId<PersonId>();
  return {
    id,
    roles,
    username: `u-${id}`,
    name: `N ${id.slice(-4)}`,
    practitionerId: null,
    isActive: true,
  };
}

/** A device that these people have signed in on. */
export function aDevice(people: readonly Person[]): KnownDevice {
  return {
    id: newId<DeviceId>(),
    name: 'Tablet 1',
    kind: 'tablet',
    enrolledAt: NOW,
    ...UNHEARD,
    people,
    scopes: [FACILITY_SCOPE],
  };
}

/** A pull as its reader has it. */
export function pullAnswerOf({ bytes }: Pulled): PullAnswer {
  return JSON.parse(new TextDecoder().decode(bytes)) as PullAnswer;
}

let counter = 0;

/** One mutation by somebody. */
export function anEntry(
  by: Person,
  changes: readonly Change[],
  more: Partial<TrailEntry> = {},
): TrailEntry {
  return {
    id: newId(),
    device: newId(),
    n: ++counter,
    by: by.id,
    at: NOW,
    action: { id: newId(), name: 'edit' },
    changes,
    ...more,
  };
}

/** A row as a device sends it. */
export function aRow(
  id: string,
  ...trail: readonly TrailEntry[]
): { id: string; rev: string; trail: readonly TrailEntry[] } {
  return { id, rev: '', trail };
}

/** A change of one field; `undefined` is "not there". */
export function aChange(path: string, before: JsonMap[string], after: JsonMap[string]): Change {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
