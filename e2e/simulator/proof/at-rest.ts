import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import { importedId } from '#shared/domain/ids.ts';
import { isSame, readAt, writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { Disk } from '#e2e/simulator/device/disk.ts';
import { checkBookings, checkBeds } from './clashes.ts';
import type { FeedLine } from './follow-feed.ts';
import type { HistoryLine, HospitalView, Master } from './hospital-view.ts';
import { checkNothingLost, checkReturned } from './lost-updates.ts';
import type { Oracle } from './oracle.ts';

export interface AtRest {
  readonly oracle: Oracle;
  readonly hospital: HospitalView;
  readonly disks: readonly Disk[];
  /** Documents of which a row was made that no hospital can read. */
  readonly poisoned: readonly string[];
}

/** Everything that must be true once all lines are up and nobody writes. */
export function checkAtRest(rest: AtRest): void {
  const masters = rest.hospital.documents();
  const history = rest.hospital.history();
  checkConvergence(rest, masters);
  checkSaved(rest, masters);
  checkDecided(rest, masters);
  checkHistory(rest, masters, history);
  checkNothingLost(rest, masters, history);
  checkReturned(rest, masters, history);
  checkBookings(rest.oracle, masters);
  checkBeds(rest.oracle, masters);
  checkGrowth(rest, masters);
}

/** Every device holds what the feed names, at its version, and nothing else. */
function checkConvergence(rest: AtRest, masters: readonly Master[]): void {
  const contents = new Map(masters.map((one) => [`${one.collection}/${one.id}`, one.content]));
  for (const collection of COLLECTIONS) {
    const feed = rest.hospital.feed(collection);
    for (const slot of rest.disks.keys()) checkTable(rest, slot, { collection, feed, contents });
  }
}

interface Expected {
  readonly collection: CollectionName;
  readonly feed: ReadonlyMap<string, FeedLine>;
  readonly contents: ReadonlyMap<string, JsonMap>;
}

function checkTable({ oracle, disks }: AtRest, slot: number, expected: Expected): void {
  const { collection, feed, contents } = expected;
  const rows: Disk['tables'][CollectionName]['rows'] =
    disks[slot]?.tables[collection].rows ?? new Map();
  for (const { id, rev, isHeld } of feed.values()) {
    const row = rows.get(id);
    const where = `device ${slot}: ${collection}/${id}`;
    const held = row && !row.isDeleted ? row.doc : null;
    if (!isHeld && held) oracle.report('no-resurrection', `${where} left, and is here`);
    if (!isHeld) continue;
    if (held?.rev !== rev)
      oracle.report('convergence', `${where} is ${held?.rev ?? 'not here'}, not ${rev}`);
    else if (!isSame(held.content as JsonMap, contents.get(`${collection}/${id}`)))
      oracle.report('convergence', `${where} says something else at ${rev}`);
  }
  for (const [id, row] of rows)
    if (!row.isDeleted && !feed.has(id))
      oracle.report('no-resurrection', `device ${slot}: ${collection}/${id} is nowhere else`);
}

/** What a device called saved is in the hospital, or came back to its author. */
function checkSaved({ oracle, hospital }: AtRest, masters: readonly Master[]): void {
  const mutations = hospital.mutations();
  const escrow = hospital.escrow();
  const disputes = new Set(
    masters.flatMap((one) => (one.collection === 'disputes' ? [one.id] : [])),
  );
  for (const [id, { collection, id: subject, entry }] of oracle.saved) {
    const known = mutations.get(id);
    if (!known) {
      // A good change behind one that nobody can read is kept with it, as one row.
      if (!oracle.excused.has(id) && !oracle.hasTaken(id))
        oracle.report(
          'durability',
          `${entry.action.name} ${id} on ${collection}/${subject} is lost`,
        );
      continue;
    }
    if (known.refusal === null) continue;
    const key = `${id}/${known.hash}`;
    if (!escrow.has(key)) oracle.report('refusal-comes-back', `${id} was refused and not kept`);
    if (!disputes.has(importedId('refused', subject, key)))
      oracle.report(
        'refusal-comes-back',
        `${id} was refused (${known.refusal}) and nobody is told`,
      );
  }
}

/** What a person has decided of a kept write is what its author is told, and the other way round, whatever a restore has taken. */
function checkDecided({ oracle, hospital }: AtRest, masters: readonly Master[]): void {
  const disputes = new Map(
    masters.flatMap(({ collection, id, content }) =>
      collection === 'disputes' ? [[id, content as unknown as Dispute]] : [],
    ),
  );
  for (const [key, { row, decision, by }] of hospital.escrow()) {
    const { id } = JSON.parse(row) as { readonly id?: unknown };
    const dispute = disputes.get(importedId('refused', String(id), key));
    if (!dispute) continue;
    const told = dispute.settled?.decision ?? null;
    // One that came again and could land was decided by nobody; an author who sets their own aside need not be told.
    const isOwn = by !== null && by === dispute.author && dispute.status === 'dismissed';
    const isUntold = decision === 'landed' || (isOwn && decision === 'set-aside');
    if (told !== decision && !(told === null && isUntold))
      oracle.report('refusal-comes-back', `${key} is ${decision}, its author hears ${told}`);
  }
}

/** Numbers without a hole, each mutation once, and a history that explains every document. */
function checkHistory(
  { oracle, hospital }: AtRest,
  masters: readonly Master[],
  history: readonly HistoryLine[],
): void {
  const { head, moved } = hospital.counts();
  const silent = head - history.length;
  if (silent !== moved)
    oracle.report('sequence', `${silent} numbers of ${head} are nobody's, ${moved} moved`);
  const seen = new Set<string>();
  // What came back after a restore may only tell who wrote what stands there already.
  const returned = hospital.returned();
  const isReplayed = (key: string): boolean => !key.startsWith('disputes/') && !returned.has(key);
  const replayed = new Map<string, JsonMap>();
  for (const { seq, collection, id, mutationId, changes } of history) {
    const key = `${collection}/${id}`;
    if (mutationId !== null && seen.has(`${mutationId} ${key}`))
      oracle.report('exactly-once', `${mutationId} landed twice on ${key}`);
    seen.add(`${mutationId ?? seq} ${key}`);
    let content = replayed.get(key) ?? {};
    for (const { path, before, after } of changes) {
      if (isReplayed(key) && !isSame(readAt(content, path), before))
        oracle.report('no-lost-update', `${key} ${path} was not what line ${seq} found`);
      content = writeAt(content, path, after);
    }
    replayed.set(key, content);
  }
  for (const { collection, id, content } of masters)
    if (isReplayed(`${collection}/${id}`) && !isSame(replayed.get(`${collection}/${id}`), content))
      oracle.report('no-lost-update', `the history does not explain ${collection}/${id}`);
}

/** Nothing grows beyond what people did. */
function checkGrowth(
  { oracle, hospital, disks, poisoned }: AtRest,
  masters: readonly Master[],
): void {
  const { feed } = hospital.counts();
  if (feed > masters.length)
    oracle.report('bounded-growth', `${feed} lines in the feed for ${masters.length} documents`);
  const refused = [...hospital.mutations().values()].filter(({ refusal }) => refusal !== null);
  const escrow = hospital.waiting();
  // Such a row is another one with every change that joins it before its answer arrives.
  const joined = [...oracle.saved.values()].filter(({ id }) => poisoned.includes(id));
  if (escrow > refused.length + poisoned.length * 2 + joined.length)
    oracle.report('bounded-growth', `${escrow} rows in escrow for ${refused.length} refusals`);
  for (const { tables } of disks)
    for (const name of COLLECTIONS as readonly CollectionName[])
      if (tables[name].assumed.size > tables[name].rows.size)
        oracle.report('bounded-growth', `more is assumed of ${name} than is held`);
}
