import { filter, firstValueFrom, mergeMap } from 'rxjs';
import type { RxReplicationPullStreamItem } from 'rxdb/plugins/core';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { WriteRow } from './collection.ts';
import type { Assumed } from './disk.ts';
import { compared, received, type Engine } from './engine-parts.ts';

/** Small, so that there is more than one page of everything. */
const PAGE = 5;

type Item = RxReplicationPullStreamItem<Stored, Checkpoint>;
interface Batch {
  readonly documents: readonly unknown[];
  readonly checkpoint: Checkpoint;
}

/** From the hospital to the device, as `downstream.js` does it; returns the way to stop. */
export function followMaster(engine: Engine): () => void {
  const { options, activeUp, activeDown } = engine;
  const pull = options.pull;
  if (!pull?.stream$) throw new Error('broken promise: a pull has a stream');
  let [timer, requested] = [0, -1];
  let open: { readonly time: number; readonly task: Item }[] = [];
  let queue: Promise<void> = Promise.resolve();
  const persist = createPersist(engine);

  const resyncOnce = async (): Promise<void> => {
    if (engine.isCancelled()) return;
    await engine.whenKept();
    let checkpoint = engine.collection.table.down ?? undefined;
    const batchSize = PAGE;
    const stored: Promise<void>[] = [];
    while (!engine.isCancelled()) {
      requested = timer++;
      const at = checkpoint;
      const page = await engine.retried<{
        documents: unknown[];
        checkpoint?: Checkpoint | undefined;
      }>('RC_PULL', () => pull.handler(at, batchSize), { documents: [] });
      if (page.documents.length === 0 || !page.checkpoint) break;
      checkpoint = page.checkpoint;
      stored.push(persist({ documents: page.documents, checkpoint }));
      if (page.documents.length < batchSize) break;
    }
    await Promise.all(stored);
  };
  const takeTasks = (): readonly Item[] => {
    const use: Item[] = [];
    while (open.length > 0) {
      activeDown.next(true);
      const [first, ...rest] = open;
      open = rest;
      if (!first || first.time < requested) continue;
      if (first.task !== 'RESYNC') use.push(first.task);
      else if (use.length > 0) break;
      else return ['RESYNC'];
    }
    return use;
  };
  const add = (task: Item): void => {
    if (task === 'RESYNC' && timer > 0 && engine.bugs.ignoresResync) return;
    open.push({ time: timer++, task });
    queue = queue
      .then(() => {
        const use = takeTasks();
        if (use[0] === 'RESYNC') return resyncOnce();
        const batches = use as readonly Batch[];
        const last = batches.at(-1);
        if (!last) return undefined;
        return persist({
          documents: batches.flatMap(({ documents }) => documents),
          checkpoint: last.checkpoint,
        });
      })
      .then(() => activeDown.next(false));
  };
  add('RESYNC');
  // While a push runs, what the hospital tells has to wait.
  const following = pull.stream$
    .pipe(
      mergeMap(async (item) => {
        await firstValueFrom(activeUp.pipe(filter((isActive) => !isActive)));
        return item;
      }),
    )
    .subscribe(add);
  return () => following.unsubscribe();
}

/** Stores batches one after the other; those that wait together are stored as one. */
function createPersist(engine: Engine): (batch: Batch) => Promise<void> {
  let queue: Promise<void> = Promise.resolve();
  let waiting = new Map<string, ReturnType<typeof received>>();
  let checkpoint: Checkpoint | null = null;
  return (batch) => {
    for (const document of batch.documents) {
      const one = received(document);
      waiting.set(one.doc.id, one);
    }
    checkpoint = batch.checkpoint;
    queue = queue
      .then(async () => {
        const documents = waiting;
        waiting = new Map();
        const upTo = checkpoint;
        if (engine.isCancelled() || documents.size === 0 || !upTo) return;
        if (engine.bugs.keepsCheckpointFirst) await engine.keepDown(upTo);
        await storeAll(engine, [...documents.values()]);
        void engine.keepDown(upTo);
      })
      .catch((cause: unknown) => engine.error.next(cause));
    return queue;
  };
}

async function storeAll(
  engine: Engine,
  documents: readonly ReturnType<typeof received>[],
): Promise<void> {
  const { collection } = engine;
  const writes: WriteRow[] = [];
  const assumed: Assumed[] = [];
  const byWrite = new Map<string, Assumed>();
  for (const master of documents) {
    const decision = decide(engine, master);
    if (decision.kind === 'assume') assumed.push(decision.assumed);
    if (decision.kind !== 'write') continue;
    writes.push(decision.row);
    byWrite.set(master.doc.id, { ...master, resolved: 0 });
  }
  if (engine.bugs.assumesFirst) await engine.assume([...byWrite.values()]);
  if (writes.length > 0) {
    for (const row of await collection.write(writes, true)) {
      engine.received.next(row);
      const one = byWrite.get(row.doc.id);
      if (one) assumed.push(one);
    }
  }
  if (assumed.length > 0) await engine.assume(assumed);
}

type Decision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'assume'; readonly assumed: Assumed }
  | { readonly kind: 'write'; readonly row: WriteRow };

/** What one document of the hospital does here: local writes go up first, what is the same is only noted. */
function decide(
  { collection, isEqual, bugs }: Engine,
  master: ReturnType<typeof received>,
): Decision {
  const fork = collection.table.rows.get(master.doc.id);
  const known = collection.table.assumed.get(master.doc.id);
  const isAsAssumed = fork && known ? isEqual(compared(known), compared(fork), '') : false;
  const isLocal = fork !== undefined && !isAsAssumed && fork.fromMaster !== fork.version;
  if (isLocal && !bugs.overwritesLocal) return { kind: 'nothing' };
  if (fork && isEqual(compared(master), compared(fork), '')) {
    if (known && isAsAssumed) return { kind: 'nothing' };
    return { kind: 'assume', assumed: { doc: fork.doc, isDeleted: fork.isDeleted, resolved: 0 } };
  }
  return { kind: 'write', row: { ...master, from: fork?.version ?? 0 } };
}
