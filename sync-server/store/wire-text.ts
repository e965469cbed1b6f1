import { INDEXES, indexKeysOf, type CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';

/** A document as it travels (S6), made once when it is written, so that pulls only join text. */
export function wireText(document: {
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly content: JsonMap;
}): string {
  const { collection, id, rev, content } = document;
  const keys = indexKeysOf(collection, content as never);
  return JSON.stringify({ id, rev, trail: [], content, _deleted: false, ...keys });
}

/** What a tombstone says beside its id and revision: no content, empty index keys. */
export function tombstoneRest(collection: CollectionName): string {
  const keys = Object.fromEntries(Object.keys(INDEXES[collection].keys).map((key) => [key, '']));
  return JSON.stringify({ trail: [], content: {}, _deleted: true, ...keys }).slice(1);
}

/** A document that left, as it travels: bare, so that replicas learn of it and nothing else. */
export function tombstoneText(collection: CollectionName, id: string, rev: string): string {
  return `{"id":"${id}","rev":"${rev}",${tombstoneRest(collection)}`;
}
