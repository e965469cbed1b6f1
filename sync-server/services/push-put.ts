import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { LandedEntry, StoredDocument, StoreTx } from '#server/store/store.ts';
import { judgeVersion, type Judged } from './booking.ts';
import { noteReadings } from './disputes.ts';
import { followFacility } from './follow-facility.ts';
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
 * appointment gets the hospital's word on its time, those who lost a time to it are judged again (S10), and reminders follow.
 */
export async function putVersion(deps: PutDeps, version: Version): Promise<void> {
  const { tx, acceptedAt } = deps;
  const { collection, id, before, content, text, landed } = version;
  stage(deps, collection, { id, content, text, entries: landed });
  const subject = { collection, id };
  if (before) await noteReadings({ tx, subject, before, content, landed, acceptedAt });
  if (collection === 'locations') await followFacility(tx, id, content);
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
