import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { aSealedStore } from '#pwa/testing/a-sealed-store.ts';
import { hospitalDecides } from './conflict-handler.ts';
import { createLine } from './line.ts';
import { createPurge, type Purge } from './purge.ts';
import { replicate } from './replicate.ts';

const soon = { timeout: 5000, interval: 10 };
const ids = [1, 2, 3].map(() => newId<string>());
const [stays = '', leaves = '', waits = ''] = ids;
let people: RxCollection<Stored>;
let state: RxReplicationState<Stored, object>;
let told$: Subject<{ documents: never[]; checkpoint: object }>;
let purge: Purge;
let place = 0;

const document = (id: string, more: object = {}): WireDocument => ({
  id,
  rev: `e.${(place += 1)}`,
  trail: [],
  content: {},
  nameKey: '',
  mrn: '',
  birthDate: '',
  _deleted: false,
  ...more,
});
async function tell(...documents: readonly WireDocument[]): Promise<void> {
  const checkpoint = { place };
  purge.saw(documents);
  told$.next({ documents: documents as never, checkpoint });
  await expect
    .poll(() => state.internalReplicationState?.lastCheckpointDoc.down?.checkpointData, soon)
    .toEqual(checkpoint);
}
const rowsLeft = async (): Promise<readonly string[]> =>
  (await people.storageInstance.findDocumentsById(ids, true)).map(({ id }) => id).toSorted();
const notesLeft = async (): Promise<readonly unknown[]> =>
  (
    (await state.metaInstance?.findDocumentsById(
      ids.map((id) => `${id}|0`),
      true,
    )) ?? []
  )
    .map(({ itemId }) => itemId)
    .toSorted();

const STORAGES = {
  dexie: async () => getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange }),
  sealed: async () => (await (await aSealedStore()).page()).storage,
};

describe.each(['dexie', 'sealed'] as const)('over the %s storage', (kind) => {
  beforeEach(async () => {
    const storage = await STORAGES[kind]();
    const db = await createRxDatabase({
      name: newId(),
      storage: storage as never,
      multiInstance: false,
    });
    const creator = { schema: rxSchema('patients'), conflictHandler: hospitalDecides };
    await db.addCollections({ patients: creator } as never);
    people = db.collections['patients'] as unknown as RxCollection<Stored>;
    told$ = new Subject();
    state = replicateRxCollection<Stored, object>({
      collection: people,
      replicationIdentifier: 'purge',
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      pull: { stream$: told$, handler: async () => ({ documents: [], checkpoint: {} }) },
      push: { handler: () => new Promise(() => undefined) },
    });
    await state.awaitInitialReplication();
    purge = createPurge(people, () => state.metaInstance);
    await tell(document(stays), document(leaves), document(waits));
  });
  afterEach(() => people.database.close().catch(() => undefined));

  test('of a document that has left, neither its row nor the note on it stays', async () => {
    await tell(document(leaves, { _deleted: true }));
    expect([await rowsLeft(), await notesLeft()]).toEqual([ids.toSorted(), ids.toSorted()]);
    purge.look();
    const others = [stays, waits].toSorted();
    await expect
      .poll(async () => [await rowsLeft(), await notesLeft()], soon)
      .toEqual([others, others]);
    await tell(document(leaves, { content: { comment: 'back again' } }));
    expect((await people.findOne(leaves).exec())?.content).toEqual({ comment: 'back again' });
    expect(await notesLeft()).toEqual(ids.toSorted());
  });

  test('what an earlier life of the app has left behind goes with the first look', async () => {
    await tell(document(leaves, { _deleted: true }));
    createPurge(people, () => state.metaInstance).look();
    await expect.poll(rowsLeft, soon).toEqual([stays, waits].toSorted());
  });

  test('what waits to be sent is never dropped', async () => {
    await tell(document(leaves, { _deleted: true }));
    const row = await people.findOne(waits).exec();
    const trail = [{ id: newId<string>() }];
    await row?.incrementalModify((now) => ({ ...now, trail, unsent: 1, _deleted: true }) as never);
    purge.look();
    await expect.poll(rowsLeft, soon).toEqual([stays, waits].toSorted());
  });

  test('the sync drops what has left once it is at rest', async () => {
    await state.cancel();
    await people.bulkRemove(ids);
    const id = newId<string>();
    const at = (facility: number) => ({ epoch: 'e', scopes: { facility } });
    vi.stubGlobal('fetch', async (path: string) =>
      path.endsWith('pull')
        ? Response.json({ documents: [document(id)], checkpoint: at(1), isEnd: true })
        : Response.json({ results: ids.map((id) => ({ id, outcome: 'noop', document: null })) }),
    );
    const line = createLine({ now: () => 0 }, null);
    line.up();
    const nothing = (): void => undefined;
    const running = replicate({
      name: 'patients',
      collection: people,
      line,
      engine: replicateRxCollection,
      received: nothing,
      reachedEnd: nothing,
      storing: nothing,
    });
    const rows = (): Promise<readonly unknown[]> =>
      people.storageInstance.findDocumentsById([id], true);
    await expect.poll(() => running.isInStep(), soon).toBe(true);
    expect(await rows()).toHaveLength(1);
    running.take({
      kind: 'change',
      collection: 'patients',
      scope: 'facility',
      from: 1,
      to: 2,
      documents: [document(id, { _deleted: true })],
    });
    await expect.poll(rows, soon).toEqual([]);
    await running.stop();
    vi.unstubAllGlobals();
  });
});
