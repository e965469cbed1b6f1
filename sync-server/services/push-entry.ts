import type { CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { isStillReadable, parseContent } from '#shared/domain/parse-content.ts';
import { isPairOf, isSameDecision, type Pair, type PairDecision } from '#shared/domain/pair.ts';
import type { Person } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { landEntry, type Landed } from '#shared/merge/land-entry.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import type { StoredLease } from '#server/store/devices.ts';
import type { StoreTx } from '#server/store/store.ts';
import { decide, type Decided } from './disputes-decide.ts';
import { survivorOf } from './follow-person.ts';
import { authorOf } from './lease.ts';

/** One entry that the hospital takes: the version that it makes, and what it left to people. */
export interface Taken extends Landed {
  /** The content as JSON, where it was made to be measured. */
  readonly text?: string;
  readonly decided: Decided | null;
}
export interface EntryDeps {
  readonly tx: StoreTx;
  readonly collection: CollectionName;
  /** Everybody who has signed in on the device that sends, and the roles it knew of them (S9). */
  readonly people: readonly Person[];
  readonly leases: readonly StoredLease[];
  readonly acceptedAt: string;
  /** Of the document that the entry is about. */
  readonly id: string;
}

/** Whether its author may have written an entry (S9): known on the device, active, and with roles that cover every path. */
export function judgeAuthor(
  { collection, people, leases, acceptedAt }: Omit<EntryDeps, 'tx' | 'id'>,
  entry: TrailEntry,
): Result<Person, 'unknown-author' | 'not-allowed'> {
  const known = people.find(({ id, isActive }) => id === entry.by && isActive);
  if (!known) return err('unknown-author');
  const person = authorOf(known, entry, leases, acceptedAt);
  const isAllowed = entry.changes.every(({ path }) => mayWrite(person.roles, collection, path));
  return isAllowed ? ok(person) : err('not-allowed');
}

/** Whether an entry is taken (S5, S9): its author is known on the device, the roles cover every path, it lands, and makes a content that can be read. */
export async function takeEntry(
  deps: EntryDeps,
  master: JsonMap | null,
  entry: TrailEntry,
): Promise<Result<Taken, RefusalCode>> {
  const { collection } = deps;
  const judged = judgeAuthor(deps, entry);
  if (!judged.ok) return judged;
  const person = judged.value;
  const known = collection === 'pairs' ? agreeing(master, entry) : entry;
  const landed = landEntry(collection, master ?? {}, await knowingMerges(deps, master, known));
  if (!landed.ok) return err(landed.error.kind);
  if (collection === 'disputes')
    return takeDecision(deps, { person, entry, master, landed: landed.value });
  const { content } = landed.value;
  const isReadable = master
    ? isStillReadable(collection, master, content)
    : parseContent(collection, content).ok;
  if (!isReadable) return err('not-readable');
  if (collection === 'pairs' && !isPairOf(deps.id, content)) return err('not-readable');
  const text = JSON.stringify(content);
  if (text.length > LIMITS.documentBytes) return err('too-large');
  return ok({ ...landed.value, text, decided: null });
}

/** Two people who decide alike about two records agree, whoever was first (M14). */
function agreeing(master: JsonMap | null, entry: TrailEntry): TrailEntry {
  const { decision } = (master ?? {}) as unknown as Partial<Pair>;
  const changes = entry.changes.filter(
    ({ path, after }) =>
      path !== '/decision' || !isSameDecision(after as unknown as PairDecision, decision),
  );
  return { ...entry, changes };
}

/** Who says whose a document is, and did not know yet that the record was merged, means the survivor's (M12). */
async function knowingMerges(
  { tx }: EntryDeps,
  master: JsonMap | null,
  entry: TrailEntry,
): Promise<TrailEntry> {
  const now = master?.['patientId'];
  const said = entry.changes.find(({ path }) => path === '/patientId')?.before;
  if (typeof said !== 'string' || typeof now !== 'string' || said === now) return entry;
  if ((await survivorOf(tx, said)) !== now) return entry;
  const changes = entry.changes.map((change) =>
    change.path === '/patientId' ? { ...change, before: now } : change,
  );
  return { ...entry, changes };
}

/** A write on a dispute is a decision or a dismissal, never a new dispute. */
async function takeDecision(
  { tx }: EntryDeps,
  {
    person,
    entry,
    master,
    landed,
  }: {
    readonly person: Person;
    readonly entry: TrailEntry;
    readonly master: JsonMap | null;
    readonly landed: Landed;
  },
): Promise<Result<Taken, RefusalCode>> {
  if (!master) return err('server-only');
  if (!parseContent('disputes', landed.content).ok) return err('not-readable');
  const decided = await decide({ tx, person, entry }, master as unknown as Dispute, landed);
  if (!decided.ok) return err(decided.error.kind);
  const { content } = decided.value;
  const changes = changesBetween('disputes', master, content);
  return ok({ content, changes, clashes: [], decided: decided.value });
}
