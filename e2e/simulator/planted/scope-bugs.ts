import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { createPull } from '#server/services/pull.ts';
import type { createSnapshots } from '#server/services/snapshot.ts';
import type { createStreamHub } from '#server/services/stream.ts';
import { inTx, type WrapStore } from './store-bugs.ts';

/** In the database: who is brought to a ward by somebody else's document is not in its feed. */
export const LOSES_WHO_COMES = `CREATE TRIGGER lose AFTER INSERT ON feed WHEN NEW.scope LIKE 'ward:%' AND NEW.kind = 'enter'
  BEGIN DELETE FROM feed WHERE scope = NEW.scope AND collection = NEW.collection AND seq = NEW.seq; END`;

/** A device is not told what leaves it with a place that it has lost. */
export const forgetsLostPlaces =
  (create: typeof createPull): typeof createPull =>
  (deps) => {
    const readLost: typeof deps.store.readLost = async (question) => ({
      ...(await deps.store.readLost(question)),
      ...NOTHING,
    });
    return create({ ...deps, store: { ...deps.store, readLost } });
  };
const NOTHING = { bytes: new Uint8Array(), rows: 0, isEnd: true, hasLeaves: false };

/** What leaves one place of a device leaves it, though another one holds it. */
export const leavesEveryPlace =
  (create: typeof createPull): typeof createPull =>
  (deps) => {
    const readFeed: typeof deps.store.readFeed = (question) =>
      deps.store.readFeed({ ...question, held: [] });
    return create({ ...deps, store: { ...deps.store, readFeed } });
  };

/** An open stream goes on as it began, whatever its device has lost since. */
export const followsAsBefore =
  (create: typeof createStreamHub): typeof createStreamHub =>
  (deps) => {
    const hub = create(deps);
    return { ...hub, tell: () => undefined };
  };

/** A part of a snapshot is given out though something in it has left. */
export const keepsSegments =
  (create: typeof createSnapshots): typeof createSnapshots =>
  (deps) =>
    create({ ...deps, store: { ...deps.store, onCommit: () => () => undefined } });

/** A push is answered with the hospital's document, wherever it lies. */
export const answersFromElsewhere: WrapStore = (store) =>
  inTx(store, (tx) => ({
    ...tx,
    readWire: (collection, id) => tx.readWire(collection, id, [FACILITY_SCOPE]),
  }));
