import { isCollection } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { OfferAnswer, OfferedDocument, OfferResult } from '#shared/sync/offer.ts';
import { parseOffered, type ParsedOffer } from '#shared/sync/parse-offer.ts';
import type { RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store, StoreTx } from '#server/store/store.ts';
import { landOffered, NOTHING_CAME, type Came, type OfferLanding } from './offer-land.ts';
import { landRefusal } from './offer-refusal.ts';
import { isOurMistake, keepUnread } from './push.ts';

interface OfferError {
  readonly kind: 'other-epoch';
}
/** Takes a page of what a device still has of a lost generation (S11). */
export type TakeOffer = (
  device: KnownDevice,
  request: ParsedOffer,
) => Promise<Result<OfferAnswer, OfferError>>;

export interface OfferDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Told of a document that could not be landed though it could be read. */
  readonly onPoison: (cause: unknown) => void;
  /** Told when the administrator's page has something new to show. */
  readonly onReturned: () => void;
  /** Told why something was kept for a person, once for each. */
  readonly onRefused?: (codes: readonly RefusalCode[], device: DeviceId) => void;
}
interface Landed {
  readonly offered: OfferedDocument | null;
  readonly came: Came;
}

/** Lands every document by itself, counts what came back for the administrator's page, and answers when it is on disk (S8). */
export function createOffer({
  store,
  clock,
  onPoison,
  onReturned,
  onRefused,
}: OfferDeps): TakeOffer {
  return async (device, { epoch, documents, isLast }) => {
    const leases = await store.devices.listLeases(device.id);
    const answer = await store.transaction<Result<OfferAnswer, OfferError>>(async (tx) => {
      const facility = await tx.readFacility();
      if (facility.epoch !== epoch) return err({ kind: 'other-epoch' });
      const acceptedAt = instantAt(clock.now());
      const past = await tx.listPastEpochs();
      const landing: OfferLanding = { tx, device, leases, acceptedAt, epoch, past };
      const landed: Landed[] = [];
      for (const value of documents) landed.push(await landSafely(landing, value, onPoison));
      const sum = landed.reduce((all, { came }) => plus(all, came), NOTHING_CAME);
      onRefused?.(sum.refused, device.id);
      if (past.length > 0) {
        const { known: _, ...counts } = { ...sum, refused: sum.refused.length };
        tx.addReturned({ ...counts, deviceId: device.id, at: acceptedAt, isDone: isLast });
      }
      await tx.number();
      return ok({ results: await resultsOf(tx, landed) });
    });
    if (answer.ok) onReturned();
    return answer;
  };
}

async function landSafely(
  landing: OfferLanding,
  value: unknown,
  onPoison: OfferDeps['onPoison'],
): Promise<Landed> {
  const keep = async (code: 'not-readable' | 'too-large'): Promise<Came> => {
    const named = isMap(value) ? value['collection'] : null;
    const collection = isCollection(named) ? named : 'patients';
    await keepUnread({ ...landing, collection }, value, code);
    return { ...NOTHING_CAME, refused: [code] };
  };
  const read = parseOffered(value);
  if (!read.ok) return { offered: null, came: await keep(read.error.kind) };
  const offered = read.value;
  const land = offered.collection === 'disputes' ? landRefusal : landOffered;
  try {
    return { offered, came: await landing.tx.savepoint(() => land(landing, offered)) };
  } catch (cause) {
    if (!isOurMistake(cause)) throw cause;
    onPoison(cause);
    return { offered, came: await keep('not-readable') };
  }
}

async function resultsOf(tx: StoreTx, landed: readonly Landed[]): Promise<readonly OfferResult[]> {
  const results: OfferResult[] = [];
  for (const { offered, came } of landed) {
    if (!offered) continue;
    const { collection, id } = offered;
    const rev = (await tx.readDocument(collection, id))?.rev ?? null;
    const restored = came.documents + came.mutations;
    results.push({
      collection,
      id,
      rev,
      restored,
      known: came.known,
      refused: came.refused.length,
    });
  }
  return results;
}

function plus(a: Came, b: Came): Came {
  return {
    documents: a.documents + b.documents,
    mutations: a.mutations + b.mutations,
    known: a.known + b.known,
    refused: [...a.refused, ...b.refused],
  };
}
