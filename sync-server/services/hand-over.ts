import { isCollection, type CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { EscrowAnswer } from '#shared/sync/escrow.ts';
import type { ParsedEscrow } from '#shared/sync/parse-escrow.ts';
import { parsePushRow, rowIdOf } from '#shared/sync/parse-push.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { PushRow, RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';
import { keepUnread } from './push.ts';
import { hashOf } from './push-hash.ts';
import { refuse, remember, type Place, type Progress, type RowDeps } from './push-row.ts';
import { isAnsweredBefore, isTaken } from './refused-before.ts';
import { spokenWith } from './session.ts';

type HandOverError =
  /** Nothing stands in its way: what it has is pushed. */
  | { readonly kind: 'may-push' }
  /** So much of this device waits that nobody would read it. */
  | { readonly kind: 'too-much-waits' };
/** Takes what waits on a device that may not push, for a person to decide about (S17). */
export type HandOver = (
  device: KnownDevice,
  request: ParsedEscrow,
) => Promise<Result<EscrowAnswer, HandOverError>>;

export interface HandOverDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Told why something was kept for a person, once for each. */
  readonly onRefused?: (codes: readonly RefusalCode[], device: DeviceId) => void;
}
type Kept = EscrowAnswer['results'][number];

/**
 * Keeps every write whole, with why it may not land by itself, and tells its author. What the hospital has taken already, or a person has
 * settled, is known. The device keeps what it has: may it push again one day, each write is judged anew and waits no more (S1).
 */
export function createHandOver({ store, clock, onRefused }: HandOverDeps): HandOver {
  return async (device, { protocol, rows }) => {
    const code = whyNot(device, protocol);
    if (code === null) return err({ kind: 'may-push' });
    const waits = await store.measureEscrowOf(device.id);
    const isMuch = waits.rows + writesIn(rows) > LIMITS.escrowOfDevice;
    if (isMuch || waits.bytes > LIMITS.escrowBytesOfDevice) return err({ kind: 'too-much-waits' });
    const results = await store.transaction(async (tx) => {
      const deps = { tx, device, leases: [], acceptedAt: instantAt(clock.now()) };
      const kept: Kept[] = [];
      for (const row of rows) kept.push(await keepRow(deps, row, code));
      return kept;
    });
    const most = results.reduce((sum, { kept }) => sum + kept, 0);
    onRefused?.(Array<RefusalCode>(most).fill(code), device.id);
    return ok({ results });
  };
}

function writesIn(rows: readonly unknown[]): number {
  return rows.reduce<number>((sum, row) => {
    const trail = isMap(row) ? row['trail'] : null;
    return sum + (Array.isArray(trail) ? trail.length : 1);
  }, 0);
}

/** Why a device may not push; null where it may. */
function whyNot(device: KnownDevice, protocol: ParsedEscrow['protocol']): RefusalCode | null {
  if (device.isLocked) return 'device-locked';
  if (!device.people.some(({ isActive }) => isActive)) return 'unknown-author';
  const spoken = spokenWith(device, { protocol });
  return !spoken.ok && spoken.error.kind === 'too-old' ? 'outdated-app' : null;
}

type KeepDeps = Omit<RowDeps, 'collection'>;

async function keepRow(deps: KeepDeps, value: unknown, code: RefusalCode): Promise<Kept> {
  const { collection: named, ...rest } = isMap(value) ? value : {};
  const collection: CollectionName = isCollection(named) ? named : 'patients';
  const read = parsePushRow(rest);
  if (!read.ok || !isCollection(named)) {
    await keepUnread({ ...deps, collection }, value, read.ok ? 'not-readable' : read.error.kind);
    return { id: rowIdOf(value), kept: 1, known: 0 };
  }
  return keepTrail({ ...deps, collection }, read.value, code);
}

async function keepTrail(deps: RowDeps, row: PushRow, code: RefusalCode): Promise<Kept> {
  const { tx, collection } = deps;
  const before = await tx.readDocument(collection, row.id);
  const place: Place = { row, before };
  const progress: Progress = {
    content: before?.content ?? null,
    landed: [],
    code: undefined,
    hasClash: false,
  };
  let kept = 0;
  for (const entry of row.trail)
    if (await keepEntry(deps, { place, progress }, { entry, code })) kept += 1;
  return { id: row.id, kept, known: row.trail.length - kept };
}

async function keepEntry(
  deps: RowDeps,
  { place, progress }: { readonly place: Place; readonly progress: Progress },
  { entry, code }: { readonly entry: TrailEntry; readonly code: RefusalCode },
): Promise<boolean> {
  const { tx } = deps;
  const hash = hashOf(entry);
  const [seen] = await tx.knownMutations([entry.id]);
  if (!seen && (await tx.wasTaken(deps.collection, place.row.id, entry))) return false;
  if (await isAnsweredBefore(tx, place.row.id, { id: entry.id, hash, seen })) return false;
  // Under its id something else was taken: it waits under its own content, and what was taken stays.
  if (!isTaken(seen)) remember(deps, { entry, hash, refusal: code });
  await refuse(deps, place, progress, { entry, hash, code: isTaken(seen) ? 'id-reused' : code });
  return true;
}
