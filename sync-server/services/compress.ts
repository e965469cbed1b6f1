import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** How bytes may travel, named as HTTP does; every browser decodes by itself what it asks for. */
export type Coding = 'zstd' | 'br' | 'gzip';

/** Up to here Brotli is worth its price: a page of ten people takes 0.2 ms and 5 % fewer bytes than with any other. */
export const SMALL_BYTES = 32 * 1024;
/** Up to here it is worth more: 3 ms and 8 % fewer bytes again, once for all tablets of a ward that hear of the same change. */
const SMALLEST_BYTES = 8 * 1024;
const [brotli, zip, zstd] = [promisify(brotliCompress), promisify(gzip), promisify(zstdCompress)];

/** Compresses off the main thread, at the level that is worth its time: measured on pages of 10 and 1,000 people. */
export function compress(bytes: Uint8Array, coding: Coding): Promise<Buffer> {
  switch (coding) {
    case 'zstd':
      return zstd(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    case 'gzip':
      return zip(bytes, { level: 6 });
    case 'br':
      return brotli(bytes, { params: brotliParams(bytes.byteLength) });
  }
}

function brotliParams(size: number): Readonly<Record<number, number>> {
  const [quality, window] =
    size <= SMALLEST_BYTES ? [10, 16] : size <= SMALL_BYTES ? [9, 16] : [5, 22];
  return {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
}
