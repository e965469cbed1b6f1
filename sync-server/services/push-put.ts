import type { CollectionName } from '#shared/domain/collections.ts';
import type { ActionId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import type { LandedEntry, StoredDocument, StoreTx } from '#server/store/store.ts';
import { judgeVersion, type Judged } from './booking.ts';
import { noteReadings } from './disputes.ts';
import { followFacility } from './follow-facility.ts';
import { followed } from './follow-person.ts';
import { carryOn } from './identity-late.ts';
import { settlePair, settleWaiting } from './identity-merge.ts';
import { isOwnAction, MERGE_ACTIONS } from './identity-writes.ts';
import { planTouched } from './reminders/plan-touched.ts';

export interface PutDeps {
  readonly tx: StoreTx;
  readonly acceptedAt: string;
  /** True where nobody made the change just now. */
  readonly isNoNews?: boolean;
}
export interface Version {
  readonly collection: CollectionName;
  readonly id: string;
  readonly before: StoredDocument | null;
  readonly content: JsonMap;
  /** The content as JSON, where somebody has made it. */
  readonly text?: string | undefined;
  readonly landed: readonly LandedEntry[];
}

/**
 * Stages a version with everything that follows from it in the same transaction: open disputes learn of a new reading, an
 * appointment gets the hospital's word on its time, those who lost a time to it are judged again (S10), and reminders follow. What is about somebody
 * whose record was merged goes to the survivor, and a decision about two records is carried out (S22).
 */
export async function putVersion(deps: PutDeps, given: Version): Promise<void> {
  const { tx, acceptedAt } = deps;
  const version = await withWhose(deps, given);
  const { collection, id, before, content, text, landed } = version;
  stage(deps, collection, { id, content, text, entries: landed });
  const subject = { collection, id };
  if (before) await noteReadings({ tx, subject, before, content, landed, acceptedAt });
  if (collection === 'locations') await followFacility(tx, id, content);
  if (collection === 'pairs' || collection === 'patients') await followIdentity(deps, version);
  if (collection !== 'appointments') return;
  const touched: Judged[] = [];
  const was = before?.content ?? null;
  await judgeVersion({ tx, now: acceptedAt }, was, { id, content }, (judged) => {
    stageJudged(deps, judged);
    touched.push(judged);
  });
  const planning = { tx, now: acceptedAt, isNews: deps.isNoNews !== true };
  await planTouched(planning, { id, before: was, content }, touched);
}

/** The version with whose it is by the merges in force (M12); the history says that the hospital moved it. */
export async function withWhose({ tx, acceptedAt }: PutDeps, version: Version): Promise<Version> {
  const { collection, id, content, landed } = version;
  const isSaidAnew = landed.some(
    ({ action, changes }) =>
      !isOwnAction(action) && changes.some(({ path }) => path === '/patientId'),
  );
  const now = await followed(tx, { collection, id, content }, isSaidAnew);
  if (now === content) return version;
  const action = { id: id as ActionId, name: MERGE_ACTIONS.merge };
  const said = { mutationId: null, by: null, device: null, at: acceptedAt, action };
  const changes = changesBetween(collection, content, now);
  return { ...version, content: now, text: undefined, landed: [...landed, { ...said, changes }] };
}

/** A decision about two records, a record that one waits for, and what comes late to a replaced record (M11, M12). */
export async function followIdentity(deps: PutDeps, version: Version): Promise<void> {
  const { collection, id, before, landed } = version;
  const entry = landed.at(-1);
  if (!entry) return;
  // Nobody is told by mail that a record was merged.
  const quiet = { ...deps, isNoNews: true };
  const identity = { ...quiet, entry, put: (next: Version) => putVersion(quiet, next) };
  if (collection === 'pairs') return settlePair(identity, id);
  await carryOn(identity, version);
  if (!before) await settleWaiting(identity, id);
}

function stageJudged(deps: PutDeps, { id, content, changes }: Judged): void {
  const at = deps.acceptedAt;
  const entry = { mutationId: null, by: null, device: null, at, action: null, changes };
  stage(deps, 'appointments', { id, content, entries: [entry] });
}

/** What was written today every device is told, wherever it lies in time: at night the window takes away what lies outside. */
function stage(
  { tx }: PutDeps,
  collection: CollectionName,
  staged: {
    readonly id: string;
    readonly content: JsonMap;
    readonly text?: string | undefined;
    readonly entries: readonly LandedEntry[];
  },
): void {
  tx.put({ collection, ...staged, kind: 'put' });
}
