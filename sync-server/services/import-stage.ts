import type { ActionId } from '#shared/domain/ids.ts';
import { readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import type { FeedWindow, StoredDocument, StoreTx } from '#server/store/store.ts';
import { judgeVersion, type Judged } from './booking.ts';
import type { LandedImport } from './import-landing.ts';
import { followIdentity, withWhose, type Version } from './push-put.ts';
import { planTouched } from './reminders/plan-touched.ts';
import { isInWindow } from './window.ts';

/** The transaction of an import, what devices hold of time, when it is and what the history calls it. */
export interface Staging {
  readonly tx: StoreTx;
  readonly window: FeedWindow;
  readonly at: string;
  readonly action: { readonly id: ActionId; readonly name: string };
}
type Place = Pick<SourceRecord, 'collection' | 'documentId'>;
interface ImportedVersion extends Pick<LandedImport, 'content' | 'changes'> {
  readonly before: StoredDocument | null;
}

/**
 * Stages what an import makes of a document, with what follows from it in the same transaction: a time that is still to come is judged, what is
 * about somebody whose record was merged goes to the survivor (M12), and decisions that waited for a record are carried out (M14). 1 where
 * a time was lost.
 */
export async function stageImport(
  staging: Staging,
  { collection, documentId: id }: Place,
  { before, content, changes }: ImportedVersion,
): Promise<number> {
  const { tx, at, action } = staging;
  const wasHeld = before !== null && (await isHeld(staging, { collection, id }, before.content));
  const landed = [{ mutationId: null, by: null, device: null, at, action, changes }];
  const deps = { tx, acceptedAt: at, isNoNews: true };
  const version = await withWhose(deps, { collection, id, before, content, landed });
  stage(staging, version, wasHeld);
  if (collection === 'patients') await followIdentity(deps, version);
  return judgeTime(staging, version, wasHeld);
}

/**
 * A time that is still to come is judged as any booking is (S10), one that is over stays as its source says; 1 where it was lost. It is
 * reminded of, but thousands at once are no news.
 */
async function judgeTime(staging: Staging, version: Version, wasHeld: boolean): Promise<number> {
  const { tx, at } = staging;
  const { collection, id, content } = version;
  const before = version.before?.content ?? null;
  const isToCome = [before, content].some((one) => `${readAt(one ?? {}, '/slot/end') ?? ''}` > at);
  if (collection !== 'appointments' || !isToCome) return 0;
  let lost = 0;
  const touched: Judged[] = [];
  await judgeVersion({ tx, now: at }, before, { id, content }, (judged) => {
    touched.push(judged);
    const entry = { mutationId: null, by: null, device: null, at, action: null };
    const { content: next, changes } = judged;
    if (judged.id === id) {
      lost = next['booking'] === 'clash' ? 1 : 0;
      const landed = [{ ...entry, action: staging.action, changes }];
      return stage(staging, { ...version, content: next, landed }, wasHeld);
    }
    const entries = [{ ...entry, changes }];
    return tx.put({ collection, id: judged.id, content: next, kind: 'put', entries });
  });
  await planTouched({ tx, now: at, isNews: false }, { id, before, content }, touched);
  return lost;
}

function stage({ tx, window }: Staging, version: Version, wasHeld: boolean): void {
  const { collection, id, content, landed: entries } = version;
  const outside = wasHeld ? 'leave' : 'none';
  const kind = isInWindow(window, collection, content) ? 'put' : outside;
  tx.put({ collection, id, content, kind, entries });
}

/** Whether devices hold a document: by its time, or because somebody wrote it today. */
async function isHeld(
  { tx, window }: Staging,
  { collection, id }: Pick<Version, 'collection' | 'id'>,
  content: JsonMap,
): Promise<boolean> {
  if (isInWindow(window, collection, content)) return true;
  const wire = await tx.readWire(collection, id, [FACILITY_SCOPE]);
  return wire !== null && (JSON.parse(wire) as Json as JsonMap)['_deleted'] === false;
}
