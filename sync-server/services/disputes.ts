import type { Dispute, Reading } from '#shared/domain/dispute.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { importedId, isUuid } from '#shared/domain/ids.ts';
import { isSame, readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { Clash } from '#shared/merge/land-entry.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import { subjectKey } from '#server/store/search-keys.ts';
import { followed } from './follow-person.ts';
import type { HistoryRow, LandedEntry, StoredDocument, StoreTx } from '#server/store/store.ts';

type Subject = Dispute['subject'];

/** A field that a mutation and the hospital's copy read differently. */
export interface OpenedClash {
  readonly clash: Clash;
  /** Who read it otherwise; without author and device it was the hospital's own import. */
  readonly entry: Pick<TrailEntry, 'id' | 'at'> & { readonly by: TrailEntry['by'] | null };
  readonly device: string | null;
}
export interface ConflictDeps {
  readonly tx: StoreTx;
  readonly subject: Subject;
  /** The hospital's copy before this row, and after it. */
  readonly before: StoredDocument | null;
  readonly content: JsonMap;
  /** What this row has landed so far; the history does not know it yet. */
  readonly landed: readonly LandedEntry[];
  readonly acceptedAt: string;
}

const MOST_OPEN = 500;
const HISTORY_LOOKED_AT = 500;
/** The key of a reading that no mutation made: it was there when the history begins. */
const FIRST_READING = 'hospital';

/** The open conflicts about one document, by pointer. */
async function openConflicts(
  tx: StoreTx,
  { collection, id }: Subject,
): Promise<ReadonlyMap<string, StoredDocument>> {
  const { documents } = await tx.find({
    collection: 'disputes',
    where: [
      { key: 'subject', anyOf: [subjectKey(collection, id)] },
      { key: 'status', anyOf: ['open'] },
      { key: 'kind', anyOf: ['conflict'] },
    ],
    limit: MOST_OPEN,
  });
  return new Map(documents.map((found) => [disputeOf(found).path ?? '', found]));
}

/** Keeps both readings of a clash until a person decides (M2): in the open dispute about the field, or in a new one. */
export async function openConflict(deps: ConflictDeps, opened: OpenedClash): Promise<void> {
  const { subject, acceptedAt } = deps;
  const { clash, entry, device } = opened;
  const open = (await openConflicts(deps.tx, subject)).get(clash.path);
  const mine: Reading = {
    ...(clash.mine === undefined ? {} : { value: clash.mine }),
    by: entry.by,
    device: device as Reading['device'],
    at: entry.at,
    acceptedAt,
    mutationId: entry.id,
  };
  if (open)
    return joinConflict(deps, open, { reading: mine, isStanding: clash.standing === 'mine' });
  const [masterKey, master] = await masterReading(deps, clash);
  const dispute: Dispute = {
    kind: 'conflict',
    subject,
    ...patientOf(subject, deps.content),
    openedAt: acceptedAt,
    path: clash.path,
    readings: { [masterKey]: master, [entry.id]: mine },
    standing: clash.standing === 'mine' ? entry.id : masterKey,
    status: 'open',
  };
  const id = importedId<string>('conflict', `${subject.id}${clash.path}`, entry.id);
  await writeDispute(deps.tx, id, { dispute, acceptedAt });
}

/** A value that came to stand in a disputed field without a clash is one more reading of it: nothing is hidden. */
export async function noteReadings(deps: ConflictDeps): Promise<void> {
  const last = deps.landed.at(-1);
  if (!last) return;
  for (const [path, open] of await openConflicts(deps.tx, deps.subject)) {
    const value = readAt(deps.content, path);
    const dispute = disputeOf(open);
    const standing = dispute.readings?.[dispute.standing ?? ''];
    if (standing && isSame(standing.value, value)) continue;
    await joinConflict(deps, open, {
      isStanding: true,
      reading: {
        ...(value === undefined ? {} : { value }),
        by: last.by as Reading['by'],
        device: last.device as Reading['device'],
        at: last.at,
        acceptedAt: deps.acceptedAt,
        mutationId: last.mutationId as Reading['mutationId'],
      },
    });
  }
}

/** A write that the hospital did not take comes back to its author, whole and with the reason (S4). Says by which dispute. */
export async function openRefusal(
  {
    tx,
    subject,
    content,
    acceptedAt,
  }: Pick<ConflictDeps, 'tx' | 'subject' | 'content' | 'acceptedAt'>,
  code: RefusalCode,
  { entry, key }: { readonly entry: TrailEntry | null; readonly key: string },
): Promise<string> {
  const id = refusalId(subject.id, key);
  const known = await tx.readDocument('disputes', id);
  if (known) {
    // The dispute has come back from before a restore and says what was decided of the write.
    const { settled } = disputeOf(known);
    if (settled?.decision === 'set-aside')
      tx.settleEscrow(key, { ...settled, reason: settled.reason ?? null });
    return id;
  }
  const dispute: Dispute = {
    kind: 'refused',
    subject,
    ...patientOf(subject, content, entry?.changes),
    openedAt: acceptedAt,
    code,
    status: 'open',
    ...(entry ? { author: entry.by, refused: { entry } } : { waitsAs: key }),
  };
  await writeDispute(tx, id, { dispute, acceptedAt });
  return id;
}

/** The dispute about a write that waits under `key`. */
export function refusalId(subjectId: string, key: string): string {
  return importedId<string>('refused', subjectId, key);
}

/** Whether a refused write has been settled; null where none was refused about this document. */
export async function refusalStatus(
  tx: StoreTx,
  subjectId: string,
  key: string,
): Promise<Dispute['status'] | null> {
  const found = await tx.readDocument('disputes', refusalId(subjectId, key));
  return found && disputeOf(found).status;
}

/** A refused write is settled: its author need not look after it any more, and reads who did and why. */
export async function closeRefusal(
  tx: StoreTx,
  subjectId: string,
  {
    key,
    acceptedAt,
    settled,
  }: {
    readonly key: string;
    readonly acceptedAt: string;
    readonly settled?: NonNullable<Dispute['settled']>;
  },
): Promise<void> {
  const id = refusalId(subjectId, key);
  const found = await tx.readDocument('disputes', id);
  if (!found || (disputeOf(found).status !== 'open' && !settled)) return;
  const before = disputeOf(found);
  const dispute: Dispute = { ...before, status: 'dismissed', ...(settled ? { settled } : {}) };
  const changes = changesBetween('disputes', before as unknown as JsonMap, dispute as never);
  await writeDispute(tx, id, { dispute, acceptedAt, changes, by: settled?.by ?? null });
}

/** What was decided of a refused write could not be done again: it waits for a person as before. */
export async function openAgain(
  tx: StoreTx,
  found: StoredDocument,
  { acceptedAt }: { readonly acceptedAt: string },
): Promise<void> {
  const { settled: _, ...before } = disputeOf(found);
  const dispute: Dispute = { ...before, status: 'open' };
  const changes = changesBetween('disputes', found.content, dispute as never);
  await writeDispute(tx, found.id, { dispute, acceptedAt, changes });
}

/** Writes a dispute in the hospital's own name, or in that of who settled it. */
async function writeDispute(
  tx: StoreTx,
  id: string,
  {
    dispute,
    acceptedAt,
    changes = [],
    by = null,
  }: {
    readonly dispute: Dispute;
    readonly acceptedAt: string;
    readonly changes?: readonly Change[];
    readonly by?: string | null;
  },
): Promise<void> {
  const content = dispute as unknown as JsonMap;
  tx.put({
    collection: 'disputes',
    id,
    kind: 'put',
    content: await followed(tx, { collection: 'disputes', id, content }),
    entries: [{ mutationId: null, by, device: null, at: acceptedAt, action: null, changes }],
  });
}

/** A stored dispute by its type. */
function disputeOf({ content }: Pick<StoredDocument, 'content'>): Dispute {
  return content as unknown as Dispute;
}

async function joinConflict(
  { tx, acceptedAt }: ConflictDeps,
  open: StoredDocument,
  { reading, isStanding }: { readonly reading: Reading; readonly isStanding: boolean },
): Promise<void> {
  const dispute = disputeOf(open);
  const readings = dispute.readings ?? {};
  const alike = Object.entries(readings).find(([, one]) => isSame(one.value, reading.value))?.[0];
  const key = alike ?? reading.mutationId ?? FIRST_READING;
  const standing = isStanding ? key : dispute.standing;
  if (alike && standing === dispute.standing) return;
  const next: Dispute = {
    ...dispute,
    readings: alike ? readings : { ...readings, [key]: reading },
    ...(standing ? { standing } : {}),
  };
  await writeDispute(tx, open.id, { dispute: next, acceptedAt });
}

/** Who wrote what the hospital's copy says: the latest mutation that touched the field. */
async function masterReading(
  deps: ConflictDeps,
  { path, master }: Clash,
): Promise<readonly [string, Reading]> {
  const value = master === undefined ? {} : { value: master as Json };
  const here = deps.landed.findLast(({ changes }) => touches(changes, path));
  const row: LandedEntry | HistoryRow | undefined = here ?? (await writerOf(deps, path));
  const mutationId = (row?.mutationId ?? null) as Reading['mutationId'];
  return [
    mutationId ?? FIRST_READING,
    {
      ...value,
      by: (row?.by ?? null) as Reading['by'],
      device: (row?.device ?? null) as Reading['device'],
      at: row?.at ?? null,
      acceptedAt: acceptedAtOf(deps, row),
      mutationId,
    },
  ];
}

/** What this transaction has landed is accepted with it; what the history does not know came with the version. */
function acceptedAtOf(deps: ConflictDeps, row: LandedEntry | HistoryRow | undefined): string {
  if (row) return 'acceptedAt' in row ? row.acceptedAt : deps.acceptedAt;
  return deps.before?.acceptedAt || deps.acceptedAt;
}

async function writerOf(
  { tx, subject: { collection, id } }: ConflictDeps,
  path: string,
): Promise<HistoryRow | undefined> {
  const history = await tx.readHistory({ collection, id, limit: HISTORY_LOOKED_AT });
  return history.find(({ changes }) => touches(changes, path));
}

function touches(changes: readonly Change[], path: string): boolean {
  return changes.some((one) => one.path === path || path.startsWith(`${one.path}/`));
}

function patientOf(
  { collection, id }: Subject,
  content: JsonMap,
  changes: readonly Change[] = [],
): Pick<Dispute, 'patientId'> {
  const named = content['patientId'] ?? changes.find(({ path }) => path === '/patientId')?.after;
  const patientId = collection === 'patients' ? id : named;
  return isUuid(patientId) ? { patientId: patientId as Dispute['patientId'] & string } : {};
}
