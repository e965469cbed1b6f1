import { signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Role } from '#shared/domain/person.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { openPreferences } from '#pwa/platform/preferences.ts';
import { PlatformContext } from '#pwa/platform/platform-context.ts';
import { createActs } from '#pwa/store/act.ts';
import { FinderContext, type FinderState, type PeopleFinder } from '#pwa/store/people-finder.ts';
import { ReplicaContext, type ReplicaState } from '#pwa/store/replica-context.ts';
import type { Replica, ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { openPhotoOutbox } from '#pwa/store/photo-outbox.ts';
import { SessionContext, type Session } from '#pwa/store/session-context.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { findPeople } from '#pwa/workers/find-people.ts';
import { createPeopleIndex } from '#pwa/workers/people-index.ts';
import { memoryStore } from './memory-store.ts';

export interface TestDevice {
  /** Draws a screen as on this device; a second call is a reload. */
  show(screen: ComponentChildren): void;
  patient(id: string): Promise<Stored<'patients'> | null>;
  patients(): Promise<readonly Stored<'patients'>[]>;
  readonly store: DeviceStore;
  readonly replica: Replica;
  /** Somebody is registered elsewhere and has arrived here, in the finder too. */
  receive(id: string, content: Patient): Promise<void>;
  close(): Promise<void>;
}
interface Wish {
  readonly roles?: readonly Role[];
  /** Who is on this device already, by id. */
  readonly people?: Readonly<Record<string, Patient>>;
  /** Whom its directory names beside them: found here, held elsewhere. */
  readonly elsewhere?: Readonly<Record<string, Patient>>;
}

/** A device in a test: the real store over memory, the real finder on the page, somebody signed in, no hospital in reach. */
export async function aDevice(wish: Wish): Promise<TestDevice> {
  const { roles = ['reception'], people = {}, elsewhere = {} } = wish;
  const collections = await memoryCollections();
  const person = { id: newId<PersonId>(), username: 'lena', name: 'Lena Bauer', roles };
  const device = newId<DeviceId>();
  const store = memoryStore();
  const actsAs = (own: readonly Role[]): Pick<Replica, 'act' | 'undo'> =>
    createActs({
      collections,
      clock: { now: () => Date.now() },
      newId,
      author: () => ({ person: person.id, device, roles: own }),
      nextNumber: () => store.change<number>('mutations', (n = 0) => n + 1),
    });
  const acts = actsAs(roles);
  const { finder, put } = finderOver(people, elsewhere);
  const register = async (id: string, content: Patient): Promise<void> => {
    await actsAs(['records']).act('register patient', [
      { collection: 'patients', id, change: () => content },
    ]);
  };
  for (const [id, content] of Object.entries(people)) await register(id, content);
  const photos = openPhotoOutbox(store);
  const replica = {
    collections,
    ...acts,
    photos,
    isKept: true,
    sync: NO_HOSPITAL,
  } as unknown as Replica;
  const session: Session = {
    kind: 'signed-in',
    person: { ...person, practitionerId: null, isActive: true },
    device: { id: device, name: 'Desk 2' },
    isOffline: false,
    mustChangePassword: false,
  };
  return {
    show: (screen) => {
      cleanup();
      render(
        <PlatformContext.Provider value={{ deviceStore: store, preferences: openPreferences() }}>
          <SessionContext.Provider value={signal(session)}>
            <ReplicaContext.Provider value={signal<ReplicaState>({ kind: 'open', replica })}>
              <FinderContext.Provider value={signal(finder)}>
                <LocationProvider>{screen}</LocationProvider>
              </FinderContext.Provider>
            </ReplicaContext.Provider>
          </SessionContext.Provider>
        </PlatformContext.Provider>,
      );
    },
    patient: async (id) => rowOf(await collections.patients.findOne(id).exec()),
    patients: async () =>
      (await collections.patients.find().exec()).flatMap((row) => rowOf(row) ?? []),
    store,
    replica,
    receive: async (id, content) => {
      await register(id, content);
      put(id, content);
    },
    close: async () => {
      cleanup();
      await collections.patients.database.close();
    },
  };
}

function rowOf(row: { toJSON(): unknown } | null): Stored<'patients'> | null {
  return (row?.toJSON() as Stored<'patients'> | undefined) ?? null;
}

const NO_HOSPITAL = {
  state: signal({ kind: 'offline', since: '2026-11-23T07:02:00.000Z', unsent: 0 }),
  facility: signal(null),
  lastContact: signal(null),
  isArriving: signal(false),
  compared: signal(null),
};

async function memoryCollections(): Promise<ReplicaCollections> {
  const db = await createRxDatabase({
    name: `device${newId()}`,
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const creators = COLLECTIONS.map((name) => [
    name,
    { schema: rxSchema(name), conflictHandler: hospitalDecides },
  ]);
  const made = await db.addCollections(Object.fromEntries(creators));
  return made as unknown as ReplicaCollections;
}

function finderOver(
  people: Readonly<Record<string, Patient>>,
  elsewhere: Readonly<Record<string, Patient>>,
): {
  readonly finder: PeopleFinder;
  readonly put: (id: string, content: Patient) => void;
} {
  const index = createPeopleIndex();
  const state = signal<FinderState>({ kind: 'ready', people: 0 });
  const put = (id: string, content: Patient): void => {
    index.put([{ id, content, isDeleted: false }]);
    state.value = { kind: 'ready', people: index.size() };
  };
  index.putElsewhere(
    new Map(Object.entries(elsewhere).map(([id, content]) => [id, { ...content, id }])),
  );
  for (const [id, content] of Object.entries(people)) put(id, content);
  const find = (text: string) => Promise.resolve(findPeople(index, text));
  return { finder: { state, find, putNear: (ids) => index.putNear(ids) }, put };
}
