import { Hono, type Context } from 'hono';
import { BLOB_LIMITS, BLOB_TYPE, parseBlobHash } from '#shared/sync/blob.ts';
import type { AppEnv } from '#server/app-env.ts';
import { somebodysDevice } from '#server/middleware/identify-device.ts';
import type { BlobError, Blobs } from '#server/services/blobs.ts';
import { refuse, type RefusalNote } from './refusal.ts';

export interface BlobRouteDeps {
  readonly blobs: Blobs;
}

/** `PUT|GET /sync/v1/blob/:sha256`: what documents name by its hash (S21). */
export function blobRoute({ blobs }: BlobRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .put('/:hash', async (c) => {
      const hash = parseBlobHash(c.req.param('hash'));
      if (!hash) return refuse(c, 'not-found');
      // Said by its sender, so that nobody reads megabytes to turn them down; counted again below.
      if (Number(c.req.header('content-length') ?? 0) > BLOB_LIMITS.bytes)
        return no(c, 'too-large');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const taken = await blobs.take(c.var.device, hash, bytes);
      return taken.ok ? c.body(null, 204) : no(c, taken.error.kind);
    })
    .get('/:hash', somebodysDevice(), async (c) => {
      const hash = parseBlobHash(c.req.param('hash'));
      const blob = hash && (await blobs.read(c.var.device, hash));
      if (!blob)
        return refuse(c, 'no-such-photo', { detail: 'Nothing that is held here names it.' });
      const length = String(blob.bytes.byteLength);
      // The device keeps it with the record, and drops it with the record: no other cache may.
      return c.body(blob.bytes, 200, {
        'content-type': BLOB_TYPE,
        'content-length': length,
        'cache-control': 'no-store',
      });
    });
}

const NOTES: Readonly<Record<BlobError['kind'], RefusalNote>> = {
  'too-large': { detail: `At most ${BLOB_LIMITS.bytes / 1024} KiB are taken.` },
  'not-a-photo': {
    detail: `Send a JPEG of at most ${BLOB_LIMITS.side} pixels a side, without a camera’s notes.`,
  },
  'other-hash': { detail: 'What arrived is not what the address names. Send it again.' },
  'not-allowed': { detail: 'Nobody on this device works with records.' },
  'too-much-waits': { detail: 'Send what names the ones before first.' },
};

function no(c: Context, kind: BlobError['kind']): Response {
  return refuse(c, kind, NOTES[kind]);
}
