import type { ActionId } from '#shared/domain/ids.ts';
import type { Pair } from '#shared/domain/pair.ts';
import { isMap, isSame, readAt, writeAt, type JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { LandedEntry, StoredDocument, StoreTx } from '#server/store/store.ts';
import { followed, FOLLOWERS } from './follow-person.ts';
import type { PutDeps, Version } from './push-put.ts';

/** The transaction, how a version is put with what follows from it, and whose decision it is that is carried out. */
export interface IdentityDeps extends PutDeps {
  readonly put: (version: Version) => Promise<void>;
  readonly entry: LandedEntry;
}

/** What the history calls a merge that was carried out, and one that was undone. */
export const MERGE_ACTIONS = { merge: 'merge people', undo: 'separate people' } as const;
const OWN_ACTIONS: ReadonlySet<string> = new Set(Object.values(MERGE_ACTIONS));
const PAGE = 200;

/** True for what a merge or its undo wrote itself, and no person said. */
export function isOwnAction(action: LandedEntry['action']): boolean {
  return action !== null && OWN_ACTIONS.has(action.name);
}

/** Everything that is held to be a person's goes where it belongs by now. */
export async function moveAlong(deps: IdentityDeps, person: string): Promise<void> {
  for (const collection of ['patients' as const, ...FOLLOWERS]) {
    const key = collection === 'patients' ? 'survivorId' : 'patientId';
    const where = [{ key, anyOf: [person] }];
    for (const found of await findAll(deps.tx, { collection, where })) {
      // A document of this transaction has no number yet; what it says is what counts.
      const content = await followed(deps.tx, found);
      if (content !== found.content) await write(deps, found, () => content);
    }
  }
}

/** Read whole before anything is moved: what moves is found no more. */
export async function findAll(
  tx: StoreTx,
  query: Pick<Parameters<StoreTx['find']>[0], 'collection' | 'where'>,
): Promise<readonly StoredDocument[]> {
  const all = new Map<string, StoredDocument>();
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<StoreTx['find']>> = await tx.find({
      ...query,
      after,
      limit: PAGE,
    });
    for (const one of page.documents) all.set(one.id, one);
    after = page.next;
  }
  return [...all.values()];
}

/** The hospital's own words about a pair, all of them anew. */
export async function say(
  deps: IdentityDeps,
  id: string,
  said: Pick<Pair, 'carried' | 'waits' | 'patientId'>,
): Promise<void> {
  const found = await deps.tx.readDocument('pairs', id);
  if (!found) return;
  const { carried: _carried, waits: _waits, recordedFor: _for, ...rest } = found.content;
  const content = { ...rest, ...(said as unknown as JsonMap) };
  const known = Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== undefined),
  );
  const next = await followed(deps.tx, { collection: 'pairs', id, content: known });
  if (isSame(next, found.content)) return;
  const changes = changesBetween('pairs', found.content, next);
  const entries = [{ ...deps.entry, mutationId: null, changes }];
  deps.tx.put({ collection: 'pairs', id, content: next, kind: 'put', entries });
}

export async function write(
  { tx, put, entry }: IdentityDeps,
  { collection, id }: Pick<StoredDocument, 'collection' | 'id'>,
  change: (content: JsonMap) => JsonMap,
): Promise<void> {
  const before = await tx.readDocument(collection, id);
  if (!before) return;
  const content = await followed(tx, { collection, id, content: change(before.content) });
  const changes = changesBetween(collection, before.content, content);
  if (changes.length === 0) return;
  await put({ collection, id, before, content, landed: [{ ...entry, changes }] });
}

export function withoutLink(content: JsonMap, pairId: string): JsonMap {
  const next = writeAt(content, `/links/${pairId}`, undefined);
  const links = readAt(next, '/links');
  return isMap(links) && Object.keys(links).length === 0
    ? writeAt(next, '/links', undefined)
    : next;
}

export async function personOf(tx: StoreTx, id: string): Promise<StoredDocument> {
  const found = await tx.readDocument('patients', id);
  if (!found) throw new Error('broken promise: a merge of somebody unknown');
  return found;
}

/** The same decision as the history shall call what it does. */
export function named(deps: IdentityDeps, pairId: string, name: string): IdentityDeps {
  const id = deps.entry.action?.id ?? (pairId as ActionId);
  return { ...deps, entry: { ...deps.entry, action: { id, name } } };
}
