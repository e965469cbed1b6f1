import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isUuid, type DeviceId } from '#shared/domain/ids.ts';
import { parsePushRow, rowIdOf, type ParsedPush } from '#shared/sync/parse-push.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';
import { openRefusal } from './disputes.ts';
import { keepRefusal } from './keep-on-device.ts';
import { hashOf } from './push-hash.ts';
import { landRow, type RowDeps, type RowOutcome } from './push-row.ts';

/** What became of a row; `id` is null where it names nothing that an answer could be about. */
export type Landing = Omit<RowOutcome, 'id'> & { readonly id: string | null };
/** Takes a batch of local writes and answers each one, as JSON text (`PushAnswer`). */
export type Push = (device: KnownDevice, request: ParsedPush) => Promise<string>;

export interface PushDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Told of a row that could not be landed though it could be read: a mistake of ours, never a patient's data. */
  readonly onPoison: (cause: unknown) => void;
  /** Told what became of each row, for whoever counts; of those too that name no document to answer about. */
  readonly onLanded?: (outcomes: readonly Landing[], device: DeviceId) => void;
}

/** Whether a push is meant for this generation of the hospital's copy; one that has lost something is offered that first (S11). */
export type IsOfNow = (request: Pick<ParsedPush, 'epoch'>) => Promise<boolean>;
export function createIsOfNow({ store }: { readonly store: Pick<Store, 'readFacility'> }): IsOfNow {
  return async ({ epoch }) => epoch === undefined || epoch === (await store.readFacility()).epoch;
}

/** Lands every row by itself and numbers what landed last of all (S2); the answer leaves when it is on disk (S8). */
export function createPush({ store, clock, onPoison, onLanded }: PushDeps): Push {
  return async (device, { collection, rows }) => {
    const leases = await store.devices.listLeases(device.id);
    return store.transaction(async (tx) => {
      const acceptedAt = instantAt(clock.now());
      const deps: RowDeps = { tx, device, leases, collection, acceptedAt };
      const outcomes: Landing[] = [];
      for (const row of rows) outcomes.push(await landSafely(deps, row, onPoison));
      await tx.number();
      onLanded?.(outcomes, device.id);
      const results: string[] = [];
      for (const outcome of outcomes) {
        if (outcome.id === null) continue;
        const wire = isUuid(outcome.id)
          ? await tx.readWire(collection, outcome.id, device.scopes)
          : null;
        results.push(`${JSON.stringify(outcome).slice(0, -1)},"document":${wire ?? 'null'}}`);
      }
      return `{"results":[${results.join(',')}]}`;
    });
  };
}

/** A row that cannot be read, or that we cannot land, is kept and answered; its neighbours go on (S4). */
async function landSafely(
  deps: RowDeps,
  value: unknown,
  onPoison: PushDeps['onPoison'],
): Promise<Landing> {
  const row = parsePushRow(value);
  if (!row.ok) return keepUnread(deps, value, row.error.kind);
  try {
    return await deps.tx.savepoint(() => landRow(deps, row.value));
  } catch (cause) {
    if (!isOurMistake(cause)) throw cause;
    onPoison(cause);
    return keepUnread(deps, value, 'not-readable');
  }
}

/** Keeps what could not be read, or landed, and answers it where it names a document (S4). */
export async function keepUnread(
  { tx, device, collection, acceptedAt }: RowDeps,
  value: unknown,
  code: RefusalCode,
): Promise<Landing> {
  const key = hashOf(value);
  tx.keepInEscrow({
    key,
    device: device.id,
    collection,
    code,
    row: JSON.stringify(value),
    at: acceptedAt,
  });
  const id = rowIdOf(value);
  if (id !== null && isUuid(id)) {
    const master = await tx.readDocument(collection, id);
    const subject = { collection, id };
    const refusal = { tx, subject, content: master?.content ?? {}, acceptedAt };
    const dispute = await openRefusal(refusal, code, { entry: null, key });
    keepRefusal(tx, device, { id: dispute, at: acceptedAt });
  }
  return { id, outcome: 'rejected', code };
}

/** A broken promise of our own code; what the store itself reports (a full disk, a lock) is not, and fails the push as a whole. */
export function isOurMistake(cause: unknown): boolean {
  return (
    cause instanceof TypeError ||
    cause instanceof RangeError ||
    (cause instanceof Error && cause.constructor === Error)
  );
}
