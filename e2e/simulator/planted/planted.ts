import { err } from '#shared/lib/result.ts';
import type { createPush } from '#server/services/push.ts';
import type { createSession } from '#server/services/session.ts';
import type { createStreamHub } from '#server/services/stream.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import type { DeviceBugs } from '#e2e/simulator/device/engine-parts.ts';
import type { ServerParts } from '#e2e/simulator/server/hospital.ts';
import { REAL_PARTS, type Fetch, type Parts } from '#e2e/simulator/world/world.ts';
import {
  LOSES_WHO_COMES,
  answersFromElsewhere,
  followsAsBefore,
  forgetsLostPlaces,
  keepsSegments,
  leavesEveryPlace,
} from './scope-bugs.ts';
import {
  answersStale,
  forgetsDecisions,
  forgetsDecisionsOfBefore,
  forgetsDisputes,
  forgetsEscrow,
  forgetsLineage,
  forgetsMutations,
  forgetsRivals,
  leavesOutTombstones,
  losesChanges,
  mutilatesHistory,
  publishesEarly,
  resolvesEarly,
  skipsARow,
  squashesHistory,
  takesOutAllergies,
  WASTES_NUMBERS,
  type WrapStore,
} from './store-bugs.ts';

type Plant = () => Parts;

function inStore(store: WrapStore): Plant {
  return () => ({ ...REAL_PARTS, server: { ...REAL_PARTS.server, store } });
}
function inDevice(device: DeviceBugs): Plant {
  return () => ({ ...REAL_PARTS, device });
}
function inFetch(fetch: (fetch: Fetch) => Fetch): Plant {
  return () => ({ ...REAL_PARTS, fetch });
}
function inPush(wrap: (push: typeof createPush) => typeof createPush): Plant {
  const { server } = REAL_PARTS;
  return () => ({ ...REAL_PARTS, server: { ...server, createPush: wrap(server.createPush) } });
}

function inSession(wrap: (create: typeof createSession) => typeof createSession): Plant {
  const { server } = REAL_PARTS;
  return () => ({
    ...REAL_PARTS,
    server: { ...server, createSession: wrap(server.createSession) },
  });
}

function inServer<
  Name extends 'createSnapshots' | 'createReadDigest' | 'createPull' | 'createStreamHub',
>(name: Name, wrap: (create: ServerParts[Name]) => ServerParts[Name]): Plant {
  const { server } = REAL_PARTS;
  return () => ({ ...REAL_PARTS, server: { ...server, [name]: wrap(server[name]) } });
}

function inHub(wrap: (create: typeof createStreamHub) => typeof createStreamHub): Plant {
  const { server } = REAL_PARTS;
  return () => ({
    ...REAL_PARTS,
    server: { ...server, createStreamHub: wrap(server.createStreamHub) },
  });
}

/** Mistakes that others have made, each by its name; every one of them a run must find. */
export const PLANTED: Readonly<Record<string, Plant>> = {
  'acknowledge before commit': inStore(resolvesEarly),
  'publish before commit': inStore(publishesEarly),
  'no dedupe': inStore(forgetsMutations),
  'serial cursor that skips a row': inStore(skipsARow),
  'a change lost in the stream': inStore(losesChanges),
  'tombstones left out': inStore(leavesOutTombstones),
  'union as last-accepted': inStore(takesOutAllergies),
  'conflict without a dispute': inStore((store) => forgetsDisputes(store, 'conflict')),
  'refusal without a dispute': inStore((store) => forgetsDisputes(store, 'refused')),
  'refusal without escrow': inStore(forgetsEscrow),
  'a decision that is not kept': inStore(forgetsDecisions),
  'a decision that a restore forgets': inStore(forgetsDecisionsOfBefore),
  'booking without rivals': inStore(forgetsRivals),
  'a number for nobody': () => ({
    ...REAL_PARTS,
    server: { ...REAL_PARTS.server, sql: WASTES_NUMBERS },
  }),
  'history of squashed edits': inStore(squashesHistory),
  'history with the wrong before': inStore(mutilatesHistory),
  'hello names an old end': inHub((create) => (deps) => {
    const lasts = new Map<string, Promise<number>>();
    const readLast: typeof deps.store.readLast = (...feed) => {
      const before = lasts.get(feed.join()) ?? deps.store.readLast(...feed);
      lasts.set(feed.join(), before);
      return before;
    };
    return create({ ...deps, store: { ...deps.store, readLast } });
  }),
  'the answer is the version before': inStore(answersStale),
  'one bad row fails the batch': inPush((create) => (deps) => {
    const push = create(deps);
    return async (device, request) => {
      const answer = await push(device, request);
      if (answer.includes('"code":"not-readable"')) throw new Error('a bad row');
      return answer;
    };
  }),
  'the last row is not answered': inPush((create) => (deps) => {
    const push = create(deps);
    return async (device, request) => {
      const answer = JSON.parse(await push(device, request)) as { results: unknown[] };
      return JSON.stringify({
        results: answer.results.slice(0, Math.max(1, answer.results.length - 1)),
      });
    };
  }),
  'the trail is not emptied': inFetch((fetch) => async (path, init) => {
    const answer = await fetch(path, init);
    if (!path.endsWith('push') || !answer.ok) return answer;
    const { rows } = JSON.parse(String(init.body)) as { rows: { id: string; trail: unknown }[] };
    const { results } = (await answer.json()) as { results: { id: string; document: object }[] };
    const withTrail = results.map((result) => ({
      ...result,
      document: result.document && {
        ...result.document,
        trail: rows.find(({ id }) => id === result.id)?.trail,
      },
    }));
    return { ...answer, json: async () => ({ results: withTrail }) } as Response;
  }),
  'a refused answer counts as sent': inFetch((fetch) => async (path, init) => {
    const answer = await fetch(path, init);
    if (!path.endsWith('push') || answer.ok || answer.status >= 500) return answer;
    const { rows } = JSON.parse(String(init.body)) as { rows: { id: string }[] };
    const results = rows.map(({ id }) => ({ id, outcome: 'noop', document: null }));
    return { ...answer, ok: true, json: async () => ({ results }) } as Response;
  }),
  'a newer row is not taken': inPush((create) => (deps) => {
    const push = create(deps);
    return (device, request) => {
      if (request.rows.some((row) => 'hint' in (row as object)))
        throw new Error('a field too many');
      return push(device, request);
    };
  }),
  'an older app is not served': inSession((create) => (deps) => {
    const open = create(deps);
    return async (device, request) =>
      request.mutations === undefined ? err({ kind: 'too-old' }) : open(device, request);
  }),
  'a restored server goes on as before': () => ({
    ...REAL_PARTS,
    server: { ...REAL_PARTS.server, copy: (backup) => backup },
  }),
  'an offer that is not sent': inFetch((fetch) => async (path, init) => {
    if (!path.endsWith('offer')) return fetch(path, init);
    return { ok: true, status: 200, json: async () => ({ results: [] }) } as unknown as Response;
  }),
  'what came back counts for the last of all': inStore(forgetsLineage),
  'a watermark of now over segments of before': inServer('createSnapshots', (create) => (deps) => {
    const snapshots = create(deps);
    return {
      ...snapshots,
      manifest: async (...asked) => {
        const manifest = await snapshots.manifest(...asked);
        if (!manifest) return null;
        const { head } = await deps.store.readFacility();
        const names = Object.keys(manifest.watermark);
        const watermark = Object.fromEntries(names.map((name) => [name, head]));
        return { ...manifest, watermark: watermark as typeof manifest.watermark };
      },
    };
  }),
  'a segment without its last document': inServer('createSnapshots', (create) => (deps) => {
    const readSegment: typeof deps.store.readSegment = async (question) => {
      const { bytes, ids, ...rest } = await deps.store.readSegment(question);
      const all = JSON.parse(`[${new TextDecoder().decode(bytes)}]`) as unknown[];
      const kept = JSON.stringify(all.slice(0, -1)).slice(1, -1);
      return { ...rest, ids: ids.slice(0, -1), bytes: new TextEncoder().encode(kept) };
    };
    return create({ ...deps, store: { ...deps.store, readSegment } });
  }),
  'a digest without its last document': inServer('createReadDigest', (create) => ({ store }) => {
    const listVersions: typeof store.listVersions = async (asked) =>
      (await store.listVersions(asked)).slice(0, -1);
    return create({ store: { ...store, listVersions } });
  }),
  'a comparison that mends nothing': inDevice({ mendsNothing: true }),
  'what comes to a ward is not held there': () => ({
    ...REAL_PARTS,
    server: { ...REAL_PARTS.server, sql: LOSES_WHO_COMES },
  }),
  'a lost place that nobody is told of': inServer('createPull', forgetsLostPlaces),
  'a document leaves though another place holds it': inServer('createPull', leavesEveryPlace),
  'a stream goes on after its place is lost': inServer('createStreamHub', followsAsBefore),
  'a segment is kept though something in it left': inServer('createSnapshots', keepsSegments),
  'a push is answered from elsewhere': inStore(answersFromElsewhere),
  'isEqual without the trail': inDevice({
    isEqual: (a, b) => a.rev === b.rev && (a._deleted ?? false) === (b._deleted ?? false),
  }),
  'isEqual without rev': inDevice({
    isEqual: (a, b, context) =>
      hospitalDecides.isEqual({ ...a, rev: '' }, { ...b, rev: '' }, context),
  }),
  'checkpoint before rows': inDevice({ keepsCheckpointFirst: true }),
  'assumed before rows': inDevice({ assumesFirst: true }),
  // The gate alone does no harm while a failure starts the replication anew: its end keeps the checkpoint from being written.
  'a page that fails is stepped over': inDevice({ hasOpenGate: true, swallowsErrors: true }),
  'resync ignored': inDevice({ ignoresResync: true }),
  'storing fails and nobody starts anew': inDevice({ swallowsErrors: true }),
  'a pull overwrites what waits': inDevice({ overwritesLocal: true }),
  'saved before it is stored': inDevice({ savesLater: true }),
  'a clock set back hides edits': inDevice({ sweepsNothing: true, goesByTime: true }),
};
