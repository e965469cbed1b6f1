import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { AckRequest } from '#shared/sync/ack.ts';
import { scopesOfDevice } from '#shared/sync/scope.ts';
import type { DeviceChange } from '#shared/sync/fleet.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { UNHEARD, type DevicesStore, type StoredDevice } from '#server/store/devices.ts';
import { leaseUntil } from './lease.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { storedVitals, VITALS_KEPT } from './vitals.ts';

type DeviceError = { readonly kind: 'no-such-device' } | { readonly kind: 'name-taken' };

/** What the server knows and decides about enrolled browsers. */
export interface Devices {
  /** The device whose cookie this is, with everybody enrolled on it; null for a token nobody knows. */
  readonly identify: (token: string) => Promise<KnownDevice | null>;
  /** A new device with a readable name and its own secret, which is given out once. */
  readonly enrolNew: (
    kind: StoredDevice['kind'],
  ) => Promise<{ readonly device: StoredDevice; readonly token: string }>;
  /** Notes who signed in on a device (S9). */
  readonly enrol: (id: DeviceId, personId: PersonId) => Promise<void>;
  readonly change: (id: DeviceId, change: DeviceChange) => Promise<Result<void, DeviceError>>;
  /** Keeps what a device says of itself and who has it open, and its figures of speed. */
  readonly noteAck: (device: Pick<KnownDevice, 'id' | 'people'>, ack: AckRequest) => Promise<void>;
}
export interface DevicesDeps {
  readonly store: DevicesStore;
  readonly clock: Clock;
  /** Called when the administrator's page would show something else. */
  readonly onChange: () => void;
  /** Called when somebody has signed in, or the device got other places; resolves when the device knows it. */
  readonly onPeople: () => Promise<void>;
  /** Called when a device has lost its right. */
  readonly onLock: (id: DeviceId) => void;
}

const KIND_NAMES: Readonly<Record<StoredDevice['kind'], string>> = {
  tablet: 'Tablet',
  desktop: 'Desktop',
  phone: 'Phone',
};

/** Devices are made at the first sign-in of a browser and are never deleted, only locked: their writes keep their name. */
export function createDevices(deps: DevicesDeps): Devices {
  const { store, clock, onChange, onLock } = deps;
  let before: Promise<unknown> = Promise.resolve();
  return {
    identify: async (token) => {
      const device = await store.readDeviceByToken(hashSecret(token));
      return device && knownDevice(device, await store.listPeopleOfDevice(device.id));
    },
    enrolNew: (kind) => {
      // One after the other, so that no two get the same number.
      const mine = before.then(async () => {
        const token = makeSecret();
        const device = blankDevice(kind, await store.listDevices(), instantAt(clock.now()));
        await store.addDevice(device, hashSecret(token));
        return { device, token };
      });
      before = mine.catch(() => undefined);
      return mine;
    },
    enrol: async (id, personId) => {
      const now = clock.now();
      await store.enrol(id, personId, { at: instantAt(now), until: leaseUntil(now) });
      await deps.onPeople();
      onChange();
    },
    change: async (id, change) => {
      const others = (await store.listDevices()).filter((device) => device.id !== id);
      if (others.some(({ name }) => name === change.name)) return err({ kind: 'name-taken' });
      const isThere = await store.changeDevice(id, change);
      if (!isThere) return err({ kind: 'no-such-device' });
      if (change.isLocked) onLock(id);
      if (change.places !== undefined) await deps.onPeople();
      onChange();
      return ok(undefined);
    },
    noteAck: async ({ id, people }, ack) => {
      const now = clock.now();
      const ahead = Date.parse(ack.clock) - now;
      await store.writeDeviceStatus(id, {
        kind: ack.kind,
        lastPersonId: people.find((person) => person.id === ack.person)?.id ?? null,
        lastContact: instantAt(now),
        unsent: ack.unsent,
        oldestUnsent: ack.oldestUnsent,
        appVersion: ack.appVersion,
        storage: ack.storage,
        clockSkewMs: Number.isFinite(ahead) ? ahead : null,
        ...(ack.repaired === undefined ? {} : { repaired: ack.repaired }),
      });
      await store.addVitals(storedVitals(ack, instantAt(now)), VITALS_KEPT);
      onChange();
    },
  };
}

/** A device with its people and what it holds. */
export function knownDevice(device: StoredDevice, people: readonly Person[]): KnownDevice {
  return { ...device, people, scopes: scopesOfDevice(device.id, device.places, people) };
}

function blankDevice(
  kind: StoredDevice['kind'],
  others: readonly StoredDevice[],
  enrolledAt: string,
): StoredDevice {
  const taken = new Set(others.map(({ name }) => name));
  let n = others.filter((device) => device.kind === kind).length + 1;
  while (taken.has(`${KIND_NAMES[kind]} ${n}`)) n += 1;
  return {
    id: newId<DeviceId>(),
    name: `${KIND_NAMES[kind]} ${n}`,
    kind,
    enrolledAt,
    ...UNHEARD,
  };
}
