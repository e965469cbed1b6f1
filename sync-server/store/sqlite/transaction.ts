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
import type { FeedKind, StoreTx } from '#server/store/store.ts';
import { tombstoneText } from '#server/store/wire-text.ts';
import type { ImportsTx } from '#server/store/imports.ts';
import type { FeedRow } from './commit-log.ts';
import type { FeedReads } from './feed-reads.ts';
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
    moveInFeed: (collection, id, kind) => {
      const key = documentKey(collection, id);
      staging = { ...staging, moves: withEntry(staging.moves, key, { collection, id, kind }) };
    },
    number: async () => {
      fed = [...fed, ...flush(deps, staging)];
      staging = NOTHING_STAGED;
    },
    fed: () => fed,
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
  const { documents, moves, meta, facility } = staging;
  flushLogs(writes, staging);
  for (const [key, value] of meta) writes.meta(key, value);
  if (facility) writes.facility(facility);
  const entries = [...documents.values()].reduce((sum, one) => sum + one.entries.length, 0);
  if (entries + moves.size === 0) return [];

  const { first, epoch } = writes.draw(entries + moves.size);
  const acceptedAt = instantAt(clock.now());
  const fed: FeedRow[] = [];
  let seq = first;
  const feed = (row: FeedRow, no: number, kind: FeedKind): void => {
    writes.feed(row.collection, no, row.seq, kind);
    fed.push(row);
  };
  for (const staged of documents.values()) {
    const last = seq + staged.entries.length - 1;
    const rev = `${epoch}.${last}`;
    const version: Version = { ...contentOf(staged), rev, seq: last, acceptedAt };
    const { no, wire } = writes.document(version);
    for (const entry of staged.entries) writes.history(version, seq++, entry);
    const { collection, id, kind } = staged;
    if (kind === 'none') continue;
    const told = kind === 'put' ? wire : tombstoneText(collection, id, rev);
    feed({ collection, id, seq: last, wire: told }, no, kind);
  }
  for (const { collection, id, kind } of moves.values()) {
    const no = writes.numberOf(collection, id);
    if (no === undefined) continue;
    const wire =
      kind === 'enter' ? reads.wire(no) : tombstoneText(collection, id, `${epoch}.${seq}`);
    feed({ collection, id, seq, wire }, no, kind);
    seq += 1;
  }
  return fed;
}

function flushLogs(
  writes: Writes,
  { mutations, escrow, settled, lineages, returned }: Staging,
): void {
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
