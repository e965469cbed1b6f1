import { instantAt, type Clock } from '#shared/lib/clock.ts';
import {
  documentKey,
  NOTHING_STAGED,
  overlaid,
  stagedDocument,
  stagedHistory,
  stagedMutations,
  withDocument,
  withEntry,
  type StagedDocument,
  type Staging,
} from '#server/store/staging.ts';
import type { StoreTx } from '#server/store/store.ts';
import type { ImportsTx } from '#server/store/imports.ts';
import type { FeedRow } from './commit-log.ts';
import type { FeedReads } from './feed-reads.ts';
import { placeAll, type Written } from './placing.ts';
import type { Reads } from './reads.ts';
import type { Version } from './version.ts';
import type { Writes } from './writes.ts';

export interface TransactionDeps {
  readonly reads: Reads;
  readonly feed: FeedReads;
  readonly writes: Writes;
  readonly imports: ImportsTx;
  readonly clock: Clock;
}
/** A transaction, and what it added to the feed once it has been numbered. */
export interface SqliteTx extends StoreTx {
  readonly fed: () => readonly FeedRow[];
}

/** Stages in memory and writes all of it at once when the numbers are drawn: a row that fails leaves nothing behind. */
export function createTx(deps: TransactionDeps): SqliteTx {
  const { reads, feed, writes, imports } = deps;
  let staging: Staging = NOTHING_STAGED;
  let fed: readonly FeedRow[] = [];
  return {
    readFacility: async () => {
      const row = reads.facility();
      return { ...row, facility: staging.facility ?? row.facility };
    },
    readDocument: async (collection, id) =>
      stagedDocument(staging, documentKey(collection, id)) ?? reads.document(collection, id),
    find: async (query) => {
      const { documents, next } = reads.find(query);
      return { documents: overlaid(staging, query, documents), next };
    },
    readMeta: async (key) => staging.meta.get(key) ?? reads.meta(key),
    knownMutations: async (ids) => [...stagedMutations(staging, ids), ...reads.mutations(ids)],
    readHistory: async (query) => [
      ...stagedHistory(staging, query, instantAt(deps.clock.now())),
      ...reads.history(query),
    ],
    readWire: async (...key) => feed.wire(...key),
    savepoint: async (work) => {
      const before = staging;
      try {
        return await work();
      } catch (cause) {
        staging = before;
        throw cause;
      }
    },
    imports,
    ...restoreSide(
      reads,
      () => staging,
      (more) => (staging = { ...staging, ...more }),
    ),
    ...placeSide(
      () => staging,
      (more) => (staging = { ...staging, ...more }),
    ),
    put: (staged) => void (staging = withDocument(staging, staged)),
    rememberMutation: (seen) => {
      staging = { ...staging, mutations: withEntry(staging.mutations, seen.id, seen) };
    },
    keepInEscrow: (row) => {
      staging = { ...staging, escrow: withEntry(staging.escrow, row.key, row) };
    },
    reserveMrns: async (count) => writes.reserveMrns(count),
    writeFacility: (facility) => void (staging = { ...staging, facility }),
    writeMeta: (key, value) => {
      staging = { ...staging, meta: withEntry(staging.meta, key, value) };
    },
    number: async () => {
      fed = [...fed, ...flush(deps, staging)];
      staging = NOTHING_STAGED;
    },
    fed: () => fed,
  };
}

/** Who comes and goes where. */
function placeSide(
  staged: () => Staging,
  stage: (more: Partial<Staging>) => void,
): Pick<StoreTx, 'claim' | 'keepOpening' | 'settle' | 'moveInFeed'> {
  return {
    keepOpening: (opening) => stage({ openings: [...staged().openings, opening] }),
    claim: (claim) => stage({ claims: [...staged().claims, claim] }),
    settle: (target) => stage({ due: [...staged().due, target] }),
    moveInFeed: (collection, id, kind) => {
      const key = documentKey(collection, id);
      stage({ moves: withEntry(staged().moves, key, { collection, id, kind }) });
    },
  };
}

/** What came back after a restore is staged like everything else. */
function restoreSide(
  reads: Reads,
  staged: () => Staging,
  stage: (more: Partial<Staging>) => void,
): Pick<
  StoreTx,
  'listPastEpochs' | 'readLineage' | 'writeLineage' | 'addReturned' | 'dropFromEscrow'
> {
  return {
    listPastEpochs: async () => reads.pastEpochs(),
    readLineage: async (epoch, ...key) =>
      staged().lineages.get(`${epoch}/${documentKey(...key)}`) ?? reads.lineage(epoch, ...key),
    writeLineage: (lineage) => {
      const key = `${lineage.epoch}/${documentKey(lineage.collection, lineage.id)}`;
      stage({ lineages: withEntry(staged().lineages, key, lineage) });
    },
    dropFromEscrow: (key) => stage({ settled: [...staged().settled, key] }),
    addReturned: (more) => stage({ returned: [...staged().returned, more] }),
  };
}

function flush({ reads, writes, clock }: TransactionDeps, staging: Staging): readonly FeedRow[] {
  const { documents, moves, meta, facility, claims, due } = staging;
  flushLogs(writes, staging);
  for (const [key, value] of meta) writes.meta(key, value);
  if (facility) writes.facility(facility);
  const written =
    documents.size > 0 ? writeVersions({ writes, clock }, [...documents.values()]) : [];
  return placeAll({ reads, writes, now: clock.now() }, written, {
    claims,
    moves: [...moves.values()],
    settle: due,
  });
}

function writeVersions(
  { writes, clock }: Pick<TransactionDeps, 'writes' | 'clock'>,
  documents: readonly StagedDocument[],
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
      rev: `${epoch}.${last}`,
      seq: last,
      acceptedAt,
    };
    const { no, wire, patient } = writes.document(version);
    for (const entry of staged.entries) writes.history(version, seq++, entry);
    return { ...contentOf(staged), no, patient, seq: last, wire, kind: staged.kind };
  });
}

function flushLogs(
  writes: Writes,
  { mutations, escrow, settled, lineages, returned, openings }: Staging,
): void {
  for (const opening of openings) writes.opening(opening);
  for (const seen of mutations.values()) writes.mutation(seen);
  for (const row of escrow.values()) writes.escrow(row);
  for (const key of settled) writes.settled(key);
  for (const lineage of lineages.values()) writes.lineage(lineage);
  for (const more of returned) writes.returned(more);
}

function contentOf({
  collection,
  id,
  content,
}: StagedDocument): Pick<Version, 'collection' | 'id' | 'content'> {
  return { collection, id, content };
}
