import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import { importedId } from '#shared/domain/ids.ts';
import { isSame, readAt, writeAt, type JsonMap } from '#shared/lib/json.ts';
import { COMPARED_KEPT } from '#pwa/store/sync/lead-the-line.ts';
import type { Disk } from '#e2e/simulator/device/disk.ts';
import { checkBookings, checkBeds } from './clashes.ts';
import type { FeedLine } from './follow-feed.ts';
import type { HistoryLine, HospitalView, Master } from './hospital-view.ts';
import { checkNothingLost, checkReturned } from './lost-updates.ts';
import type { Oracle } from './oracle.ts';
import { checkPlaces } from './places.ts';

export interface AtRest {
  readonly oracle: Oracle;
  readonly hospital: HospitalView;
  /** By the hospital's clock. */
  readonly now: number;
  /** Who each tablet is to the hospital. */
  readonly devices: readonly string[];
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
  checkPlaces(rest.oracle, rest.hospital, { masters, now: rest.now });
}

/** After a comparison nothing is spoilt any more, and nothing was mended that was right (S16). */
export function checkCompared(rest: AtRest): void {
  for (const [slot, { kept, spoilt }] of rest.disks.entries()) {
    const { mended = -1 } = (kept.get(COMPARED_KEPT) ?? {}) as { readonly mended?: number };
    if (mended < 0 || mended > spoilt.size)
      rest.oracle.report('digest', `device ${slot} mended ${mended} of ${spoilt.size}`);
    spoilt.clear();
  }
  checkConvergence(rest, rest.hospital.documents());
  for (const [slot, { spoilt }] of rest.disks.entries())
    for (const key of spoilt) rest.oracle.report('digest', `device ${slot} still has ${key}`);
}

/** Every device holds what the feed names, at its version, and nothing else, but for what its storage has spoilt. */
function checkConvergence(rest: AtRest, masters: readonly Master[]): void {
  const contents = new Map(masters.map((one) => [`${one.collection}/${one.id}`, one.content]));
  for (const collection of COLLECTIONS) {
    for (const [slot, device] of rest.devices.entries()) {
      const feed = rest.hospital.feedOf(device, collection);
      checkTable(rest, slot, { collection, feed, contents });
    }
  }
}

interface Expected {
  readonly collection: CollectionName;
  readonly feed: ReadonlyMap<string, FeedLine>;
  readonly contents: ReadonlyMap<string, JsonMap>;
}

function checkTable({ oracle, disks, hospital }: AtRest, slot: number, expected: Expected): void {
  const { collection, feed, contents } = expected;
  const disk = disks[slot];
  const isRestored = hospital.pastEpochs().length > 0;
  const rows: Disk['tables'][CollectionName]['rows'] = disk?.tables[collection].rows ?? new Map();
  for (const { id, rev, isHeld } of feed.values()) {
    if (disk?.spoilt.has(`${collection}/${id}`)) continue;
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
    if (!row.isDeleted && !feed.has(id)) {
      const key = `${collection}/${id}`;
      // What brought it to this tablet was taken by a restore, and nothing tells that it left: a comparison finds it.
      if (isRestored && contents.has(key) && disk) disk.spoilt.add(key);
      else oracle.report('no-resurrection', `device ${slot}: ${key} is nowhere else`);
    }
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
  for (const { tables, spoilt } of disks)
    for (const name of COLLECTIONS as readonly CollectionName[])
      if (tables[name].assumed.size > tables[name].rows.size + spoilt.size)
        oracle.report('bounded-growth', `more is assumed of ${name} than is held`);
}
