import { mrnAt } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { SessionAnswer, SessionRequest } from '#shared/sync/session.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Found, Store, StoreTx } from '#server/store/store.ts';
import { leaseUntil } from './lease.ts';
import { passwordStamp } from './secrets.ts';

export type SessionError = {
  readonly kind: 'too-old' | 'too-new' | 'not-set-up';
};
/** What a device that comes back is told. */
export type OpenSession = (
  device: KnownDevice,
  request: SessionRequest,
) => Promise<Result<SessionAnswer, SessionError>>;
export interface SessionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly appVersion: string;
}

/** Older apps take one page for the whole checkpoint. */
const SCOPES_SINCE = 2;
const POOL = { low: 20, full: 50 } as const;

/** Greets a device: epoch and head, who may sign in there, numbers for new patients, and how far its clock is off. */
export function createSession(deps: SessionDeps): OpenSession {
  const { store, clock, appVersion } = deps;
  return async (device, request) => {
    const protocol = spokenWith(device, request);
    if (!protocol.ok) return protocol;
    const now = clock.now();
    const status = {
      kind: device.kind,
      lastContact: instantAt(now),
      unsent: device.unsent,
      oldestUnsent: device.oldestUnsent,
      appVersion: request.appVersion,
      storage: device.storage,
      clockSkewMs: Date.parse(request.clock) - now,
    };
    const until = leaseUntil(now);
    const renewal = { mutations: request.mutations ?? 0, at: instantAt(now), until };
    // Asked for together they share one commit.
    await Promise.all([
      store.devices.writeDeviceStatus(device.id, status),
      store.devices.renewLeases(device.id, renewal),
    ]);
    const mrnPool = await refill(store, request.mrnLeft);
    const people = device.people.filter(({ isActive }) => isActive);
    const { facility, epoch, head } = await store.readFacility();
    if (!facility) return err({ kind: 'not-set-up' });
    const past = (await store.listPastEpochs()).map(({ epoch: over, lastSeq }) => ({
      epoch: over,
      lastSeq,
    }));
    return ok({
      protocol: protocol.value,
      epoch,
      head,
      ...(past.length > 0 ? { past } : {}),
      facility,
      appVersion,
      mrnPool,
      serverTime: instantAt(now),
      scopes: device.scopes,
      device: { id: device.id, name: device.name },
      people,
      passwordStamps: await stampsOf(store.accounts, people),
      leaseUntil: until,
    });
  };
}

/** The protocol to speak with an app; asked before anything is noted of its device. */
export function protocolWith({
  protocol: [oldest, newest],
}: Pick<SessionRequest, 'protocol'>): Result<number, SessionError> {
  if (newest < OLDEST_PROTOCOL) return err({ kind: 'too-old' });
  if (oldest > PROTOCOL_VERSION) return err({ kind: 'too-new' });
  return ok(Math.min(newest, PROTOCOL_VERSION));
}

/** The protocol to speak with an app on this device. */
export function spokenWith(
  { people, places, scopes }: Pick<KnownDevice, 'people' | 'places' | 'scopes'>,
  request: Pick<SessionRequest, 'protocol'>,
): Result<number, SessionError> {
  const isSomebodys = people.some(({ isActive }) => isActive);
  const hasScopes = places !== null || (isSomebodys && !scopes.includes(FACILITY_SCOPE));
  if (request.protocol[1] < SCOPES_SINCE && hasScopes) return err({ kind: 'too-old' });
  return protocolWith(request);
}

/** Each one's password as a device may know it. */
async function stampsOf(
  accounts: Store['accounts'],
  people: readonly Person[],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(people.map(({ id }) => accounts.readAccount(id)));
  return Object.fromEntries(
    found.flatMap((account) =>
      account ? [[account.id, passwordStamp(account.passwordHash)]] : [],
    ),
  );
}

/** Numbers enough for a long time without a line; each is given to one device once. */
async function refill(store: Store, left: number): Promise<readonly string[]> {
  if (left >= POOL.low) return [];
  return store.transaction((tx) => freeMrns(tx, POOL.full - left));
}

/** Numbers that an import or another system has given already are left out; all that are missing are looked up at once. */
async function freeMrns(tx: StoreTx, count: number): Promise<readonly string[]> {
  const free: string[] = [];
  while (free.length < count) {
    const missing = count - free.length;
    const first = await tx.reserveMrns(missing);
    const values = Array.from({ length: missing }, (_, i) => mrnAt(first + i));
    const taken = await takenOf(tx, values);
    free.push(...values.filter((value) => !taken.has(value)));
  }
  return free;
}

async function takenOf(tx: StoreTx, values: readonly string[]): Promise<ReadonlySet<string>> {
  const where = [{ key: 'mrn', anyOf: values }];
  const taken = new Set<string>();
  for (let after: number | null = 0; after !== null;) {
    const page: Found = await tx.find({ collection: 'patients', where, after, limit: 100 });
    for (const { content } of page.documents) taken.add(mrnOf(content as Patient) ?? '');
    after = page.next;
  }
  return taken;
}
