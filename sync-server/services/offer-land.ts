import type { RefusalCode } from '#shared/sync/push.ts';
import { isLost, partsOfRev, type PastEpoch } from '#shared/sync/lost-rev.ts';
import type { OfferedDocument, OfferedMutation } from '#shared/sync/offer.ts';
import { isSuperseded, lineageOf, withChanges } from './lineage.ts';
import { keepMade } from './keep-on-device.ts';
import { landHeld } from './offer-held.ts';
import { judgeAuthor } from './push-entry.ts';
import { hashOf } from './push-hash.ts';
import { putVersion } from './push-put.ts';
import {
  landedEntry,
  landOne,
  refuse,
  remember,
  type Coming as EntryComing,
  type Place,
  type Progress,
  type RowDeps,
} from './push-row.ts';
import { isAnsweredBefore, isTaken, settleRefused } from './refused-before.ts';

/** What a page of an offer is landed with. */
export interface OfferLanding extends Omit<RowDeps, 'collection'> {
  readonly epoch: string;
  readonly past: readonly PastEpoch[];
}
export interface OfferedDeps extends RowDeps, OfferLanding {}

/** What came back of a document: versions, mutations; what was there already; what was kept for a person. */
export interface Came {
  readonly documents: number;
  readonly mutations: number;
  readonly known: number;
  readonly refused: readonly RefusalCode[];
}
export const NOTHING_CAME: Came = { documents: 0, mutations: 0, known: 0, refused: [] };

/** How far an offered document has come. */
export interface Coming extends Progress {
  readonly came: Came;
}

/**
 * Lands what a device still has of one document (S11): first the version that it holds, which says what the lost generation had
 * settled, then its mutations, oldest first. Those that the version contains are there with it: they only say who wrote what.
 */
export async function landOffered(landing: OfferLanding, offered: OfferedDocument): Promise<Came> {
  const { collection, id, held } = offered;
  const deps: OfferedDeps = { ...landing, collection };
  const before = await deps.tx.readDocument(collection, id);
  const place: Place = { row: { id, rev: '', trail: [] }, before };
  const mutations = offered.mutations.filter(({ rev }) => isLost(rev, deps));
  let now: Coming = {
    content: before?.content ?? null,
    landed: [],
    code: undefined,
    hasClash: false,
    came: NOTHING_CAME,
  };
  if (held && isLost(held.rev, deps)) now = await landHeld(deps, place, now, { held, mutations });
  for (const mutation of mutations) now = await landKept(deps, place, now, mutation);
  const { content, landed, came } = now;
  if (content && landed.length > 0) {
    // With its claims lost as well, nothing else would bring it back to who made it; what the copy has stays where that lies.
    if (!before) keepMade(deps.tx, deps.device, { collection, id, at: deps.acceptedAt });
    await putVersion({ ...deps, isNoNews: true }, { collection, id, before, content, landed });
  }
  return came;
}

async function landKept(
  deps: OfferedDeps,
  place: Place,
  now: Coming,
  { rev, entry }: OfferedMutation,
): Promise<Coming> {
  const { tx, collection, device } = deps;
  const hash = hashOf(entry);
  const [seen] = await tx.knownMutations([entry.id]);
  const again = { id: entry.id, hash, seen };
  const isDropped = !seen && (await tx.wasTaken(collection, place.row.id, entry));
  if (isDropped || (await isAnsweredBefore(tx, place.row.id, again)))
    return { ...now, came: { ...now.came, known: now.came.known + 1 } };
  const { epoch, seq } = partsOfRev(rev) ?? { epoch: '', seq: 0 };
  const document = { collection, id: place.row.id, before: place.before };
  const lineage = await lineageOf(deps, document, epoch);
  const live =
    isTaken(seen) || seq > lineage.seq
      ? entry.changes.filter(({ path }) => !isSuperseded(lineage, path, seq))
      : [];
  if (live.length === 0) return noteAuthor(deps, place, now, { entry, hash, seen });
  const code = now.content === null ? now.code : undefined;
  const coming = { entry: { ...entry, changes: live }, hash, seen };
  const next = await landOne(deps, place, { ...now, code }, coming);
  if (next.code !== undefined) return refused(now, next);
  tx.writeLineage(withChanges(lineage, seq, live));
  const isNoted = next.landed.length > now.landed.length;
  const said = landedEntry({ ...deps, device }, entry, entry.changes);
  const landed = isNoted ? next.landed : [...next.landed, said];
  const came = { ...now.came, mutations: now.came.mutations + 1 };
  return { ...next, landed, code: now.code, came };
}

/** What it wrote is there with a version of its time, or has been written over since: the history learns who it was. */
async function noteAuthor(
  deps: OfferedDeps,
  place: Place,
  now: Coming,
  { entry, hash, seen }: EntryComing,
): Promise<Coming> {
  const { tx, device } = deps;
  const judged = judgeAuthor({ ...deps, people: device.people }, entry);
  const refusal = judged.ok ? null : judged.error;
  remember(deps, { entry, hash, refusal });
  if (!judged.ok)
    return refused(now, await refuse(deps, place, now, { entry, hash, code: judged.error }));
  const where = { subjectId: place.row.id, acceptedAt: deps.acceptedAt };
  await settleRefused(tx, { id: entry.id, hash, seen }, where);
  const landed = [...now.landed, landedEntry(deps, entry, entry.changes)];
  return { ...now, landed, came: { ...now.came, mutations: now.came.mutations + 1 } };
}

function refused(now: Coming, next: Progress): Coming {
  const code = now.code ?? next.code;
  const more = next.code === undefined ? [] : [next.code];
  return { ...now, code, came: { ...now.came, refused: [...now.came.refused, ...more] } };
}
