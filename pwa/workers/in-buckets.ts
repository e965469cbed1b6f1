/** All places of a column, bucket by bucket, in their order; those of one begin at `from[bucket]` and end at `from[bucket + 1]`. */
export interface InBuckets {
  readonly from: Uint32Array<ArrayBuffer>;
  readonly places: Uint32Array<ArrayBuffer>;
}

/** Sorts so many places into so many buckets by counting, in two passes. */
export function inBuckets(
  size: number,
  buckets: number,
  bucketAt: (place: number) => number,
): InBuckets {
  const from = new Uint32Array(buckets + 1);
  for (let place = 0; place < size; place++) {
    const next = bucketAt(place) + 1;
    from[next] = (from[next] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket++)
    from[bucket + 1] = (from[bucket + 1] ?? 0) + (from[bucket] ?? 0);
  const free = from.slice();
  const places = new Uint32Array(size);
  for (let place = 0; place < size; place++) {
    const bucket = bucketAt(place);
    const at = free[bucket] ?? 0;
    places[at] = place;
    free[bucket] = at + 1;
  }
  return { from, places };
}
