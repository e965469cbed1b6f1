import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { ROLES, type Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { parsePushRow } from '#shared/sync/parse-push.ts';
import type { PushRow, RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { knownDevice } from './devices.ts';
import type { EscrowRow, Store, StoreTx } from '#server/store/store.ts';
import { closeRefusal } from './disputes.ts';
import { hashOf } from './push-hash.ts';
import { putVersion } from './push-put.ts';
import { landOne, type Progress } from './push-row.ts';

export type EscrowError =
  | { readonly kind: 'no-such-row' }
  /** Nobody's word makes it land: it cannot be read, or the rules of the record forbid it. */
  | { readonly kind: 'cannot-land'; readonly code: RefusalCode };

/** Writes that the hospital did not take, waiting for a person (S4). */
export interface Escrow {
  readonly list: () => Promise<readonly EscrowRow[]>;
  /** Lands a write under its author's name after all: an administrator vouches for the right that was missing. */
  readonly release: (key: string) => Promise<Result<void, EscrowError>>;
  /** Forgets it. */
  readonly drop: (key: string) => Promise<Result<void, EscrowError>>;
}
const MOST_LISTED = 1000;

/** Over the store; the author hears of the end, because the dispute about it closes. */
export function createEscrow({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Escrow {
  const find = async (key: string): Promise<EscrowRow | undefined> =>
    (await store.listEscrow(MOST_LISTED)).find((row) => row.key === key);
  return {
    list: () => store.listEscrow(MOST_LISTED),
    release: async (key) => {
      const row = await find(key);
      if (!row) return err({ kind: 'no-such-row' });
      const read = parsePushRow(JSON.parse(row.row));
      const [entry] = read.ok ? read.value.trail : [];
      if (!read.ok || !entry) return err({ kind: 'cannot-land', code: row.code });
      const device = await store.devices.readDevice(row.device as DeviceId);
      if (!device) return err({ kind: 'no-such-row' });
      const vouched = knownDevice(device, [vouchedFor(entry)]);
      const acceptedAt = instantAt(clock.now());
      return store.transaction((tx) =>
        land({ tx, device: vouched, acceptedAt }, row, { pushed: read.value, entry }),
      );
    },
    drop: async (key) => {
      const row = await find(key);
      if (!row) return err({ kind: 'no-such-row' });
      await store.transaction((tx) => settle(tx, row, instantAt(clock.now())));
      return ok(undefined);
    },
  };
}

async function land(
  deps: { readonly tx: StoreTx; readonly device: KnownDevice; readonly acceptedAt: string },
  row: EscrowRow,
  { pushed, entry }: { readonly pushed: PushRow; readonly entry: TrailEntry },
): Promise<Result<void, EscrowError>> {
  const { tx, acceptedAt } = deps;
  const { collection } = row;
  const before = await tx.readDocument(collection, pushed.id);
  const start: Progress = {
    content: before?.content ?? null,
    landed: [],
    code: undefined,
    hasClash: false,
  };
  const [seen] = await tx.knownMutations([entry.id]);
  const coming = { entry, hash: hashOf(entry), seen };
  const place = { row: pushed, before };
  const next = await landOne({ ...deps, leases: [], collection }, place, start, coming);
  if (next.code !== undefined) return err({ kind: 'cannot-land', code: next.code });
  const { content, landed } = next;
  if (content && landed.length > 0)
    await putVersion(deps, { collection, id: pushed.id, before, content, landed });
  await settle(tx, row, acceptedAt);
  return ok(undefined);
}

async function settle(tx: StoreTx, row: EscrowRow, acceptedAt: string): Promise<void> {
  const { key } = row;
  const value: unknown = JSON.parse(row.row);
  tx.dropFromEscrow(key);
  if (isMap(value) && typeof value['id'] === 'string')
    await closeRefusal(tx, value['id'], { key, acceptedAt });
}

/** The author with every right: whoever releases it has looked at it. */
function vouchedFor({ by }: TrailEntry): Person {
  return { id: by, username: '', name: '', roles: ROLES, practitionerId: null, isActive: true };
}
