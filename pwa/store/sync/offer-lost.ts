import type { RxCollection } from 'rxdb/plugins/core';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { TRAIL_LIMIT } from '#shared/domain/envelope.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { isLost } from '#shared/sync/lost-rev.ts';
import type { OfferAnswer, OfferedDocument, OfferRequest } from '#shared/sync/offer.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { KeptMutation, KeptMutations } from './kept-mutations.ts';
import { withoutTrail } from './push-handler.ts';
import { postSync, type WireError } from './wire.ts';

export interface OfferDeps {
  readonly collections: ReplicaCollections;
  readonly kept: KeptMutations;
  readonly session: Pick<SessionAnswer, 'epoch' | 'past'>;
}
/** Half of what is taken at once: the text may grow on its way. */
const PAGE_CHARS = LIMITS.pushBytes / 4;
const READ_AT_ONCE = 500;
/** A page may have been cut on its way: only one that nobody takes whole is left out. */
const TRIES = 5;

/** Offers a restored hospital what it has lost and this device still has, page by page (S11). Offered twice it is taken once. */
export async function offerLost(
  deps: OfferDeps,
  signal: AbortSignal,
): Promise<Result<void, WireError>> {
  const { epoch, past = [] } = deps.session;
  const isLostHere = (rev: string): boolean => isLost(rev, { epoch, past });
  const kept = (await deps.kept.list()).filter(({ rev }) => isLostHere(rev));
  const byDocument = Map.groupBy(kept, keyOf);
  let page: OfferedDocument[] = [];
  let chars = 0;
  let isWhole = true;
  const send = async (isLast: boolean): Promise<Result<void, WireError>> => {
    const request: OfferRequest = { epoch, documents: page, isLast: isLast && isWhole };
    [page, chars] = [[], 0];
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const answer = await postSync<OfferAnswer>('offer', request, signal);
      if (answer.ok) return moveKept(deps.kept, byDocument, answer.value);
      if (answer.error.kind !== 'refused' || answer.error.problem.status === 409) return answer;
    }
    // What cannot be taken stays here and holds back nothing else; the hospital hears that something is missing.
    isWhole = false;
    return ok(undefined);
  };
  for await (const offered of documentsToOffer(deps, byDocument, isLostHere)) {
    const size = JSON.stringify(offered).length;
    if (page.length >= LIMITS.offerDocuments || chars + size > PAGE_CHARS) {
      const sent = await send(false);
      if (!sent.ok) return sent;
    }
    page.push(offered);
    chars += size;
  }
  return send(true);
}

async function moveKept(
  kept: KeptMutations,
  byDocument: ReadonlyMap<string, readonly KeptMutation[]>,
  { results }: OfferAnswer,
): Promise<Result<void, never>> {
  for (const result of results) {
    if (result.rev !== null && result.refused === 0)
      await kept.moveTo(result.rev, byDocument.get(keyOf(result)) ?? []);
  }
  return ok(undefined);
}

/** What is held beyond the restored copy with what was written on it here, then what was written on documents that are not held. */
async function* documentsToOffer(
  { collections }: OfferDeps,
  byDocument: ReadonlyMap<string, readonly KeptMutation[]>,
  isLostHere: (rev: string) => boolean,
): AsyncGenerator<OfferedDocument> {
  const seen = new Set<string>();
  for (const collection of COLLECTIONS) {
    for await (const document of allOf(
      collections[collection] as unknown as RxCollection<Stored>,
    )) {
      if (!isLostHere(document.rev)) continue;
      const { id, rev } = document;
      const key = keyOf({ collection, id });
      seen.add(key);
      const held = { rev, content: withoutTrail(document) };
      yield* pieces({ collection, id, held, mutations: [] }, byDocument.get(key) ?? []);
    }
  }
  for (const [key, kept] of byDocument) {
    const { collection, id } = kept[0] ?? {};
    if (collection && id && !seen.has(key))
      yield* pieces({ collection, id, held: null, mutations: [] }, kept);
  }
}

async function* allOf(collection: RxCollection<Stored> | undefined): AsyncGenerator<Stored> {
  let after = '';
  for (;;) {
    const rows = await collection
      ?.find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: READ_AT_ONCE })
      .exec();
    for (const row of rows ?? []) yield row.toJSON() as unknown as Stored;
    const last = rows?.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** As many pieces as the limits of one document ask for; what is held goes first. */
function* pieces(
  offered: OfferedDocument,
  kept: readonly KeptMutation[],
): Generator<OfferedDocument> {
  let now = offered;
  let chars = JSON.stringify(offered).length;
  for (const { rev, entry } of kept) {
    const size = JSON.stringify(entry).length + rev.length + 50;
    if (now.mutations.length >= TRAIL_LIMIT || chars + size > LIMITS.offeredBytes) {
      yield now;
      [now, chars] = [{ ...offered, held: null, mutations: [] }, 100];
    }
    now = { ...now, mutations: [...now.mutations, { rev, entry }] };
    chars += size;
  }
  yield now;
}

function keyOf({ collection, id }: Pick<KeptMutation, 'collection' | 'id'>): string {
  return `${collection}/${id}`;
}
