/** All places of a column, bucket by bucket, in their order; those of one begin at `from[bucket]` and end at `from[bucket + 1]`. */
export interface InBuckets {
  readonly from: Uint32Array<ArrayBuffer>;
  readonly places: Uint32Array<ArrayBuffer>;
}

/** Sorts all places by the bucket that each is in, by counting, in two passes. */
export function inBuckets(bucketOf: Uint32Array, buckets: number): InBuckets {
  const from = new Uint32Array(buckets + 1);
  for (let place = 0; place < bucketOf.length; place++) {
    const next = (bucketOf[place] ?? 0) + 1;
    from[next] = (from[next] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket++)
    from[bucket + 1] = (from[bucket + 1] ?? 0) + (from[bucket] ?? 0);
  const free = from.slice();
  const places = new Uint32Array(bucketOf.length);
  for (let place = 0; place < bucketOf.length; place++) {
    const bucket = bucketOf[place] ?? 0;
    const at = free[bucket] ?? 0;
    places[at] = place;
    free[bucket] = at + 1;
  }
  return { from, places };
}
