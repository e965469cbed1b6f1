import { COLLECTIONS, INDEXES, type CollectionName } from '#shared/domain/collections.ts';
import type { Carried, Pair } from '#shared/domain/pair.ts';
import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';

/** A merge that is in force, and the document that says so. */
export interface InForce {
  readonly document: StoredDocument;
  readonly carried: Carried;
}
/** A longer chain of merges is a mistake: none is carried out that would close a ring. */
const LONGEST_CHAIN = 100;

/** The merge that has replaced a record; null for one that is shown as itself. */
export async function mergeOf(tx: StoreTx, id: string): Promise<InForce | null> {
  const where = [{ key: 'replaced', anyOf: [id] }];
  const [document] = (await tx.find({ collection: 'pairs', where, limit: 1 })).documents;
  const carried = (document?.content as Pair | undefined)?.carried;
  return document && carried ? { document, carried } : null;
}

/** Who is shown in the place of a record, at the end of all merges; itself where it was not replaced. */
export async function survivorOf(tx: StoreTx, id: string): Promise<string> {
  let at = id;
  for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
    const merge = await mergeOf(tx, at);
    if (!merge) return at;
    at = merge.carried.survivor;
  }
  throw new Error(`broken promise: a ring of merges at ${id}`);
}

/** Collections whose documents are about a person, and go where that person's record goes (M12). */
export const FOLLOWERS: readonly CollectionName[] = COLLECTIONS.filter(
  (name) => 'patientId' in INDEXES[name].keys,
);

/**
 * The content with whose it is by the merges of now (M12). What was written for a record that has been replaced is the survivor's, and
 * says for whom it was written; so when the merge is undone it is theirs again, whenever it came. A person who says anew whose it is has said it.
 */
export async function followed(
  tx: StoreTx,
  { collection, id, content }: Pick<StoredDocument, 'collection' | 'id' | 'content'>,
  isSaidAnew = false,
): Promise<JsonMap> {
  if (collection === 'patients') {
    const now = await survivorOf(tx, id);
    return withText(content, 'survivorId', now === id ? undefined : now);
  }
  const { patientId, recordedFor } = content;
  if (typeof patientId !== 'string' || !FOLLOWERS.includes(collection)) return content;
  const whose = isSaidAnew || typeof recordedFor !== 'string' ? patientId : recordedFor;
  const now = await survivorOf(tx, whose);
  const moved = withText(content, 'patientId', now);
  return withText(moved, 'recordedFor', now === whose ? undefined : whose);
}

function withText(content: JsonMap, key: string, value: string | undefined): JsonMap {
  return content[key] === value ? content : writeAt(content, `/${key}`, value);
}
