import type { Clock } from '#shared/lib/clock.ts';
import type { Store } from '#server/store/store.ts';
import { createSqliteAccounts } from './accounts.ts';
import { createSqliteBlobs } from './blobs.ts';
import { writeBulk } from './bulk-write.ts';
import { createCommitLog } from './commit-log.ts';
import { createSqliteContacts } from './contacts.ts';
import { createSqliteDevices } from './devices.ts';
import { dropEnded } from './ends.ts';
import { beginEpoch, isCopy, markCopy } from './epochs.ts';
import { createSqliteFeeds } from './feed-links.ts';
import { createFeedReads, type FeedReads } from './feed-reads.ts';
import { createHoldingsReads } from './holdings-reads.ts';
import { fileJobReads, fileJobWrites } from './file-jobs.ts';
import { createImports } from './imports.ts';
import { createSqliteJobs } from './jobs.ts';
import { migrate } from './migrate.ts';
import {
  closeConnections,
  openConnections,
  storeErrorOf,
  type Connections,
  type Sqlite,
} from './open-database.ts';
import { createSqlitePushDevices } from './push-devices.ts';
import { createSqlitePhotos } from './photos.ts';
import { createReads, type Reads } from './reads.ts';
import { scrub } from './scrub.ts';
import { createTx } from './transaction.ts';
import { createUnchanged, type Unchanged } from './unchanged.ts';
import { createWriterQueue } from './writer-queue.ts';
import { createWrites } from './writes.ts';

export interface SqliteStoreDeps {
  readonly clock: Clock;
  /** Names the generation of a new database: random, so that no restored copy meets its own name again. */
  readonly newEpoch: () => string;
}
/** The first number of the hospital's own range; six digits and a check digit. */
const FIRST_MRN = 100_001;

/** Opens the hospital's copy in one SQLite file, or makes it. Throws a `StoreError` with one sentence where it cannot. */
export function openSqliteStore(file: string, deps: SqliteStoreDeps): Store {
  return storeOver(openConnections(file), file, deps);
}

/** The same over a database that the caller has opened in memory; it outlives a store that was ended without closing. */
export function openStoreInMemory(database: Sqlite, deps: SqliteStoreDeps): Store {
  return storeOver({ writer: database, reader: database }, ':memory:', deps);
}

function storeOver(connections: Connections, file: string, deps: SqliteStoreDeps): Store {
  bringUpToDate(connections, file, deps);
  const { writer, reader } = connections;
  const reads = createReads(reader);
  const feed = createFeedReads(reader);
  const inside = {
    reads: createReads(writer),
    feed: createFeedReads(writer),
    writes: createWrites(writer),
    imports: createImports(writer),
    fileJobs: fileJobWrites(writer),
    clock: deps.clock,
  };
  const log = createCommitLog(createFeedReads(writer));
  const lookForOthers = watchOthers(writer, () => log.othersWrote());
  const queue = createWriterQueue(writer, file, {
    // A change that leaps over what another process wrote would be a hole in every device (S7).
    onBegin: lookForOthers,
    onCommit: () => log.committed(),
    onRollback: () => log.rolledBack(),
  });
  const unchanged = createUnchanged(reader, reader === writer);
  return {
    ...readSide(reads, feed, unchanged),
    ...holdingsOf(reader, feed),
    ...fileJobReads(reader),
    accounts: createSqliteAccounts(reader, queue),
    devices: createSqliteDevices(reader, queue, unchanged),
    contacts: createSqliteContacts(reader, queue),
    photos: createSqlitePhotos(reader, queue),
    blobs: createSqliteBlobs(reader, queue),
    jobs: createSqliteJobs(reader, queue),
    feeds: createSqliteFeeds(reader, queue),
    pushDevices: createSqlitePushDevices(reader, queue),
    transaction: (work) =>
      queue.run(async () => {
        const tx = createTx(inside);
        const value = await work(tx);
        await tx.number();
        log.add(tx.fed());
        return value;
      }),
    bulkWrite: (rows, options) =>
      queue.run(() => {
        const { outcome, fed } = writeBulk(inside, rows, options);
        log.add(fed);
        return outcome;
      }),
    dropEnded: (at, limit) => queue.run((database) => dropEnded(database, at, limit)),
    databaseBytes: async () => sizeOf(reader),
    queueLength: () => queue.length(),
    onCommit: (listener) => log.listen(listener),
    lookForOthers: async () => lookForOthers(),
    scrub: async () => scrub(reader),
    backup: (toFile) => backUp(reader, toFile),
    close: async () => {
      await queue.close();
      closeConnections(connections);
    },
  };
}

function sizeOf(reader: Sqlite): number {
  const asked = (name: string): number => Number(reader.pragma(name, { simple: true }));
  return asked('page_count') * asked('page_size');
}

async function backUp(reader: Sqlite, toFile: string): Promise<void> {
  try {
    await reader.backup(toFile);
    markCopy(toFile);
  } catch (cause) {
    throw storeErrorOf(cause, toFile);
  }
}

/** Notices that another process (an import) has committed into the same file since the last look. */
function watchOthers(writer: Connections['writer'], onOthers: () => void): () => void {
  const asked = writer.prepare('PRAGMA data_version').pluck();
  const version = (): unknown => asked.get();
  let seen = version();
  return () => {
    const now = version();
    if (now === seen) return;
    seen = now;
    onOthers();
  };
}

function bringUpToDate(
  connections: Connections,
  file: string,
  { clock, newEpoch }: SqliteStoreDeps,
): void {
  try {
    migrate(connections.writer, file);
    if (isCopy(connections.writer)) beginEpoch(connections.writer, newEpoch(), clock.now());
    connections.writer
      .prepare(
        'INSERT INTO facility (one, epoch, head, next_mrn) VALUES (1, ?, 0, ?) ON CONFLICT DO NOTHING',
      )
      .run(newEpoch(), FIRST_MRN);
  } catch (cause) {
    closeConnections(connections);
    throw storeErrorOf(cause, file);
  }
}

function holdingsOf(reader: Sqlite, feed: FeedReads) {
  const holdings = createHoldingsReads(reader);
  return {
    readLast: async (scope, collection) => feed.lastOf(scope, collection),
    readSegment: async (question) => holdings.segment(question),
    listVersions: async (question) => holdings.versions(question),
  } satisfies Partial<Store>;
}

/** The asynchronous face of the prepared reads: another engine answers later than this one. */
function readSide(reads: Reads, feed: FeedReads, unchanged: Unchanged) {
  return {
    readFacility: async () => unchanged('facility', reads.facility),
    readDocument: async (...key) => reads.document(...key)?.document ?? null,
    find: async (query) => reads.find(query),
    readMeta: async (key) => reads.meta(key),
    count: async (...question) => reads.count(...question),
    readFeed: async (question) => feed.page(question),
    readDirectory: async (...question) => feed.directory(...question),
    listOpenings: async (...question) => reads.openings(...question),
    readLost: async (question) => feed.lost(question),
    findDue: async (...question) => feed.due(...question),
    readWire: async (...key) => feed.wire(...key),
    findMisplaced: async (...question) => feed.misplaced(...question),
    readHistory: async (query) => reads.history(query),
    countEscrow: async () => reads.escrowed(),
    measureEscrowOf: async (device) => reads.escrowedOf(device),
    listSettled: async (limit) => reads.settled(limit),
    listPastEpochs: async () => reads.pastEpochs(),
    listEscrow: async (limit) => reads.escrow(limit),
    listReturned: async () => reads.returned(),
  } satisfies Partial<Store>;
}
