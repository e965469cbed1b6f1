import type { Dispute } from '#shared/domain/dispute.ts';
import type { Change } from '#shared/domain/envelope.ts';
import { isMap, isSame, readAt, writeAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { importedId } from '#shared/domain/ids.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { policyOf, type Policy } from '#shared/merge/policies.ts';
import type { AtRest } from './at-rest.ts';
import type { HistoryLine, Master } from './hospital-view.ts';

/**
 * Each accepted change stands in the history, in a dispute, or says what the record has said at some time. So does one that a restore
 * took and that left no trace of its own because somebody else had said the same.
 */
export function checkNothingLost(
  { oracle, hospital }: AtRest,
  masters: readonly Master[],
  history: readonly HistoryLine[],
): void {
  const lines = Map.groupBy(history, ({ mutationId }) => mutationId ?? '');
  const versions = versionsOf(history);
  const readings = readingsOf(masters);
  const mutations = hospital.mutations();
  for (const [id, { collection, id: subject, entry }] of oracle.saved) {
    const known = mutations.get(id);
    const isGone = !known && oracle.taken.has(id) && !oracle.excused.has(id);
    const isReturned = isGone && !hospital.hasTaken(id);
    const isAccepted = known?.refusal === null && collection !== 'disputes';
    if (!isReturned && !isAccepted) continue;
    const landed = (lines.get(id) ?? []).flatMap(({ changes }) => changes);
    const said = versions.get(`${collection}/${subject}`) ?? [];
    for (const change of entry.changes) {
      const { path, after } = change;
      if (after === undefined || !isPeoples(policyOf(collection, path))) continue;
      const leaves = leavesOf(change, policyOf(collection, path)).filter(
        (leaf) =>
          !landed.some((one) => covers(one, leaf)) &&
          !readings.has(`${subject}${leaf.path} ${id}`) &&
          !hasReading(masters, subject, leaf) &&
          !said.some((content) => isSame(readAt(content, leaf.path), leaf.after)),
      );
      for (const leaf of leaves)
        oracle.report('no-lost-update', `${id} said ${leaf.path} of ${collection}/${subject}`);
    }
  }
}

/** What a tablet held of a lost generation stands in the history, in a dispute, or is kept for a person. */
export function checkReturned(
  { oracle, hospital }: AtRest,
  masters: readonly Master[],
  history: readonly HistoryLine[],
): void {
  if (oracle.held.size === 0) return;
  const lines = Map.groupBy(history, ({ collection, id }) => `${collection}/${id}`);
  const versions = versionsOf(history);
  const mutations = hospital.mutations();
  // What the hospital writes by itself has no lines of changes.
  const standing = new Map(masters.map((one) => [`${one.collection}/${one.id}`, one.content]));
  for (const { slot, collection, id, rev, content } of oracle.held) {
    const key = `${collection}/${id}`;
    // One that may not land by itself is kept whole.
    if (mutations.get(importedId('offer', key, rev))?.refusal) continue;
    const said = [...(versions.get(key) ?? []), standing.get(key) ?? {}];
    const landed = (lines.get(key) ?? []).flatMap(({ changes }) => changes);
    const lost = changesBetween(collection, {}, content)
      .filter(({ path }) => isPeoples(policyOf(collection, path)))
      .flatMap((change) => leavesOf(change, policyOf(collection, change.path)))
      .filter(
        (leaf) =>
          !said.some((one) => isSame(readAt(one, leaf.path), leaf.after)) &&
          !landed.some((one) => covers(one, leaf) || coveredBefore(one, leaf)) &&
          !hasReading(masters, id, leaf),
      );
    for (const { path } of lost)
      oracle.report('restore', `${key} ${path} of ${rev} on device ${slot} is lost`);
  }
}

/** What the hospital decides by itself follows from the rest. */
function isPeoples(policy: Policy): boolean {
  return policy !== 'server-only' && policy !== 'state-machine';
}

/** An entry that two devices added under one key is settled field by field. */
function leavesOf(
  change: Change,
  policy: Policy,
): readonly { readonly path: string; readonly after: Json }[] {
  const { path, before, after } = change;
  if (after === undefined) return [];
  // Who decides as somebody did before changes nothing: the reading counts.
  if (path === '/decision' && isMap(after) && after['reading'] !== undefined)
    return [{ path: '/decision/reading', after: after['reading'] }];
  if (policy !== 'union' || before !== undefined || !isMap(after)) return [{ path, after }];
  return Object.entries(after).flatMap(([key, value]) =>
    value === undefined ? [] : [{ path: `${path}/${key}`, after: value }],
  );
}

function covers(landed: Change, leaf: { readonly path: string; readonly after: Json }): boolean {
  if (landed.path === leaf.path) return isSame(landed.after, leaf.after);
  if (!leaf.path.startsWith(`${landed.path}/`)) return false;
  return isSame(readAt(landed.after, leaf.path.slice(landed.path.length)), leaf.after);
}

/** An older version that comes back stands in the history as what was there before a newer one. */
function coveredBefore(
  { path, before }: Change,
  leaf: { readonly path: string; readonly after: Json },
): boolean {
  return covers({ path, after: before ?? null }, leaf);
}

/** What each document has said, version by version. */
function versionsOf(history: readonly HistoryLine[]): ReadonlyMap<string, readonly JsonMap[]> {
  const versions = new Map<string, JsonMap[]>();
  for (const { collection, id, changes } of history) {
    const key = `${collection}/${id}`;
    const all = versions.get(key) ?? [];
    all.push(changes.reduce((now, { path, after }) => writeAt(now, path, after), all.at(-1) ?? {}));
    versions.set(key, all);
  }
  return versions;
}

function readingsOf(masters: readonly Master[]): ReadonlySet<string> {
  return new Set(
    masters
      .filter(({ collection }) => collection === 'disputes')
      .flatMap(({ content }) => {
        const { subject, path, readings = {} } = content as unknown as Dispute;
        return Object.values(readings).map(
          ({ mutationId }) => `${subject.id}${path ?? ''} ${mutationId ?? ''}`,
        );
      }),
  );
}

/** A reading that says the same counts for both who said it. */
function hasReading(
  masters: readonly Master[],
  subject: string,
  leaf: { readonly path: string; readonly after: Json },
): boolean {
  return masters.some(({ collection, content }) => {
    if (collection !== 'disputes') return false;
    const dispute = content as unknown as Dispute;
    if (dispute.subject.id !== subject || dispute.path !== leaf.path) return false;
    return Object.values(dispute.readings ?? {}).some(({ value }) => isSame(value, leaf.after));
  });
}
