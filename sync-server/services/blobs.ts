import { worksWithRecords } from '#shared/domain/rights.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { BLOB_LIMITS, type BlobHash } from '#shared/sync/blob.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { BlobsStore, StoredBlob } from '#server/store/blobs.ts';
import { readJpeg } from './read-jpeg.ts';
import { hashBytes } from './secrets.ts';

export type BlobError = {
  readonly kind: 'too-large' | 'not-a-photo' | 'other-hash' | 'not-allowed' | 'too-much-waits';
};
type Sender = Pick<KnownDevice, 'id' | 'people'>;

/** What documents name by its hash (S21). */
export interface Blobs {
  /** Takes it from a device on which somebody works with records; taken twice it is taken once. */
  readonly take: (
    device: Sender,
    hash: BlobHash,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<Result<void, BlobError>>;
  /** Null where nothing that the device holds names it: whether the hospital has it is not said. */
  readonly read: (
    device: Pick<KnownDevice, 'id' | 'scopes'>,
    hash: BlobHash,
  ) => Promise<StoredBlob | null>;
}

/** Takes and gives out blobs. */
export function createBlobs({
  blobs,
  clock,
}: {
  readonly blobs: Pick<BlobsStore, 'keepBlob' | 'readBlob'>;
  readonly clock: Clock;
}): Blobs {
  return {
    take: async (device, hash, bytes) => {
      const kind = refusalOf(device, hash, bytes);
      if (kind) return err({ kind });
      const sent = { hash, bytes, device: device.id, at: instantAt(clock.now()) };
      const isKept = await blobs.keepBlob(sent, BLOB_LIMITS.looseOfDevice);
      return isKept ? ok(undefined) : err({ kind: 'too-much-waits' });
    },
    read: ({ id, scopes }, hash) => blobs.readBlob(hash, { device: id, scopes }),
  };
}

function refusalOf(
  { people }: Sender,
  hash: BlobHash,
  bytes: Uint8Array,
): BlobError['kind'] | null {
  // Whoever wrote it may have left since: what they wrote is judged by its own rights, when it comes.
  if (!people.some(({ roles }) => worksWithRecords(roles))) return 'not-allowed';
  if (bytes.byteLength > BLOB_LIMITS.bytes) return 'too-large';
  if (hashBytes(bytes) !== hash) return 'other-hash';
  const size = readJpeg(bytes);
  const isPhoto = size !== null && Math.max(size.width, size.height) <= BLOB_LIMITS.side;
  return isPhoto ? null : 'not-a-photo';
}
