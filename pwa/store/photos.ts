import type { RxCollection } from 'rxdb/plugins/core';
import type { Photo } from '#shared/domain/patient.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { BLOB_TYPE } from '#shared/sync/blob.ts';
import { openPhotoStore, type KeptPhoto, type PhotoStore } from '#pwa/platform/photo-store.ts';
import { problemOf } from './call-hospital.ts';
import type { PhotoOutbox } from './photo-outbox.ts';
import type { Replica } from './replica.ts';
import type { Stored } from './rx-schema.ts';
import type { Line } from './sync/line.ts';
import { PATIENCE_MS, wireErrorOf } from './sync/wire.ts';

/** Copies kept here at most: a tenth of what a small tablet gives a site. */
const MOST_COPIES = 500;
/** A photo for somebody who was never registered. */
const BEGUN_MS = 24 * 3_600_000;
const SOON_MS = 200;
/** Where the outbox stands with the generations of the hospital's copy (S11). */
const EPOCH = 'photos-epoch';

/** The photos on this device: bytes beside the records that name them. One per page. */
const photoStore: PhotoStore = openPhotoStore();

/** The device that keeps them. */
interface Where {
  readonly outbox: PhotoOutbox;
  readonly store?: PhotoStore;
}
export interface TakenPhoto {
  readonly photo: Photo;
  readonly bytes: Blob;
}

/** Names a new photo by what it is, and keeps it here; it waits for nothing yet. */
export async function keepTaken(
  bytes: Blob,
  patientId: string,
  { outbox, store = photoStore }: Where,
): Promise<TakenPhoto> {
  const buffer = await bytes.arrayBuffer();
  const hash = await hashOf(buffer);
  await store.write({ hash, patientId, bytes: buffer, usedAt: Date.now() }, outbox.key);
  return { photo: { hash, at: instantAt(Date.now()) }, bytes };
}

/** It is sent from now on, whatever happens to this device, and goes with the record it belongs to. */
export async function sendLater(
  photo: Photo,
  patientId: string,
  { outbox, store = photoStore }: Where,
): Promise<void> {
  const kept = await store.read(photo.hash, outbox.key);
  if (typeof kept === 'object') await store.write({ ...kept, patientId }, outbox.key);
  await outbox.change((waiting) => [...waiting.filter(isOther(photo.hash)), { ...photo }]);
}

/** What a photo shows, or why it cannot be shown. */
export type SeenPhoto =
  | { readonly kind: 'seen'; readonly bytes: Blob }
  | { readonly kind: 'unreachable' /* the hospital may have it */ }
  | { readonly kind: 'not-received' /* the hospital has not got it either */ };

/** The photo of somebody: from here, else from the hospital, which is then kept with the record. */
export async function seePhoto(
  { hash }: Pick<Photo, 'hash'>,
  patientId: string,
  { outbox, store = photoStore }: Where,
): Promise<SeenPhoto> {
  const kept = await store.read(hash, outbox.key).catch(() => undefined);
  if (typeof kept === 'object') {
    void store.write({ ...kept, usedAt: Date.now() }, outbox.key).catch(() => undefined);
    return { kind: 'seen', bytes: new Blob([kept.bytes], { type: BLOB_TYPE }) };
  }
  const answer = await askHospital(hash);
  if (!answer) return { kind: 'unreachable' };
  if (!answer.ok) return { kind: answer.status === 404 ? 'not-received' : 'unreachable' };
  const bytes = await answer.arrayBuffer().catch(() => null);
  if (!bytes || (await hashOf(bytes)) !== hash) return { kind: 'unreachable' };
  // A device that keeps nothing, or is full, shows it all the same.
  await store
    .write({ hash, patientId, bytes, usedAt: Date.now() }, outbox.key)
    .catch(() => undefined);
  await outbox.change((waiting) => waiting).catch(() => undefined);
  return { kind: 'seen', bytes: new Blob([bytes], { type: BLOB_TYPE }) };
}

function askHospital(hash: string): Promise<Response | null> {
  return fetch(`/sync/v1/blob/${hash}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => null,
  );
}

interface SendDeps {
  readonly outbox: PhotoOutbox;
  readonly line: Pick<Line, 'full' | 'took'>;
  readonly store?: PhotoStore;
}
/** Sends what waits, one after the other, the oldest first; stops where the hospital does not answer or has no room. */
async function sendWaiting(
  deps: SendDeps,
  refused: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  const { outbox, line, store = photoStore } = deps;
  for (const { hash } of outbox.waiting.peek() ?? []) {
    if (refused.has(hash)) continue;
    const kept = await store.read(hash, outbox.key);
    // What this key does not open is not lost: it waits for the one that does.
    if (kept === 'closed') continue;
    const sent = kept ? await put(kept, signal) : 'gone';
    if (sent === 'later') return;
    if (typeof sent === 'number') return line.full(sent);
    if (sent === 'refused') refused.add(hash);
    else await outbox.change((waiting) => waiting.filter(isOther(hash)));
    if (sent === 'taken') line.took();
  }
}

/** Seconds to wait where the hospital has no room. */
async function put(
  { hash, bytes }: KeptPhoto,
  signal: AbortSignal,
): Promise<'taken' | 'later' | 'refused' | number> {
  const answer = await fetch(`/sync/v1/blob/${hash}`, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'content-type': BLOB_TYPE },
    body: bytes,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch(() => null);
  if (!answer) return 'later';
  if (answer.ok) return 'taken';
  const error = wireErrorOf(await problemOf(answer));
  if (error.kind === 'no-room') return error.retryAfterSeconds;
  return error.kind === 'refused' ? 'refused' : 'later';
}

export interface TendDeps extends SendDeps {
  readonly collections: Pick<Replica['collections'], 'patients'>;
  readonly line: Pick<Line, 'full' | 'took' | 'epoch' | 'status'>;
  readonly deviceStore: {
    read<T>(key: string): Promise<T | undefined>;
    write(key: string, value: unknown): Promise<void>;
  };
}
/**
 * For the tab that talks to the hospital: what leaves takes its photo with it from now on. What comes back is called again and again: what
 * waits goes, and a restored hospital gets back what is here.
 */
export async function createTender(
  deps: TendDeps,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const { collections, line } = deps;
  // Refused for what they are: asked again when the app starts anew.
  const refused = new Set<string>();
  followLeaves(collections.patients as unknown as RxCollection<Stored<'patients'>>, deps, signal);
  await tidyPhotos(deps).catch(() => undefined);
  return async () => {
    if (line.status.peek().kind === 'down') return;
    await offerAgain(deps);
    await sendWaiting(deps, refused, signal);
  };
}

/** A record that leaves this device takes its photo with it at once; one that waits to be sent stays until it is. */
function followLeaves(
  patients: RxCollection<Stored<'patients'>>,
  deps: TendDeps,
  signal: AbortSignal,
): void {
  // A ward that leaves is a thousand records, and one look at what is kept.
  let isDue = false;
  const tidySoon = (): void => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      void tidyPhotos(deps).catch(() => undefined);
    }, SOON_MS);
  };
  const left = patients.$.subscribe(({ operation }) => {
    if (operation === 'DELETE') tidySoon();
  });
  signal.addEventListener('abort', () => left.unsubscribe(), { once: true });
}

/** Drops copies that no record here names, and the least seen beyond the most that are kept. What waits to be sent is never dropped. */
export async function tidyPhotos({
  collections,
  outbox,
  store = photoStore,
}: Pick<TendDeps, 'collections' | 'outbox' | 'store'>): Promise<void> {
  const waiting = new Set((outbox.waiting.peek() ?? []).map(({ hash }) => hash));
  const copies = (await store.list()).filter(({ hash }) => !waiting.has(hash));
  const rows = await collections.patients
    .findByIds([...new Set(copies.map(({ patientId }) => patientId))])
    .exec();
  const isNamed = ({ hash, patientId, usedAt }: Omit<KeptPhoto, 'bytes'>): boolean =>
    patientId === ''
      ? Date.now() - usedAt < BEGUN_MS
      : (rows.get(patientId)?.toJSON().content as { photo?: Photo } | undefined)?.photo?.hash ===
        hash;
  const named = copies.filter(isNamed).toSorted((a, b) => b.usedAt - a.usedAt);
  const stays = new Set(named.slice(0, MOST_COPIES).map(({ hash }) => hash));
  await store.remove(copies.map(({ hash }) => hash).filter((hash) => !stays.has(hash)));
}

/** A hospital that was restored may have lost what it took: every copy here waits once more (S11). Taken twice it is taken once. */
async function offerAgain({
  line,
  deviceStore,
  outbox,
  store = photoStore,
}: TendDeps): Promise<void> {
  const epoch = line.epoch.peek();
  const before = await deviceStore.read<string>(EPOCH);
  if (epoch === null || epoch === before) return;
  if (before !== undefined) {
    const at = instantAt(Date.now());
    const copies = (await store.list()).filter(({ patientId }) => patientId !== '');
    await outbox.change((waiting) => [
      ...waiting,
      ...copies
        .filter(({ hash }) => waiting.every(isOther(hash)))
        .map(({ hash }) => ({ hash, at })),
    ]);
  }
  await deviceStore.write(EPOCH, epoch);
}

function isOther(hash: string): (one: { readonly hash: string }) => boolean {
  return (one) => one.hash !== hash;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
