import type { CollectionName } from '#shared/domain/collections.ts';
import type { Action, Change } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { AccountsStore } from './accounts.ts';
import type { BlobsStore } from './blobs.ts';
import type { Claim } from './claims.ts';
import type { ImportsTx } from './imports.ts';
import type { ContactsStore } from './contacts.ts';
import type { DevicesStore } from './devices.ts';
import type { EndsStore, EndsTx } from './ends.ts';
import type { FileJobsReads, FileJobsTx } from './file-jobs.ts';
import type { EscrowReads, EscrowTx } from './escrow.ts';
import type { FeedsStore } from './feeds.ts';
import type { JobsStore, JobsTx } from './jobs.ts';
import type { Opening } from './openings.ts';
import type { PushDevicesStore, PushDevicesTx } from './push-devices.ts';
import type { PhotosStore } from './photos.ts';
import type { DeviceReturn, EndedEpoch, Lineage } from './restores.ts';
import type { HoldingsReads } from './holdings.ts';

/** The hospital's copy of one document, as services read it. */
export interface StoredDocument {
  readonly collection: CollectionName;
  readonly id: string;
  /** `<epoch>.<sequence>` of the write that made this version. */
  readonly rev: string;
  readonly seq: number;
  readonly content: JsonMap;
  /** When this version was accepted, ISO. */
  readonly acceptedAt: string;
}

/** The facility's one row: who it is, the generation of its copy, the sequence of its latest accepted write (S2). */
export interface FacilityRow {
  /** Null in an empty hospital. */
  readonly facility: Facility | null;
  readonly epoch: string;
  readonly head: number;
}

/**
 * One condition over the search keys of a document (`search-keys.ts`); a key with several values meets it if one value does.
 * `acceptedAt` is a key of every document: when the hospital took this version, as a range.
 * `from` is included, `until` is not; both compare as text.
 */
export type Condition =
  | { readonly key: string; readonly anyOf: readonly string[] }
  | { readonly key: string; readonly prefix: string }
  | { readonly key: string; readonly from?: string; readonly until?: string };

/** A search in one collection: all conditions hold; put the narrowest first, it leads. Pages follow the order in which documents first arrived, which never changes. */
export interface Find {
  readonly collection: CollectionName;
  readonly where?: readonly Condition[];
  /** `next` of the page before. */
  readonly after?: number;
  readonly limit: number;
}
export interface Found {
  readonly documents: readonly StoredDocument[];
  /** Null at the end. */
  readonly next: number | null;
  /** For each document the `after` that goes on right behind it; outside transactions only. */
  readonly afters?: readonly number[];
}

/** What a scope's feed says of a document: its latest version, that it came or went with time, that it is gone. */
export type FeedKind = 'put' | 'enter' | 'leave' | 'delete';

/** One page of a scope's feed as JSON, never parsed on the way out. */
export interface FeedPage {
  /** Wire documents joined with commas, without brackets, as UTF-8. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Sequence of the last row; `after` of the question where there is none. */
  readonly last: number;
  readonly isEnd: boolean;
  /** True if anything that left lies between the question's `after` and `last`, told to this reader or not: others see another page. */
  readonly hasLeaves: boolean;
}

/** One page of the directory. */
export interface DirectoryPage extends Pick<FeedPage, 'rows' | 'last' | 'isEnd'> {
  /** Rows joined with commas, as JSON text. */
  readonly json: string;
}

/** One accepted mutation. `by` is null where the hospital itself wrote. */
export interface HistoryRow {
  readonly seq: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly mutationId: string | null;
  readonly by: string | null;
  readonly device: string | null;
  readonly at: string;
  readonly acceptedAt: string;
  readonly action: Action | null;
  readonly changes: readonly Change[];
}
/** Newest first: everything about a patient (own document, appointments, encounters), or one document. */
export type HistoryQuery = (
  | { readonly patientId: string }
  | { readonly collection: CollectionName; readonly id: string }
) & { readonly before?: number; readonly limit: number };

/** What became of a mutation that the hospital has seen before (S1). */
export interface KnownMutation {
  readonly id: string;
  readonly hash: string;
  /** Null where it was accepted. */
  readonly refusal: RefusalCode | null;
}
/** A mutation as it is remembered, with the device that sent it. */
export interface SeenMutation extends KnownMutation {
  readonly device: string;
  /** Its number on that device, where it was made there. */
  readonly n?: number | null;
}

/** One landed mutation beside the version that it made; one history row. Without author, mutation and device the hospital wrote. */
export interface LandedEntry {
  readonly mutationId: string | null;
  readonly by: string | null;
  /** The device that sent it. */
  readonly device: string | null;
  /** Recorded time. */
  readonly at: string;
  readonly action: Action | null;
  readonly changes: readonly Change[];
}

/** A new version of a document, before it has a number. */
export interface Staged {
  readonly collection: CollectionName;
  readonly id: string;
  readonly content: JsonMap;
  /** The content as JSON, where somebody has made it. */
  readonly text?: string | undefined;
  /** What the facility's scope is told: `put`, or `leave` for a document outside the window of time that devices hold, `none` where they never held it. */
  readonly kind: 'put' | 'leave' | 'none';
  /** At least one: each is one history row and draws one number. */
  readonly entries: readonly LandedEntry[];
}

/** A document for an import or the demo hospital. */
export interface BulkRow {
  readonly collection: CollectionName;
  readonly id: string;
  readonly content: JsonMap;
}
export interface BulkOptions {
  /** Name of the action in the history: `import`, `demo`. */
  readonly action: string;
  readonly at: string;
  /** What happens to a document that is there already with other content. */
  readonly onExisting: 'keep' | 'replace';
  /** True for documents inside the window of time that devices hold; the others get no feed row. */
  readonly isInWindow: (row: BulkRow) => boolean;
}
export interface BulkOutcome {
  readonly added: number;
  readonly replaced: number;
  /** There already, alike or kept. */
  readonly kept: number;
}

/** What one commit added to a scope's feed; published after the commit and in its order (S8). */
export interface CommittedChange {
  readonly collection: CollectionName;
  readonly scope: Scope;
  /** The collection's last sequence in the scope before, and after. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Some of them left the scope: whoever holds others besides has to ask whether they hold them still. */
  readonly hasLeaves: boolean;
  /** Wire documents joined with commas; null where they are too many to send, so that readers pull. */
  readonly json: string | null;
}

/** Reads. Inside a transaction they see what it has staged. */
export interface StoreReads {
  readFacility(): Promise<FacilityRow>;
  readDocument(collection: CollectionName, id: string): Promise<StoredDocument | null>;
  find(query: Find): Promise<Found>;
  readMeta(key: string): Promise<string | null>;
  /** The generations of this copy that a restore has ended, the oldest first. */
  listPastEpochs(): Promise<readonly EndedEpoch[]>;
  readHistory(query: HistoryQuery): Promise<readonly HistoryRow[]>;
  /** A document as somebody sees it who holds these scopes, as JSON text: bare where it lies outside; null where the hospital has none. Staged versions are not in it. */
  readWire(
    collection: CollectionName,
    id: string,
    scopes: readonly Scope[],
  ): Promise<string | null>;
}

/** One write transaction. Everything staged is written, numbered and committed together, or not at all (S2, S8). */
export interface StoreTx extends StoreReads, EscrowTx, EndsTx, JobsTx, PushDevicesTx, FileJobsTx {
  /** Runs `work`; if it throws, what it staged is dropped and the rest of the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /** Stages a version; a second one of the same document in the transaction follows the first. */
  put(staged: Staged): void;
  /** What sources of imports said before. */
  readonly imports: ImportsTx;
  knownMutations(ids: readonly string[]): Promise<readonly KnownMutation[]>;
  rememberMutation(seen: SeenMutation): void;
  /** What came back of a document of a lost generation so far (S11). */
  readLineage(epoch: string, collection: CollectionName, id: string): Promise<Lineage | null>;
  writeLineage(lineage: Lineage): void;
  /** Adds to what a device has brought back since the last restore. */
  addReturned(more: DeviceReturn): void;
  /** The first of `count` numbers that nobody was given before. */
  reserveMrns(count: number): Promise<number>;
  writeFacility(facility: Facility): void;
  writeMeta(key: string, value: string): void;
  /** Says that a target (`claims.ts`) lies in a scope, whatever documents say; a claim that is there is made longer. */
  claim(claim: Claim): void;
  /** Writes down who opened what outside the places of their device. */
  keepOpening(opening: Opening): void;
  /** Moves the documents of a target to where its claims say now. */
  settle(target: string): void;
  /** Tells its scopes that a document came or went with time alone: no new version, no history. */
  moveInFeed(collection: CollectionName, id: string, kind: 'enter' | 'leave'): void;
  /** Writes what is staged under fresh numbers, drawn last thing of all (S2). A transaction that does not ask is numbered at its end. */
  number(): Promise<void>;
}

export interface Store extends StoreReads, HoldingsReads, EscrowReads, EndsStore, FileJobsReads {
  readonly accounts: AccountsStore;
  readonly devices: DevicesStore;
  readonly contacts: ContactsStore;
  readonly photos: PhotosStore;
  readonly blobs: BlobsStore;
  readonly jobs: JobsStore;
  readonly feeds: FeedsStore;
  readonly pushDevices: PushDevicesStore;
  /**
   * Resolves after the commit is on disk (S8); several transactions may share one commit. Rejects if `work` threw; nothing of it
   * stays. `work` has the writer for itself: it must not wait for another write, nor for anything outside.
   */
  transaction<T>(work: (tx: StoreTx) => Promise<T>): Promise<T>;
  /** Writes documents that nobody edits meanwhile: one call is one transaction; callers hand in a few thousand rows at a time. */
  bulkWrite(rows: readonly BulkRow[], options: BulkOptions): Promise<BulkOutcome>;
  count(collection: CollectionName, where?: readonly Condition[]): Promise<number>;
  /** One page of a scope's feed, in order of sequence (S6). */
  readFeed(question: FeedQuestion): Promise<FeedPage>;
  /** What a reader has to forget who lost the scope, as tombstones: all that ever lay in it, but for what `held` scopes hold. */
  readLost(question: FeedQuestion): Promise<FeedPage>;
  /** The next rows of the directory, slim and as JSON text, in order of the hospital's feed. */
  readDirectory(after: number, limit: number): Promise<DirectoryPage>;
  /** Who opened what since, the latest first. */
  listOpenings(since: string, limit: number): Promise<readonly Opening[]>;
  /** Targets whose claims have begun or ended with time, at most `limit` of them. */
  findDue(now: number, limit: number): Promise<readonly string[]>;
  /** Documents whose place in the feed does not fit the window any more, at most `limit` of them. */
  findMisplaced(window: FeedWindow, limit: number): Promise<readonly Misplaced[]>;
  /** What each device has brought back since the last restore. */
  listReturned(): Promise<readonly DeviceReturn[]>;
  databaseBytes(): Promise<number>;
  /** Writes that wait for their turn. */
  queueLength(): number;
  /** Called after each commit, in commit order; returns the way to stop. */
  onCommit(listener: (changes: readonly CommittedChange[]) => void): () => void;
  /** Looks whether another process (an import) wrote into the same copy, and tells listeners; called twice a second. */
  lookForOthers(): Promise<void>;
  /** Reads everything, and names the documents and lines of history that are not what was written. Takes as long as the copy is large. */
  scrub(): Promise<Scrubbed>;
  /** Copies the whole database into a new file while everybody works on; a hospital that goes on from the copy begins a new epoch. */
  backup(toFile: string): Promise<void>;
  close(): Promise<void>;
}

export interface FeedQuestion {
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly after: number;
  readonly limit: number;
  /** Other scopes of the reader: what lies in one of them does not leave. */
  readonly held: readonly Scope[];
}

/** The span of time that devices hold: days of appointments (both included), instant of the oldest end of an encounter. */
export interface FeedWindow {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly oldestEnd: string;
}
export interface Misplaced {
  readonly collection: CollectionName;
  readonly id: string;
  readonly kind: 'enter' | 'leave';
}

/** A row whose content is not what it was written with. */
export interface DamagedRow {
  readonly table:
    | 'document'
    | 'history'
    | 'mutation'
    | 'escrow'
    | 'opening'
    | 'claim'
    | 'feed'
    | 'member'
    | 'blob';
  /** By what it can be found. */
  readonly row: string;
}
export interface Scrubbed {
  readonly rows: number;
  readonly damaged: readonly DamagedRow[];
  /** What is wrong with pages, indexes and references, in the store's own words; null where nothing is. */
  readonly structure: string | null;
}

/** Why a store does not open or write, each answered in one sentence by `main`. */
export type StoreErrorKind =
  | 'newer-database'
  | 'not-a-database'
  | 'damaged'
  | 'read-only'
  | 'missing-folder'
  | 'disk-full'
  | 'in-use';

/** Thrown where the store itself cannot go on; services let it pass, the routes answer 507 or 503. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;
  constructor(kind: StoreErrorKind, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StoreError';
    this.kind = kind;
  }
}
