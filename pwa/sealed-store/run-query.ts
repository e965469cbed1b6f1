import { idOf, type Collection } from './collection.ts';
import { beforeId } from './index-keys.ts';
import { planQuery, type Prepared, type QueryPlan, type Schema } from './plan-query.ts';
import { countRange, visitDocs, walkRange, type Hit } from './reading.ts';
import type { Doc } from './rows.ts';

/** Told of a query that looks at everything. */
export type OnScan = (scan: { readonly collection: string; readonly query: unknown }) => void;

/** Answers a query as RxDB's memory storage would. */
export async function runQuery(
  collection: Collection,
  schema: Schema,
  prepared: Prepared,
  onScan: OnScan,
): Promise<Doc[]> {
  const { query } = prepared;
  const plan = planQuery(collection, schema, prepared);
  if (plan.isScan) onScan({ collection: collection.name, query });
  const skip = query.skip || 0;
  const most = typeof query.limit === 'number' ? skip + query.limit : Infinity;
  const mustSort = plan.isBackward || !plan.isInOrder;
  const docs = await collect(collection, plan, plan.isInOrder ? most : Infinity);
  if (mustSort) docs.sort(plan.compare);
  return skip !== 0 || docs.length > most ? docs.slice(skip, most) : docs;
}

/** Counts; `fast` where nothing has to be looked at. */
export async function runCount(
  collection: Collection,
  schema: Schema,
  prepared: Prepared,
  onScan: OnScan,
): Promise<{ count: number; mode: 'fast' | 'slow' }> {
  const plan = planQuery(collection, schema, prepared);
  if (!plan.matches) {
    let count = 0;
    for (const { index, range } of plan.accesses)
      count += await countRange(collection, index, range);
    return { count, mode: 'fast' };
  }
  if (plan.isScan) onScan({ collection: collection.name, query: prepared.query });
  const docs = await collect(collection, plan, Infinity);
  return { count: docs.length, mode: 'slow' };
}

/** How many hits are looked at first where some of them may not match. */
const FIRST_LOOK = 64;

/** What the ranges name and the selector takes: in their order, at least `atLeast` of it if there is so much. */
async function collect(collection: Collection, plan: QueryPlan, atLeast: number): Promise<Doc[]> {
  const docs: Doc[] = [];
  if (atLeast === 0) return docs;
  const seen = new Set<string>();
  const keep = (found: readonly Doc[]): void => {
    if (plan.accesses.length === 1) for (const doc of found) docs.push(doc);
    else for (const doc of found) if (isNew(seen, idOf(collection, doc))) docs.push(doc);
  };
  for (const { index, range } of plan.accesses) {
    if (docs.length >= atLeast) break;
    const walk = await walkRange(collection, index, range, plan.isBackward);
    let size = plan.matches ? Math.max(FIRST_LOOK, atLeast) : atLeast - docs.length;
    for (;;) {
      const hits = await walk.next(size);
      // Backward, those that are equal come the wrong way round: the last of them are needed too.
      const group = plan.isBackward ? await restOfGroup(walk, hits, size) : [];
      keep(await take(collection, plan, [...hits, ...group]));
      if (hits.length < size || docs.length >= atLeast) break;
      size = Math.min(size * 2, 8192);
    }
  }
  return docs;
}

function isNew(seen: Set<string>, id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

async function restOfGroup(
  walk: { next(atMost: number): Promise<readonly Hit[]>; peekKey(): string | null },
  hits: readonly Hit[],
  size: number,
): Promise<readonly Hit[]> {
  const last = hits.at(-1);
  const rest: Hit[] = [];
  if (!last || hits.length < size) return rest;
  const group = beforeId(last.key);
  for (let key = walk.peekKey(); key !== null && beforeId(key) === group; key = walk.peekKey())
    rest.push(...(await walk.next(1)));
  return rest;
}

async function take(
  collection: Collection,
  { matches }: QueryPlan,
  hits: readonly Hit[],
): Promise<readonly Doc[]> {
  const found: (Doc | undefined)[] = hits.map(() => undefined);
  await visitDocs(collection, hits, (doc, position) => {
    if (!matches || matches(doc)) found[position] = doc;
  });
  return found.filter((doc) => doc !== undefined);
}
