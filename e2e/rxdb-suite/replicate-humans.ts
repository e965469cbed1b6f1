import type {
  RxCollection,
  RxReplicationPullStreamItem,
  RxReplicationWriteToMasterRow,
  WithDeleted,
} from 'rxdb/plugins/core';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { map, type Observable } from 'rxjs';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { followStream } from '#pwa/store/sync/follow-stream.ts';
import { createLine } from '#pwa/store/sync/line.ts';
import { replicate, type ReplicateDeps } from '#pwa/store/sync/replicate.ts';
import { contentOf, HUMANS, humanOf, idOf, type Human, type HumanState } from './humans.ts';

type State = RxReplicationState<Human, Checkpoint>;
type Enveloped = WithDeleted<Stored>;
type Item<Doc> = RxReplicationPullStreamItem<Doc, Checkpoint>;

export interface HumansReplication {
  readonly state: State;
  stop(): Promise<void>;
}

/**
 * The app's own replication of one collection, live over its own stream. The suite's documents have no place for an envelope: it is put
 * on on their way to the app's handlers and taken off on the way back, under RxDB's replication as it is.
 */
export function replicateHumans(
  collection: RxCollection<Human>,
  person: string,
): HumansReplication {
  const line = createLine({ now: () => Date.now() }, null);
  const started: State[] = [];
  const engine = engineIn(collection, person, (state) => started.push(state));
  const nothing = (): void => undefined;
  const replicated = replicate({
    name: HUMANS,
    // Rows without an envelope are nothing that it could look after.
    collection: { storageInstance: { findDocumentsById: async () => [] } } as never,
    line,
    engine,
    received: nothing,
    reachedEnd: nothing,
    storing: nothing,
  });
  const stopping = new AbortController();
  void (async () => {
    for await (const frame of followStream(stopping.signal)) {
      line.up();
      if (frame.kind === 'hello' || frame.kind === 'resync') replicated.resync();
      if (frame.kind === 'change' && frame.collection === HUMANS) replicated.take(frame);
    }
  })().catch(nothing);
  const [state] = started;
  if (!state) throw new Error('broken promise: a replication starts at once');
  const stop = async (): Promise<void> => {
    stopping.abort();
    await replicated.stop();
  };
  collection.onClose.push(stop);
  return { state, stop };
}

function engineIn(
  collection: RxCollection<Human>,
  person: string,
  onStart: (state: State) => void,
): ReplicateDeps['engine'] {
  const { putOn, takeOff } = createEnvelopes(person);
  const start = (options: Parameters<typeof replicateRxCollection<Stored, Checkpoint>>[0]) => {
    const { pull, push, ...rest } = options;
    if (!pull?.stream$ || !push) throw new Error('broken promise: it goes both ways');
    const stream$ = pull.stream$ as Observable<Item<Stored>>;
    const state = replicateRxCollection<Human, Checkpoint>({
      ...rest,
      collection,
      pull: {
        batchSize: pull.batchSize ?? 100,
        stream$: stream$.pipe(
          map((item): Item<Human> =>
            item === 'RESYNC' ? item : { ...item, documents: takeOff(item.documents) },
          ),
        ),
        handler: async (checkpoint, limit) => {
          const page = await pull.handler(checkpoint, limit);
          return { ...page, documents: takeOff(page.documents) };
        },
      },
      push: {
        batchSize: push.batchSize ?? 50,
        handler: async (rows) => takeOff(await push.handler(rows.map(putOn))),
      },
    });
    onStart(state);
    return state;
  };
  return start as unknown as ReplicateDeps['engine'];
}

/** Puts envelopes on and takes them off; it knows the revision of what it has seen, as a row of the app does. */
function createEnvelopes(person: string) {
  const revs = new Map<string, string>();
  const device = newId<string>();
  let n = 0;
  const enveloped = (human: HumanState, trail: readonly TrailEntry[]): Enveloped => {
    const id = idOf(human.passportId);
    const content = contentOf(human);
    return { id, rev: revs.get(id) ?? '', trail, content, _deleted: false } as Enveloped;
  };
  const entryOf = (before: HumanState | undefined, after: HumanState): readonly TrailEntry[] => {
    const changes = changesBetween(HUMANS, before ? contentOf(before) : {}, contentOf(after));
    if (changes.length === 0) return [];
    const at = new Date().toISOString();
    const action = { id: newId<string>(), name: 'edit' };
    return [{ id: newId(), device, n: (n += 1), by: person, at, action, changes } as never];
  };
  return {
    putOn: ({
      assumedMasterState: before,
      newDocumentState: after,
    }: RxReplicationWriteToMasterRow<Human>): RxReplicationWriteToMasterRow<Stored> => ({
      ...(before ? { assumedMasterState: enveloped(before, []) } : {}),
      newDocumentState: enveloped(after, entryOf(before, after)),
    }),
    takeOff: (documents: readonly Enveloped[]): WithDeleted<Human>[] =>
      documents.flatMap(({ id, rev, content }) => {
        revs.set(id, rev);
        return humanOf(content as never) ?? [];
      }),
  };
}
