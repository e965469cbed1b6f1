import type { Change } from '#shared/domain/envelope.ts';
import { importedId, type ActionId, type MutationId } from '#shared/domain/ids.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import { isSame, readAt } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { landRestored } from '#shared/merge/land-restored.ts';
import type { Landed } from '#shared/merge/land-entry.ts';
import { partsOfRev } from '#shared/sync/lost-rev.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { OfferedDocument, OfferedMutation } from '#shared/sync/offer.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import { openConflict, openRefusal } from './disputes.ts';
import { isSuperseded, lineageOf, saidAnew, withVersion } from './lineage.ts';
import type { Coming, OfferedDeps } from './offer-land.ts';
import { judgeAuthor } from './push-entry.ts';
import { hashOf } from './push-hash.ts';
import { conflictDeps, type Place } from './push-row.ts';
import { isTaken } from './refused-before.ts';

type Held = NonNullable<OfferedDocument['held']>;
interface Offered {
  readonly held: Held;
  /** What the same device says of who wrote it. */
  readonly mutations: readonly OfferedMutation[];
}

/**
 * Lands a version that a lost generation had accepted (S11). The newest that comes back counts, whoever brings it and in whatever
 * order; an older one becomes history. A version that was taken is known by its revision: from a second device it changes nothing.
 */
export async function landHeld(
  deps: OfferedDeps,
  place: Place,
  now: Coming,
  offered: Offered,
): Promise<Coming> {
  const { tx, collection, device } = deps;
  const { id } = place.row;
  const { rev, content } = offered.held;
  const offer = importedId<MutationId>('offer', `${collection}/${id}`, rev);
  const hash = hashOf(content);
  const [seen] = await tx.knownMutations([offer]);
  if (isTaken(seen) || seen?.hash === hash) return known(now);
  const refusal = refusalOf(deps, offered.held);
  tx.rememberMutation({ id: offer, device: device.id, hash, refusal });
  if (refusal) return refuseHeld(deps, place, now, { offer, held: offered.held, code: refusal });
  const { epoch, seq } = partsOfRev(rev) ?? { epoch: '', seq: 0 };
  const lineage = await lineageOf(deps, { collection, id, before: place.before }, epoch);
  if (seq <= lineage.seq) {
    const changes = changesBetween(collection, content, lineage.content);
    return changes.length === 0 ? known(now) : noted(deps, now, { offer, changes });
  }
  const live = changesBetween(collection, lineage.content, content).filter(
    ({ path }) => !isSuperseded(lineage, path, seq),
  );
  const changes = await saidAnew(deps, lineage, live);
  const landed = landRestored(collection, now.content ?? {}, changes);
  const broken = refusalOf(deps, { rev, content: landed.content });
  if (broken) return refuseHeld(deps, place, now, { offer, held: offered.held, code: broken });
  await showClashes(deps, place, { landed, offer, mutations: offered.mutations });
  tx.writeLineage(withVersion(lineage, seq, content));
  const all = [...landed.changes, ...passedOver(changes, landed)];
  if (all.length === 0 && now.content !== null) return known(now);
  const said = saidBy(deps, offered.mutations, { epoch, seq });
  const rest = all.filter((change) => !said.some((one) => isAlike(one, change)));
  const next = { ...now, content: landed.content };
  return rest.length === 0 && said.length > 0
    ? { ...next, came: { ...next.came, documents: next.came.documents + 1 } }
    : noted(deps, next, { offer, changes: rest });
}

function known(now: Coming): Coming {
  return { ...now, came: { ...now.came, known: now.came.known + 1 } };
}

/** A history row in the hospital's own name, with the device that brought it. */
function noted(
  { device, acceptedAt }: OfferedDeps,
  now: Coming,
  { offer, changes }: { readonly offer: MutationId; readonly changes: readonly Change[] },
): Coming {
  const action = { id: offer as string as ActionId, name: 'restore' };
  const entry = { mutationId: offer, by: null, device: device.id, at: acceptedAt, action, changes };
  const came = { ...now.came, documents: now.came.documents + 1 };
  return { ...now, landed: [...now.landed, entry], came };
}

function refusalOf({ collection }: OfferedDeps, { content }: Held): RefusalCode | null {
  if (!parseContent(collection, content).ok) return 'not-readable';
  return JSON.stringify(content).length > LIMITS.documentBytes ? 'too-large' : null;
}

async function refuseHeld(
  deps: OfferedDeps,
  place: Place,
  now: Coming,
  {
    offer,
    held,
    code,
  }: { readonly offer: string; readonly held: Held; readonly code: RefusalCode },
): Promise<Coming> {
  const { tx, collection, device, acceptedAt } = deps;
  const row = JSON.stringify({ id: place.row.id, held });
  tx.keepInEscrow({ key: offer, device: device.id, collection, code, row, at: acceptedAt });
  const content = now.content ?? {};
  await openRefusal({ ...conflictDeps(deps, place), content }, code, { entry: null, key: offer });
  return { ...now, came: { ...now.came, refused: [...now.came.refused, code] } };
}

/** What the version contains of mutations that come with it and will stand in the history under their authors. */
function saidBy(
  deps: OfferedDeps,
  mutations: readonly OfferedMutation[],
  version: { readonly epoch: string; readonly seq: number },
): readonly Change[] {
  const { people } = deps.device;
  return mutations
    .filter(({ rev, entry }) => {
      const parts = partsOfRev(rev);
      const isWithin = parts?.epoch === version.epoch && parts.seq <= version.seq;
      return isWithin && judgeAuthor({ ...deps, people }, entry).ok;
    })
    .flatMap(({ entry }) => entry.changes);
}

/** What gave way to something written since, without a word to anybody, is history at least. */
function passedOver(offered: readonly Change[], { content, clashes }: Landed): readonly Change[] {
  return offered.flatMap(({ path, after }) => {
    const now = readAt(content, path);
    const isShown = clashes.some((clash) => clash.path.startsWith(path));
    if (after === undefined || isShown || isSame(now, after)) return [];
    return [{ path, before: after, ...(now === undefined ? {} : { after: now }) }];
  });
}

function isAlike(a: Change, b: Change): boolean {
  return a.path === b.path && isSame(a.after, b.after);
}

async function showClashes(
  deps: OfferedDeps,
  place: Place,
  {
    landed,
    offer,
    mutations,
  }: {
    readonly landed: Landed;
    readonly offer: MutationId;
    readonly mutations: readonly OfferedMutation[];
  },
): Promise<void> {
  const { device, acceptedAt } = deps;
  for (const clash of landed.clashes) {
    const writer = mutations.findLast(({ entry }) =>
      entry.changes.some(({ path }) => path === clash.path),
    )?.entry;
    const entry = writer ?? { id: offer, at: acceptedAt, by: null };
    await openConflict(
      { ...conflictDeps(deps, place), content: landed.content, landed: [] },
      { clash, entry, device: device.id },
    );
  }
}
