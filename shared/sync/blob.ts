import type { Brand } from '#shared/lib/brand.ts';

/**
 * `PUT|GET /sync/v1/blob/:sha256`: bytes that a document names by their SHA-256, a photo by now (S21). `PUT` takes them as they are, with
 * `content-type: image/jpeg`, and answers 204; `GET` answers them.
 */
export type BlobHash = Brand<string, 'BlobHash'>;

/** The one kind of picture that is taken: what every browser can make of any other, without what a camera notes in its files. */
export const BLOB_TYPE = 'image/jpeg';
export const BLOB_LIMITS = {
  /** A face of 320 pixels needs a quarter of it. */
  bytes: 128 * 1024,
  /** A small file may hold a picture that fills a tablet's memory. */
  side: 1024,
  /** So many of one device may lie there that no document names. */
  looseOfDevice: 500,
} as const;

/** Reads the name of content from outside; null where it is none. */
export function parseBlobHash(value: unknown): BlobHash | null {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? (value as BlobHash) : null;
}
