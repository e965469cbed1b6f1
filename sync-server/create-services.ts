import type { Logger } from 'pino';
import type { Clock } from '#shared/lib/clock.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import type { AppDeps } from './app.ts';
import { safeCause } from './services/safe-cause.ts';
import { watchAccounts } from './jobs/watch-accounts.ts';
import { fhirRoute } from './routes/fhir.ts';
import { syncRoutes } from './routes/sync.ts';
import { createBlobs } from './services/blobs.ts';
import { createMeetDevice } from './services/contact.ts';
import { createDevices } from './services/devices.ts';
import { createEscrow } from './services/escrow.ts';
import { createHandOver } from './services/hand-over.ts';
import { createReadDigest } from './services/digest.ts';
import { createReadDirectory } from './services/directory.ts';
import { createFiles, type Files } from './services/files.ts';
import { createFhirSearch } from './services/fhir-search.ts';
import { createFeeds } from './services/feeds.ts';
import { createFleet } from './services/fleet.ts';
import { createHistory } from './services/history.ts';
import { createHospital } from './services/hospital.ts';
import { createMetrics } from './services/metrics.ts';
import { createPeople } from './services/people.ts';
import { createPhotos } from './services/photos.ts';
import { createOffer, type OfferDeps } from './services/offer.ts';
import { createOpenOutside } from './services/open-outside.ts';
import { createFleetPoke } from './services/poke-fleet.ts';
import { createPull } from './services/pull.ts';
import { createPullPages, type PullPages } from './services/pull-pages.ts';
import { createIsOfNow, createPush, type Landing, type PushDeps } from './services/push.ts';
import { createRefusedCounts, type RefusedCountsDeps } from './services/refused-counts.ts';
import { createLinks } from './services/reminders/links.ts';
import type { Mailer } from './services/reminders/mailer.ts';
import { createOptOut } from './services/reminders/opt-out.ts';
import { createPushSignup } from './services/reminders/push-signup.ts';
import type { Pusher } from './services/reminders/pusher.ts';
import { createReminders } from './services/reminders/reminders.ts';
import { createSession } from './services/session.ts';
import { createSignIn } from './services/sign-in.ts';
import { createSnapshots, type Snapshots } from './services/snapshot.ts';
import { createShareOf } from './services/store-share.ts';
import { createStreamHub, type StreamHub } from './services/stream.ts';
import { createTokens } from './services/tokens.ts';
import { watchOthers } from './services/watch-others.ts';
import { createReadRecord } from './services/window-record.ts';
import type { Store } from './store/store.ts';

export interface ServicesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly diskFreeBytes: () => Promise<number | null>;
  /** What a check beside the work has found wrong with the database; null while nothing is. */
  readonly damage?: () => string | null;
  readonly logger: Logger | null;
  /** The way out for e-mail and the address that patients reach; null where none is set. */
  readonly mailer?: Mailer | null;
  readonly pusher?: Pusher | null;
  readonly publicUrl?: string | null;
  /** Told that there may be something to send. */
  readonly onDue?: () => void;
  /** Where files lie while people bring them in or take them out. */
  readonly filesFolder: string;
}
export type Services = Omit<AppDeps, 'built' | 'budgets' | 'logger'> & {
  /** Closes the streams; afterwards nothing runs by itself. */
  readonly stop: () => Promise<void>;
};

/** Less than this, and the next commits may not find room. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** Everything that the routes call, over one store. */
export function createServices(deps: ServicesDeps): Services {
  const { store, clock, logger } = deps;
  const { accounts } = store;
  const pages = createPullPages(store);
  const snapshots = createSnapshots({ store, clock });
  const hub = createStreamHub({ store, clock, onPresence: () => fleetPoke.poke() });
  const fleetPoke = createFleetPoke(() => hub.pokeFleet());
  const onFailure = told(logger, 'accounts could not be looked at');
  const watch = watchAccounts({ store, hub, onFailure });
  const onPeople = watch.look;
  const devices = createDevices({
    store: store.devices,
    clock,
    onChange: fleetPoke.poke,
    onPeople,
    onLock: (id) => hub.signOut(id),
  });
  const tokens = createTokens(accounts, clock);
  const stopWatching = watchOthers(store, told(logger, 'cannot look for imports'));
  const counting = createCounting(deps, hub, fleetPoke.poke);
  const { metrics, refused } = counting;
  const files = openFiles(deps);
  return {
    devices,
    tokens,
    files,
    metrics,
    onRequest: counting.onRequest,
    people: createPeople({ accounts, devices: store.devices, clock, onChange: onPeople }),
    photos: createPhotos({ photos: store.photos, onChange: onPeople }),
    signIn: createSignIn({ accounts, devices, clock, shareOf: createShareOf(store) }),
    hospital: createHospital(deps),
    history: createHistory(store, createReadRecord(deps)),
    escrow: createEscrow({ store, clock, onChange: fleetPoke.poke }),
    ...messageSide(deps),
    openOutside: createOpenOutside({ store, clock, onChange: fleetPoke.poke }),
    fleet: createFleet({ ...deps, refused, isConnected: (id) => hub.isConnected(id) }),
    whyNotReady: () => whyNotReady(deps),
    hasRoom: () => hasRoom(deps.diskFreeBytes),
    syncRoutes: syncRoutes({
      ...readSide(deps, { pages, snapshots }),
      devices,
      hub,
      ...writeSide(deps, counting, fleetPoke.poke),
    }),
    fhirRoutes: fhirRoute({ search: createFhirSearch(store), tokens, appVersion: deps.appVersion }),
    stop: async () => {
      stopWatching();
      await files.stop();
      await watch.stop();
      fleetPoke.stop();
      hub.close();
      pages.stop();
      snapshots.stop();
      metrics.stop();
    },
  };
}

/** What patients are told, and what they want to hear. */
function messageSide(deps: ServicesDeps) {
  const { mailer = null, pusher = null, publicUrl = null, onDue = () => undefined } = deps;
  const links = createLinks(deps.store, publicUrl);
  return {
    reminders: createReminders({ ...deps, mailer, publicUrl, onDue }),
    optOut: createOptOut({ ...deps, links }),
    pushSignup: createPushSignup({ ...deps, links, pusher }),
    feeds: createFeeds({ ...deps, publicUrl }),
  };
}

function openFiles({ logger, filesFolder, ...deps }: ServicesDeps): Files {
  const onFailure = told(logger, 'a file could not be worked at');
  return createFiles({ ...deps, folder: filesFolder, onFailure });
}

/** Says what went wrong beside the requests, without a word of anybody. */
function told(logger: Logger | null, what: string): (cause: unknown) => void {
  return (cause) => logger?.error(safeCause(cause), what);
}

/** What the server says of its own work: figures for Prometheus, and what it turned down. */
function createCounting({ store, clock }: ServicesDeps, hub: StreamHub, onChange: () => void) {
  const metrics = createMetrics({
    readHead: async () => (await store.readFacility()).head,
    countStreams: () => hub.count(),
    countQueued: () => store.queueLength(),
    countWaiting: () => store.countEscrow(),
  });
  const onRefused: RefusedCountsDeps['onRefused'] = (one) => {
    metrics.countRefused(one);
    onChange();
  };
  const refused = createRefusedCounts({ clock, onRefused });
  const onRequest: AppDeps['onRequest'] = (line) => {
    metrics.countRequest(line);
    refused.countRequest(line);
  };
  return { metrics, refused, onRequest };
}

/** What devices write; what is not taken is counted. */
function writeSide(
  { store, clock, logger }: ServicesDeps,
  { metrics, refused }: ReturnType<typeof createCounting>,
  onReturned: () => void,
) {
  const onPoison = (cause: unknown): void =>
    logger?.error(safeCause(cause), 'a row could not be landed');
  const onLanded: PushDeps['onLanded'] = (rows, device) => {
    metrics.countPushRows(rows);
    refused.countRows('push', codesOf(rows), device);
  };
  const onRefused: OfferDeps['onRefused'] = (codes, device) =>
    refused.countRows('offer', codes, device);
  const onKept: OfferDeps['onRefused'] = (codes, device) =>
    refused.countRows('escrow', codes, device);
  return {
    handOver: createHandOver({ store, clock, onRefused: onKept }),
    push: createPush({ store, clock, onPoison, onLanded }),
    isOfNow: createIsOfNow({ store }),
    offer: createOffer({ store, clock, onPoison, onReturned, onRefused }),
  };
}

function readSide(
  deps: ServicesDeps,
  { pages, snapshots }: { readonly pages: PullPages; readonly snapshots: Snapshots },
) {
  const { contacts, blobs } = deps.store;
  return {
    contacts,
    blobs: createBlobs({ blobs, clock: deps.clock }),
    snapshots,
    pull: createPull({ store: deps.store, pages }),
    digest: createReadDigest(deps),
    directory: createReadDirectory(deps),
    session: createSession(deps),
    meet: createMeetDevice(deps),
  };
}

async function whyNotReady(deps: ServicesDeps): Promise<string | null> {
  const { store, diskFreeBytes } = deps;
  const damage = deps.damage?.() ?? null;
  if (damage !== null) return damage;
  try {
    await store.readFacility();
  } catch {
    return 'The database does not answer.';
  }
  return (await hasRoom(diskFreeBytes))
    ? null
    : 'The disk that holds the data is nearly full. Make room.';
}

async function hasRoom(diskFreeBytes: ServicesDeps['diskFreeBytes']): Promise<boolean> {
  const free = await diskFreeBytes();
  return free === null || free >= LEAST_FREE_BYTES;
}

function codesOf(rows: readonly Landing[]): readonly RefusalCode[] {
  return rows.flatMap(({ outcome, code }) => (outcome === 'rejected' && code ? [code] : []));
}
