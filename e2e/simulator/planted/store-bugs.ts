import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { CommittedChange, Staged, Store, StoreTx } from '#server/store/store.ts';

/** Puts something worse in the place of a store. */
export type WrapStore = (store: Store) => Store;
type WrapTx = (tx: StoreTx) => StoreTx;

export function inTx(store: Store, wrap: WrapTx): Store {
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrap(tx))) };
}
function inPut(store: Store, change: (staged: Staged) => Staged | null): Store {
  return inTx(store, (tx) => ({
    ...tx,
    put: (staged) => {
      const changed = change(staged);
      if (changed) tx.put(changed);
    },
  }));
}

export const resolvesEarly: WrapStore = (store) => ({
  ...store,
  transaction: <T>(work: (tx: StoreTx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      store
        .transaction(async (tx) => {
          const value = await work(tx);
          resolve(value);
        })
        .catch(reject);
    }),
});

export const publishesEarly: WrapStore = (store) => {
  const listeners = new Set<(changes: readonly CommittedChange[]) => void>();
  const lasts = new Map<CollectionName, number>();
  const tell = (rows: readonly FedRow[]): void => {
    for (const { collection, seq: to, wire: json } of rows) {
      const from = lasts.get(collection) ?? 0;
      lasts.set(collection, to);
      const change = {
        collection,
        scope: FACILITY_SCOPE,
        from,
        to,
        rows: 1,
        hasLeaves: false,
        json,
      };
      for (const listener of listeners) listener([change]);
    }
  };
  return {
    ...store,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    transaction: (work) =>
      store.transaction(async (tx) => {
        const value = await work(tx);
        await tx.number();
        tell((tx as unknown as { readonly fed: () => readonly FedRow[] }).fed());
        return value;
      }),
  };
};
interface FedRow {
  readonly collection: CollectionName;
  readonly seq: number;
  readonly wire: string;
}

export const forgetsMutations: WrapStore = (store) =>
  inTx(store, (tx) => ({
    ...tx,
    knownMutations: async () => [],
    rememberMutation: (seen) =>
      void tx
        .knownMutations([seen.id])
        .then((known) => known.length > 0 || tx.rememberMutation(seen)),
  }));

export const skipsARow: WrapStore = (store) => ({
  ...store,
  readFeed: (question) =>
    store.readFeed({ ...question, after: question.after > 0 ? question.after + 1 : 0 }),
});

export const losesChanges: WrapStore = (store) => {
  let count = 0;
  const lasts = new Map<CollectionName, number>();
  return {
    ...store,
    onCommit: (listener) =>
      store.onCommit((changes) => {
        count += 1;
        const told = changes.map((change) => ({
          ...change,
          from: lasts.get(change.collection) ?? change.from,
        }));
        if (count % 9 === 0) return;
        for (const { collection, to } of told) lasts.set(collection, to);
        listener(told);
      }),
  };
};

export const leavesOutTombstones: WrapStore = (store) => ({
  ...store,
  onCommit: (listener) => store.onCommit((changes) => listener(changes.map(withoutTombstones))),
  readFeed: async (question) => {
    const page = await store.readFeed(question);
    const kept = keptOf(new TextDecoder().decode(page.bytes));
    return { ...page, bytes: new TextEncoder().encode(kept) };
  },
});
function keptOf(json: string): string {
  const rows = JSON.parse(`[${json}]`) as { readonly _deleted: boolean }[];
  return JSON.stringify(rows.filter(({ _deleted }) => !_deleted)).slice(1, -1);
}
function withoutTombstones(change: CommittedChange): CommittedChange {
  return change.json === null ? change : { ...change, json: keptOf(change.json) };
}

export const takesOutAllergies: WrapStore = (store) =>
  inPut(store, (staged) => {
    const allergies = staged.collection === 'patients' ? staged.content['allergies'] : undefined;
    const entries = Object.entries((allergies ?? {}) as JsonMap);
    if (entries.length < 2) return staged;
    // The text that is stored has to say the same.
    const { text: _, ...rest } = staged;
    return {
      ...rest,
      content: { ...staged.content, allergies: Object.fromEntries(entries.slice(1)) },
    };
  });

export function forgetsDisputes(store: Store, kind: string): Store {
  return inPut(store, (staged) =>
    staged.collection === 'disputes' &&
    staged.content['kind'] === kind &&
    staged.entries.every(({ mutationId }) => mutationId === null)
      ? null
      : staged,
  );
}

export const forgetsEscrow: WrapStore = (store) =>
  inTx(store, (tx) => ({ ...tx, keepInEscrow: () => undefined }));

export const forgetsDecisions: WrapStore = (store) =>
  inTx(store, (tx) => ({ ...tx, settleEscrow: () => undefined }));

/** Only an offer asks for the generations that are over. */
export const forgetsDecisionsOfBefore: WrapStore = (store) =>
  inTx(store, (tx) => {
    let isOffer = false;
    return {
      ...tx,
      listPastEpochs: () => {
        isOffer = true;
        return tx.listPastEpochs();
      },
      settleEscrow: (...settled) => void (isOffer || tx.settleEscrow(...settled)),
    };
  });

export const forgetsLineage: WrapStore = (store) =>
  inTx(store, (tx) => ({ ...tx, readLineage: async () => null, writeLineage: () => undefined }));

export const forgetsRivals: WrapStore = (store) =>
  inTx(store, (tx) => ({
    ...tx,
    find: async (query) =>
      query.where?.some(({ key }) => key === 'holds')
        ? { documents: [], next: null }
        : tx.find(query),
  }));

/** In the database: the store itself has no way to draw a number for nobody. */
export const WASTES_NUMBERS = `CREATE TRIGGER waste AFTER INSERT ON history WHEN NEW.seq % 10 = 0
  BEGIN UPDATE facility SET head = head + 1; END`;

export const squashesHistory: WrapStore = (store) =>
  inPut(store, (staged) => ({ ...staged, entries: staged.entries.slice(-1) }));

export const mutilatesHistory: WrapStore = (store) =>
  inPut(store, (staged) => ({
    ...staged,
    entries: staged.entries.map((entry) => ({
      ...entry,
      changes: entry.changes.map(({ before: _before, ...change }) => change),
    })),
  }));

export const answersStale: WrapStore = (store) =>
  inTx(store, (tx) => {
    const before = new Map<string, string>();
    return {
      ...tx,
      readDocument: async (collection, id) => {
        const wire = await tx.readWire(collection, id, [FACILITY_SCOPE]);
        if (wire !== null && !before.has(id)) before.set(id, wire);
        return tx.readDocument(collection, id);
      },
      readWire: async (collection, id, scopes) =>
        before.get(id) ?? tx.readWire(collection, id, scopes),
    };
  });
