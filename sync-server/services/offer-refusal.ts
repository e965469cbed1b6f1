import type { Dispute } from '#shared/domain/dispute.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import { isLost } from '#shared/sync/lost-rev.ts';
import type { OfferedDocument, OfferedMutation } from '#shared/sync/offer.ts';
import { isEntry } from '#shared/sync/parse-push.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import { closeRefusal, openAgain, refusalId } from './disputes.ts';
import { letIn, vouchedFor } from './escrow.ts';
import { landOffered, NOTHING_CAME, type Came, type OfferLanding } from './offer-land.ts';
import { hashOf } from './push-hash.ts';
import { putVersion } from './push-put.ts';
import { remember } from './push-row.ts';
import { escrowKey, isTaken } from './refused-before.ts';

/** A refusal that a device holds of a lost generation, and the write that it tells of. */
interface Returned {
  readonly dispute: Dispute;
  readonly rev: string;
  /** What the write waits under. */
  readonly key: string;
  readonly entry: TrailEntry | null;
  /** What was written on the dispute by who brings it. */
  readonly mutations: readonly OfferedMutation[];
}

/**
 * Lands what a device still has of a refusal (S11, S17): the dispute, and with it the write that it tells of. One that was let in lands
 * once more, one that was set aside waits no more, and one that nobody has decided waits again.
 */
export async function landRefusal(landing: OfferLanding, offered: OfferedDocument): Promise<Came> {
  const returned = returnedIn(landing, offered);
  // It lands before its dispute says that it is settled: what is settled does not come again.
  const write = returned ? await letInAgain(landing, returned) : NOTHING_CAME;
  const came = await landOffered(landing, offered);
  if (returned) await settleReturned(landing, offered.id, returned);
  return {
    ...came,
    mutations: came.mutations + write.mutations,
    refused: [...came.refused, ...write.refused],
  };
}

function returnedIn(landing: OfferLanding, offered: OfferedDocument): Returned | null {
  const { id, held, mutations } = offered;
  if (!held || !isLost(held.rev, landing)) return null;
  const dispute = held.content as unknown as Partial<Dispute>;
  const { kind, subject, refused, waitsAs } = dispute;
  if (kind !== 'refused' || !subject) return null;
  const entry = isEntry(refused?.entry) ? refused.entry : null;
  const key = entry ? escrowKey({ id: entry.id, hash: hashOf(entry) }) : waitsAs;
  if (key === undefined || refusalId(subject.id, key) !== id) return null;
  return { dispute: dispute as Dispute, rev: held.rev, key, entry, mutations };
}

/** What an administrator had let in is let in, under their name: no tablet may hold the record that it made. */
async function letInAgain(
  landing: OfferLanding,
  { dispute: { settled, subject }, rev, entry }: Returned,
): Promise<Came> {
  if (settled?.decision !== 'applied' || !entry) return NOTHING_CAME;
  const { tx, acceptedAt } = landing;
  const device = { ...landing.device, people: [vouchedFor(entry)] };
  const mutations = [{ rev, entry }];
  const came = await tx.savepoint(() =>
    landOffered({ ...landing, device, leases: [] }, { ...subject, held: null, mutations }),
  );
  const before = await tx.readDocument(subject.collection, subject.id);
  if (before && came.mutations > 0) {
    const landed = [letIn(entry, settled.by, settled.at)];
    const version = { ...subject, before, content: before.content, landed };
    await putVersion({ tx, acceptedAt, isNoNews: true }, version);
  }
  return came;
}

async function settleReturned(
  landing: OfferLanding,
  id: string,
  { dispute: held, key, entry, mutations }: Returned,
): Promise<void> {
  const { tx, acceptedAt } = landing;
  const found = await tx.readDocument('disputes', id);
  if (!found) return;
  const now = found.content as unknown as Dispute;
  const { settled, subject } = now;
  const [seen] = entry ? await tx.knownMutations([entry.id]) : [];
  if (settled?.decision === 'applied' && !isTaken(seen))
    return openAgain(tx, found, { acceptedAt });
  if (entry && !seen && (settled || now.status === 'open'))
    await keepAgain(landing, { dispute: now, key, entry });
  const kept = await tx.readEscrow(key);
  if (!kept) return;
  if (!settled) {
    if (kept.settled) return;
    const own = mutations.findLast((one) => isOwnEnd(now, one));
    const aside = { decision: 'set-aside', reason: null } as const;
    return own && tx.settleEscrow(key, { ...aside, by: own.entry.by, at: own.entry.at });
  }
  // What has landed because it came again was a person's decision before.
  if (kept.settled && kept.settled.decision !== 'landed') return;
  tx.settleEscrow(key, { ...settled, reason: settled.reason ?? null });
  // It came again before its dispute did.
  if (now.status === 'open' && held.status !== 'open')
    await closeRefusal(tx, subject.id, { key, acceptedAt, settled });
}

/** Its author has understood why, and set the write aside. */
function isOwnEnd(
  { author, status }: Dispute,
  { entry: { by, changes } }: OfferedMutation,
): boolean {
  return status === 'dismissed' && by === author && changes.some(({ path }) => path === '/status');
}

/** The copy is older than the refusal: the dispute alone still has the write. */
async function keepAgain(
  { tx, device, acceptedAt }: OfferLanding,
  {
    dispute: { subject, code },
    key,
    entry,
  }: { readonly dispute: Dispute; readonly key: string; readonly entry: TrailEntry },
): Promise<void> {
  const { collection, id } = subject;
  if (await tx.wasTaken(collection, id, entry)) return;
  const refusal = (code ?? 'not-readable') as RefusalCode;
  remember({ tx, device }, { entry, hash: hashOf(entry), refusal });
  const row = JSON.stringify({ id, rev: '', trail: [entry] });
  tx.keepInEscrow({ key, device: device.id, collection, code: refusal, row, at: acceptedAt });
}
