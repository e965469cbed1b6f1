import type { Carried, Pair } from '#shared/domain/pair.ts';
import { isMap, type JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { givenBack, writtenExactly, type Layer } from '#shared/merge/identity-ledger.ts';
import type { StoredDocument, StoreTx } from '#server/store/store.ts';
import { survivorOf } from './follow-person.ts';
import { askAbout } from './identity-ask.ts';
import {
  MERGE_ACTIONS,
  moveAlong,
  named,
  personOf,
  say,
  withoutLink,
  write,
  type IdentityDeps,
} from './identity-writes.ts';

/** Exactly what the merge has changed goes back; what was written since stays with the record that it was written to, or for (M13). */
export async function undoMerge(
  deps: IdentityDeps,
  pair: StoredDocument,
  carried: Carried,
): Promise<void> {
  const { tx } = deps;
  const { one } = pair.content as unknown as Pair;
  await say(deps, pair.id, { patientId: one });
  const undoing = named(deps, pair.id, MERGE_ACTIONS.undo);
  const replaced = await personOf(tx, carried.replaced);
  const survivor = await personOf(tx, carried.survivor);
  const others = await othersInto(tx, survivor, pair.id);
  const { changes, stays, layers } = givenBack(survivor.content, carried, others);
  for (const layer of layers) await keepLayer(undoing, layer);
  await write(undoing, replaced, (content) => withoutLink(content, pair.id));
  await write(undoing, survivor, (content) =>
    withoutLink(writtenExactly(content, changes, carried.made).content, pair.id),
  );
  await moveAlong(undoing, await survivorOf(tx, carried.survivor));
  await askAbout(undoing, carried, stays);
}

/** The other merges that the survivor has taken something from. */
async function othersInto(
  tx: StoreTx,
  { content }: StoredDocument,
  pairId: string,
): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  for (const [id, link] of Object.entries((content['links'] ?? {}) as JsonMap)) {
    if (id === pairId || !isMap(link) || link['kind'] !== 'replaces') continue;
    const pair = (await tx.readDocument('pairs', id))?.content as Pair | undefined;
    if (pair?.carried) layers.push({ id, carried: pair.carried });
  }
  return layers;
}

async function keepLayer({ tx, entry }: IdentityDeps, { id, carried }: Layer): Promise<void> {
  const found = await tx.readDocument('pairs', id);
  if (!found) return;
  const content = { ...found.content, carried } as unknown as JsonMap;
  const changes = changesBetween('pairs', found.content, content);
  const entries = [{ ...entry, mutationId: null, changes }];
  tx.put({ collection: 'pairs', id, content, kind: 'put', entries });
}
