import type { CollectionName } from '#shared/domain/collections.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Scope } from '#shared/sync/scope.ts';
import {
  documentKey,
  openStage,
  overlaid,
  putOn,
  stagedDocument,
  stagedHistory,
  stagedMutations,
  type Stage,
  type Staging,
} from '#server/store/staging.ts';
import type { Staged, StoredDocument, StoreTx } from '#server/store/store.ts';
import type { EscrowTx } from '#server/store/escrow.ts';
import { withWanted, type JobsTx } from '#server/store/jobs.ts';
import type { PushDevicesTx } from '#server/store/push-devices.ts';
import type { FileJobsTx } from '#server/store/file-jobs.ts';
import type { ImportsTx } from '#server/store/imports.ts';
import type { FeedRow } from './commit-log.ts';
import type { FeedReads } from './feed-reads.ts';
import { placeAll, type Written } from './placing.ts';
import type { Located, Reads } from './reads.ts';
import type { Version } from './version.ts';
import type { Writes } from './writes.ts';

export interface TransactionDeps {
  readonly reads: Reads;
  readonly feed: FeedReads;
  readonly writes: Writes;
  readonly imports: ImportsTx;
  readonly fileJobs: FileJobsTx;
  readonly clock: Clock;
}
/** A transaction, and what it added to the feed once it has been numbered. */
export interface SqliteTx extends StoreTx {
  readonly fed: () => readonly FeedRow[];
}

/** Stages in memory and writes all of it at once when the numbers are drawn: a row that fails leaves nothing behind. */
export function createTx(deps: TransactionDeps): SqliteTx {
  const { reads, feed, writes, imports } = deps;
  let stage = openStage();
  let fed: readonly FeedRow[] = [];
  const read = createReadOnce(reads);
  const told = createTold();
  return {
    readFacility: async () => {
      const row = reads.facility();
      return { ...row, facility: stage.staging.facility ?? row.facility };
    },
    readDocument: async (collection, id) =>
      stagedDocument(stage.staging, documentKey(collection, id)) ?? read.document(collection, id),
    find: async (query) => {
      const { documents, next } = reads.find(query);
      return { documents: overlaid(stage.staging, query, documents), next };
    },
    readMeta: async (key) => stage.staging.meta.get(key) ?? reads.meta(key),
    knownMutations: async (ids) => [
      ...stagedMutations(stage.staging, ids),
      ...reads.mutations(ids),
    ],
    readHistory: async (query) => [
      ...stagedHistory(stage.staging, query, instantAt(deps.clock.now())),
      ...reads.history(query),
    ],
    readWire: async (...key) => told.wire(...key) ?? feed.wire(...key),
    savepoint: async (work) => {
      const mark = stage.mark();
      try {
        return await work();
      } catch (cause) {
        stage.backTo(mark);
        throw cause;
      }
    },
    imports,
    ...deps.fileJobs,
    ...restoreSide(reads, () => stage),
    ...escrowSide(reads, () => stage),
    ...placeSide(() => stage),
    ...jobSide(reads, () => stage),
    put: (staged) => putOn(stage, staged),
    rememberMutation: (seen) => stage.set('mutations', seen.id, seen),
    wasTaken: async (...question) => reads.wasTaken(...question),
    reserveMrns: async (count) => writes.reserveMrns(count),
    writeFacility: (facility) => stage.setFacility(facility),
    writeMeta: (key, value) => stage.set('meta', key, value),
    number: async () => {
      const rows = flush(deps, stage.staging, read.known);
      told.note(rows);
      fed = [...fed, ...rows];
      read.forget();
      stage = openStage();
    },
    fed: () => fed,
  };
}

/** A document that this transaction has read already: nobody else writes meanwhile, so that it need not be read again to be replaced. */
function createReadOnce(reads: Reads) {
  const seen = new Map<string, Located | null>();
  return {
    document: (collection: CollectionName, id: string): StoredDocument | null => {
      const key = documentKey(collection, id);
      const known = seen.get(key);
      const found = known === undefined ? reads.document(collection, id) : known;
      seen.set(key, found);
      return found?.document ?? null;
    },
    known: (collection: CollectionName, id: string): Located | null | undefined =>
      seen.get(documentKey(collection, id)),
    forget: () => seen.clear(),
  };
}

/** What this transaction has put into the feeds, as text: its answer need not be read from there. */
function createTold() {
  const rowsByDocument = new Map<string, FeedRow[]>();
  return {
    note: (rows: readonly FeedRow[]): void => {
      const anew = new Set<string>();
      for (const row of rows) {
        const key = documentKey(row.collection, row.id);
        const some = anew.has(key) ? rowsByDocument.get(key) : undefined;
        if (some) some.push(row);
        else rowsByDocument.set(key, [row]);
        anew.add(key);
      }
    },
    wire: (collection: CollectionName, id: string, scopes: readonly Scope[]): string | null => {
      const rows = rowsByDocument.get(documentKey(collection, id));
      const row = rows?.find((one) => !one.isLeave && scopes.includes(one.scope));
      return row?.wire ?? null;
    },
  };
}

/** Who comes and goes where. */
function placeSide(
  stage: () => Stage,
): Pick<StoreTx, 'claim' | 'keepOpening' | 'settle' | 'moveInFeed'> {
  return {
    keepOpening: (opening) => stage().add('openings', opening),
    claim: (claim) => stage().add('claims', claim),
    settle: (target) => stage().add('due', target),
    moveInFeed: (collection, id, kind) =>
      stage().set('moves', documentKey(collection, id), { collection, id, kind }),
  };
}

/** What came back after a restore is staged like everything else. */
function restoreSide(
  reads: Reads,
  stage: () => Stage,
): Pick<StoreTx, 'listPastEpochs' | 'readLineage' | 'writeLineage' | 'addReturned'> {
  return {
    listPastEpochs: async () => reads.pastEpochs(),
    readLineage: async (epoch, ...key) =>
      stage().staging.lineages.get(`${epoch}/${documentKey(...key)}`) ??
      reads.lineage(epoch, ...key),
    writeLineage: (lineage) => {
      const key = `${lineage.epoch}/${documentKey(lineage.collection, lineage.id)}`;
      stage().set('lineages', key, lineage);
    },
    addReturned: (more) => stage().add('returned', more),
  };
}

/** What is to be done later, as far as this transaction has come. */
function jobSide(reads: Reads, stage: () => Stage): JobsTx & PushDevicesTx {
  return {
    hasPushDevice: async (patientId) => reads.hasPushDevice(patientId),
    wantJobs: (wanted) => stage().add('wanted', wanted),
    listJobsOf: async (subject) => {
      const wishes = stage().staging.wanted.filter((one) => one.subject === subject);
      return withWanted(reads.jobsOf(subject), wishes);
    },
  };
}

/** What waits for people, as far as this transaction has come. */
function escrowSide(reads: Reads, stage: () => Stage): EscrowTx {
  return {
    readEscrow: async (key) => {
      const { escrow, settled } = stage().staging;
      const kept = reads.escrowOf(key) ?? escrow.get(key);
      const last = settled.findLast((one) => one.key === key);
      return kept ? { settled: null, ...kept, ...(last && { settled: last.settled }) } : null;
    },
    keepInEscrow: (row) => stage().set('escrow', row.key, row),
    settleEscrow: (key, settled) => stage().add('settled', { key, settled }),
  };
}

type KnownRow = (collection: CollectionName, id: string) => Located | null | undefined;

function flush(
  { reads, writes, clock }: TransactionDeps,
  staging: Staging,
  known: KnownRow,
): readonly FeedRow[] {
  const { documents, moves, meta, facility, claims, due } = staging;
  flushLogs(writes, staging);
  for (const [key, value] of meta) writes.meta(key, value);
  if (facility) writes.facility(facility);
  const written =
    documents.size > 0 ? writeVersions({ writes, clock, known }, [...documents.values()]) : [];
  return placeAll({ reads, writes, now: clock.now() }, written, {
    claims,
    moves: [...moves.values()],
    settle: due,
  });
}

function writeVersions(
  { writes, clock, known }: Pick<TransactionDeps, 'writes' | 'clock'> & { known: KnownRow },
  documents: readonly Staged[],
): readonly Written[] {
  const entries = documents.reduce((sum, one) => sum + one.entries.length, 0);
  if (entries === 0) return [];
  const { first, epoch } = writes.draw(entries);
  const acceptedAt = instantAt(clock.now());
  let seq = first;
  return documents.map((staged) => {
    const last = seq + staged.entries.length - 1;
    const version: Version = {
      ...contentOf(staged),
      text: staged.text,
      rev: `${epoch}.${last}`,
      seq: last,
      acceptedAt,
    };
    const { no, prev, ...put } = writes.document(version, known(staged.collection, staged.id));
    let before = prev;
    for (const entry of staged.entries) {
      writes.history(version, { seq, prev: before }, entry);
      before = seq++;
    }
    return { ...contentOf(staged), ...put, no, seq: last, kind: staged.kind };
  });
}

function flushLogs(
  writes: Writes,
  { mutations, escrow, settled, lineages, returned, openings, wanted }: Staging,
): void {
  for (const opening of openings) writes.opening(opening);
  for (const seen of mutations.values()) writes.mutation(seen);
  for (const row of escrow.values()) writes.escrow(row);
  for (const one of settled) writes.settled(one.key, one.settled);
  for (const lineage of lineages.values()) writes.lineage(lineage);
  for (const more of returned) writes.returned(more);
  for (const one of wanted) writes.wanted(one);
}

function contentOf({
  collection,
  id,
  content,
}: Staged): Pick<Version, 'collection' | 'id' | 'content'> {
  return { collection, id, content };
}
