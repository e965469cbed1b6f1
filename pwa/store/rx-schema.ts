import type { RxJsonSchema } from 'rxdb/plugins/core';
import { INDEXES, type CollectionName, type Contents } from '#shared/domain/collections.ts';
import type { Envelope } from '#shared/domain/envelope.ts';

/** A stored document: envelope and index keys. */
export type Stored<C extends CollectionName = CollectionName> = Envelope<Contents[C]> & {
  readonly [indexKey: string]: unknown;
};

/**
 * The RxDB schema of a collection. Version 0 for ever: new fields live in `content`, which has no schema here. The index over
 * `unsent` is sparse, because documents without a trail do not carry the key: what waits is found without reading the rest. So it
 * must never be the only index: RxDB would walk it to find everything, and find only what waits.
 */
export function rxSchema(collection: CollectionName): RxJsonSchema<Stored> {
  const { keys, indexes } = INDEXES[collection];
  const keyProperties = Object.entries(keys).map(
    ([key, maxLength]) => [key, { type: 'string', maxLength }] as const,
  );
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 36 },
      rev: { type: 'string' },
      trail: { type: 'array', items: { type: 'object' } },
      unsent: { type: 'number', minimum: 0, maximum: 100, multipleOf: 1 },
      content: { type: 'object', additionalProperties: true },
      ...Object.fromEntries(keyProperties),
    },
    // `unsent` is not: but the Dexie storage takes no index over a key that may be absent, though IndexedDB does.
    required: ['id', 'rev', 'trail', 'content', 'unsent', ...Object.keys(keys)],
    indexes: [...(indexes.length > 0 ? indexes : ['id']), 'unsent'] as string[],
  } as unknown as RxJsonSchema<Stored>;
}
