import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
  fillWithDefaultSettings,
  getChangedDocumentsSince,
  normalizeMangoQuery,
  prepareQuery,
  type BulkWriteRow,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { SealKey } from '#pwa/sealed-store/seal.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import type { BreakingDisk } from './breaking-disk.ts';
import type { History, Query, Step } from './plan.ts';

type Stored = RxDocumentData<Record<string, unknown>>;
type Instance = RxStorageInstance<Record<string, unknown>, unknown, unknown>;
type Outcome = { readonly answer: unknown; readonly events: unknown };

const schema = fillWithDefaultSettings<Record<string, unknown>>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 10 },
    name: { type: 'string', maxLength: 10 },
    age: { type: 'number', minimum: 0, maximum: 100, multipleOf: 1 },
    flag: { type: 'boolean' },
    team: { type: 'string', maxLength: 5 },
    note: {},
  },
  required: ['id', 'name', 'age', 'flag', 'team'],
  indexes: ['name', ['age', 'name'], ['team', 'age'], 'flag'],
} as never);
const newKey = async (id: number): Promise<SealKey> => ({
  id,
  key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]),
});
/** Apart by more than a history takes: what is old enough to be cleaned up is judged by the clock. */
const TICK_MS = 1_000_000;
const START = 1_600_000_000_000;
let stores = 0;

/** Lives one history on the sealed store and on RxDB's memory storage; what differs is an error. */
export async function live(history: History, disk: BreakingDisk): Promise<void> {
  const sealed = createSealed(history, await newKey(1));
  let oracle = await createOracle([]);
  let faults = [...history.faults];
  let lwt = START;
  try {
    await sealed.open();
    disk.arm(faults.shift() ?? { kind: 'full', at: Infinity });
    for (const [i, step] of history.steps.entries()) {
      if (step.kind === 'write') lwt += step.later * TICK_MS;
      const before = await oracle.all();
      const told = `${i}: ${JSON.stringify(step)}`;
      const expected = await oracle.take(step, lwt, before);
      const got = await sealed.take(step, lwt, before).catch((cause: unknown) => {
        if (disk.hasBroken) return null;
        throw new Error(`step ${told} threw`, { cause });
      });
      if (disk.hasBroken) {
        oracle = await afterFault(sealed, oracle, { before, told, isDead: disk.isDead, disk });
        disk.arm(faults.shift() ?? { kind: 'full', at: Infinity });
      } else if (got) isSame(expected, got, told);
    }
    isSame(await oracle.all(), await sealed.all(), 'in the end');
  } finally {
    disk.arm({ kind: 'full', at: Infinity });
    disk.revive();
    await sealed.close();
  }
}

interface AfterFault {
  readonly before: readonly Stored[];
  readonly told: string;
  readonly isDead: boolean;
  readonly disk: BreakingDisk;
}

/** The store is as it was before the step or as it is behind it. */
async function afterFault(
  sealed: ReturnType<typeof createSealed>,
  oracle: Awaited<ReturnType<typeof createOracle>>,
  { before, told, isDead, disk }: AfterFault,
): Promise<Awaited<ReturnType<typeof createOracle>>> {
  if (isDead) {
    disk.revive();
    sealed.die();
    await sealed.open();
  }
  const got = await sealed.all();
  const after = await oracle.all();
  if (text(got) === text(after)) return oracle;
  if (text(got) !== text(before))
    throw new Error(
      `after a fault at ${told} it is neither as before nor as after:\n${text(got)}\n${text(before)}\n${text(after)}`,
    );
  return createOracle(before);
}

function createSealed({ sizes, cacheBytes }: History, firstKey: SealKey) {
  const factory = new IDBFactory();
  const name = `histories${(stores += 1)}`;
  let held: [Instance, Instance] | null = null;
  /** The first seals; an older one is thrown away as soon as it is said that nothing needs it. */
  let keys: [SealKey, ...SealKey[]] = [firstKey];
  let storage = make();
  function make() {
    const [today, ...older] = keys;
    return getRxStorageSealed({
      keys: [today, ...older],
      onSealedAnew: () => (keys = [today]),
      sizes,
      cacheBytes,
      tidyAfterMs: null,
      indexedDB: factory,
      IDBKeyRange,
      onDamage: (damage) => {
        throw new Error(`damaged: ${JSON.stringify(damage)}`);
      },
    });
  }
  const here = async (): Promise<[Instance, Instance]> => {
    held ??= [await create(storage, name), await create(storage, name)];
    return held;
  };
  const close = async (): Promise<void> => {
    for (const instance of held ?? []) await instance.close();
    held = null;
  };
  return {
    open: here,
    close,
    die: () => {
      held = null;
      storage = make();
    },
    all: async () => allOf((await here())[0]),
    take: async (step: Step, lwt: number, before: readonly Stored[]): Promise<Outcome> => {
      if (step.kind === 'reopen' || step.kind === 'rotate') {
        await close();
        if (step.kind === 'rotate') keys = [await newKey(keys[0].id + 1), ...keys];
        storage = make();
        await here();
        return { answer: null, events: [] };
      }
      if (step.kind === 'remove') {
        const [first, second] = await here();
        await first.remove();
        await second.close();
        held = null;
        await here();
        return { answer: null, events: [] };
      }
      if (step.kind === 'tidy') {
        await here();
        await storage.tidy(name);
        return { answer: null, events: [] };
      }
      return takeStep(await here(), step, lwt, before);
    },
  };
}

async function createOracle(docs: readonly Stored[]) {
  const storage = { ...getRxStorageMemory(), collectionStates: new Map() };
  let held = [
    await create(storage as never, 'oracle'),
    await create(storage as never, 'oracle'),
  ] as [Instance, Instance];
  if (docs.length > 0)
    await held[0].bulkWrite(docs.map((document) => ({ document })) as never, 'fill');
  return {
    all: () => allOf(held[0]),
    take: async (step: Step, lwt: number, before: readonly Stored[]): Promise<Outcome> => {
      if (step.kind === 'remove') {
        await held[0].remove();
        held = [await create(storage as never, 'oracle'), await create(storage as never, 'oracle')];
      }
      return takeStep(held, step, lwt, before);
    },
  };
}

function create(storage: RxStorage<unknown, unknown>, databaseName: string): Promise<Instance> {
  return storage.createStorageInstance({
    databaseInstanceToken: 'token',
    databaseName,
    collectionName: 'people',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  } as never) as Promise<Instance>;
}

async function takeStep(
  [first, second]: readonly [Instance, Instance],
  step: Step,
  lwt: number,
  before: readonly Stored[],
): Promise<Outcome> {
  const events: unknown[] = [];
  const heard = second.changeStream().subscribe((bulk) => {
    const { id: _, ...rest } = bulk as unknown as Record<string, unknown>;
    events.push(rest);
  });
  const answer = await answerOf([first, second], step, lwt, before);
  heard.unsubscribe();
  return { answer, events };
}

async function answerOf(
  instances: readonly [Instance, Instance],
  step: Step,
  lwt: number,
  before: readonly Stored[],
): Promise<unknown> {
  const [first] = instances;
  switch (step.kind) {
    case 'write': {
      const rows = rowsOf(step, lwt, before);
      const context = step.isPulled ? 'replication-downstream-x' : 'written';
      const instance = instances[step.instance] ?? first;
      const { error } = await instance.bulkWrite(rows as never, context);
      return error.map(({ documentId, status, ...rest }) => ({
        documentId,
        status,
        there: (rest as { documentInDb?: unknown }).documentInDb,
      }));
    }
    case 'query':
      return (await (instances[step.instance] ?? first).query(prepared(step.query))).documents;
    case 'count':
      return (await (instances[step.instance] ?? first).count(prepared(step.query))).count;
    case 'find':
      return first.findDocumentsById(
        [...new Set(step.ids)].map((n) => `p${n}`),
        step.withDeleted,
      );
    case 'changes': {
      const since = before[Math.floor(before.length / 2)];
      const place = step.isOn && since ? { id: since['id'], lwt: since._meta.lwt } : undefined;
      return getChangedDocumentsSince(first, step.limit, place as never);
    }
    case 'cleanup': {
      const latest = START + step.before * TICK_MS + TICK_MS / 2;
      return first.cleanup(Date.now() - latest);
    }
    default:
      return null;
  }
}

/** What RxDB would hand to a storage. */
function rowsOf(
  { rows }: Extract<Step, { kind: 'write' }>,
  lwt: number,
  before: readonly Stored[],
): BulkWriteRow<Record<string, unknown>>[] {
  const byId = new Map(before.map((doc) => [String(doc['id']), doc]));
  return rows.map(({ person: { n, ...fields }, over, isDeleted }) => {
    const id = `p${n}`;
    const there = over === 'nothing' ? undefined : byId.get(id);
    const height = there ? Number(there._rev.split('-')[0]) + 1 : 1;
    const previous = there && over === 'another version' ? { ...there, _rev: '9-other' } : there;
    const document = {
      id,
      ...fields,
      _deleted: isDeleted && over !== 'nothing',
      _attachments: {},
      _rev: `${height}-token`,
      _meta: { lwt },
    };
    return { document, ...(previous ? { previous } : {}) } as never;
  });
}

function prepared(query: Query): never {
  return prepareQuery(
    schema as never,
    normalizeMangoQuery(schema as never, query as never),
  ) as never;
}

async function allOf(instance: Instance): Promise<readonly Stored[]> {
  const { documents } = await instance.query(prepared({ selector: {}, sort: [{ id: 'asc' }] }));
  return documents as unknown as Stored[];
}

function isSame(expected: unknown, got: unknown, told: string): void {
  if (text(expected) === text(got)) return;
  throw new Error(`step ${told}\n  memory: ${text(expected)}\n  sealed: ${text(got)}`);
}

/** As RxDB's equality sees it: the order of fields counts for nothing. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
