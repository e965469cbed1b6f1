import { INDEXES, indexKeysOf, type CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';

/** One version of a document, without when it came. */
interface Version {
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly content: JsonMap;
  /** The content as JSON, where somebody has made it. */
  readonly text?: string | undefined;
}

/** A document as it travels (S6). */
export function wireDocument({ collection, id, rev, content }: Version): WireDocument {
  const keys = indexKeysOf(collection, content as never);
  return { id, rev, trail: [], content, _deleted: false, ...keys };
}

/** A document as it travels, made text once when it is written, so that pulls only join text. */
export function wireText(version: Version): string {
  const { collection, id, rev, content, text } = version;
  if (text === undefined) return JSON.stringify(wireDocument(version));
  const rest = JSON.stringify({ _deleted: false, ...indexKeysOf(collection, content as never) });
  return `{"id":"${id}","rev":"${rev}","trail":[],"content":${text},${rest.slice(1)}`;
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
