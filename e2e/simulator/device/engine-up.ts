import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import type { Written } from './collection.ts';
import type { Assumed, Row, UpCheckpoint } from './disk.ts';
import { compared, handed, received, type Engine } from './engine-parts.ts';

type Task = Written | 'RESYNC';

/** From the device to the hospital, as `upstream.js` does it; returns the way to stop. */
export function followFork(engine: Engine): () => void {
  const { collection, options, activeUp } = engine;
  let [timer, initialSync] = [0, -1];
  let open: { readonly time: number; readonly task: Task }[] = [];
  const persist = createPersist(engine);
  let queue: Promise<void> = Promise.resolve();

  const syncFromCheckpoint = async (): Promise<void> => {
    if (engine.isCancelled()) return;
    await engine.whenKept();
    let checkpoint = collection.table.up;
    const running: Promise<boolean>[] = [];
    while (!engine.isCancelled()) {
      initialSync = timer++;
      const step = await collection.changedSince(options.push?.batchSize ?? 100, checkpoint);
      if (step.rows.length === 0) break;
      checkpoint = step.checkpoint;
      running.push(persist(step.rows, checkpoint));
    }
    const hadConflicts = (await Promise.all(running)).some(Boolean);
    if (hadConflicts) await syncFromCheckpoint();
  };
  const work = async (): Promise<void> => {
    const rows: Row[] = [];
    let checkpoint: UpCheckpoint | null = null;
    while (open.length > 0) {
      const [first, ...rest] = open;
      open = rest;
      if (!first || first.time < initialSync) continue;
      if (first.task === 'RESYNC') {
        activeUp.next(false);
        return syncFromCheckpoint();
      }
      if (!first.task.isPulled) rows.push(...first.task.rows);
      const last = first.task.rows.at(-1);
      if (last) checkpoint = { lwt: last.lwt, id: last.doc.id };
    }
    if (checkpoint) await persist(rows, checkpoint);
    if (open.length === 0) activeUp.next(false);
    else takeTasks();
  };
  const takeTasks = (): void => {
    if (engine.isCancelled() || open.length === 0) return activeUp.next(false);
    activeUp.next(true);
    queue = queue.then(work);
  };
  queue = queue.then(syncFromCheckpoint).then(takeTasks);
  const written = collection.written$.subscribe((task) => {
    if (engine.isCancelled()) return;
    open.push({ time: timer++, task });
    if (!activeUp.value) activeUp.next(true);
    takeTasks();
  });
  const resyncs = options.pull?.stream$?.subscribe((item) => {
    if (item !== 'RESYNC') return;
    open.push({ time: timer++, task: 'RESYNC' });
    takeTasks();
  });
  return () => {
    written.unsubscribe();
    resyncs?.unsubscribe();
  };
}

/** Sends rows, one batch after the other; answers whether the hospital had something else. */
function createPersist(
  engine: Engine,
): (rows: readonly Row[], checkpoint: UpCheckpoint) => Promise<boolean> {
  let queue: Promise<boolean> = Promise.resolve(false);
  let waiting = new Map<string, Row>();
  let checkpoint: UpCheckpoint | null = null;
  return (rows, upTo) => {
    for (const row of rows) waiting.set(row.doc.id, row);
    checkpoint = upTo;
    queue = queue
      .then(async () => {
        if (engine.isCancelled()) return false;
        const mine = waiting;
        waiting = new Map();
        const use = checkpoint;
        const sent = [...mine.values()].filter((row) => isUnknown(engine, row));
        const isDone = sent.length === 0 ? false : await send(engine, sent);
        if (use && isDone !== null) void engine.keepUp(use);
        return isDone === true;
      })
      .catch((cause: unknown) => {
        engine.error.next(cause);
        return false;
      });
    return queue;
  };
}

function isUnknown({ collection, isEqual }: Engine, row: Row): boolean {
  const known = collection.table.assumed.get(row.doc.id);
  if (!known || known.resolved === row.version) return true;
  return !isEqual(compared(known), compared(row), '');
}

/** Null where the replication has ended meanwhile. */
async function send(engine: Engine, rows: readonly Row[]): Promise<boolean | null> {
  const { collection, options } = engine;
  const push = options.push;
  if (!push) throw new Error('broken promise: everything is pushed');
  const size = push.batchSize ?? 100;
  const conflicts: unknown[] = [];
  const batches = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) =>
    rows.slice(i * size, (i + 1) * size),
  );
  await Promise.all(
    batches.map(async (batch) => {
      const handedOver = batch.map((row) => {
        const known = collection.table.assumed.get(row.doc.id);
        const assumed = known ? { assumedMasterState: handed(known) } : {};
        return { newDocumentState: handed(row), ...assumed };
      });
      const answer = await engine.retried('RC_PUSH', () => push.handler(handedOver), []);
      conflicts.push(...answer);
    }),
  );
  if (engine.isCancelled()) return null;
  const byId = new Map(rows.map((row) => [row.doc.id, row]));
  const masters = conflicts.map(received);
  const different = new Set(masters.map(({ doc }) => doc.id));
  const agreed = rows
    .filter(({ doc }) => !different.has(doc.id))
    .map(({ doc, isDeleted }): Assumed => ({ doc, isDeleted, resolved: 0 }));
  if (agreed.length > 0) await engine.assume(agreed);
  if (masters.length === 0 || engine.isCancelled()) return false;
  const resolved = await Promise.all(
    masters.map(async (master) => {
      const realMasterState = handed({ ...master, resolved: 0 });
      const row = byId.get(master.doc.id);
      const input = { realMasterState, newDocumentState: row && handed(row) } as never;
      const { doc, isDeleted } = received(await hospitalDecides.resolve(input, ''));
      return { master, write: { doc, isDeleted, from: row?.version ?? 0 } };
    }),
  );
  const written = await collection.write(
    resolved.map(({ write }) => write),
    false,
  );
  const assumed = written.flatMap((row) => {
    const one = resolved.find(({ master }) => master.doc.id === row.doc.id);
    return one ? [{ ...one.master, resolved: row.version }] : [];
  });
  if (assumed.length > 0 && !engine.isCancelled()) await engine.assume(assumed);
  return true;
}
