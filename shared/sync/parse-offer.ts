import * as v from 'valibot';
import { isCollection, type CollectionName } from '#shared/domain/collections.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { isMap, isSafeJson } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { partsOfRev } from './lost-rev.ts';
import type { OfferedDocument } from './offer.ts';
import { isEntry, isWithinLimits, type RowError } from './parse-push.ts';
import type { BodyError } from './parse-request.ts';
import { LIMITS } from './protocol-version.ts';

/** An offer whose envelope could be read; each document is read by itself, so that a bad one never holds back its neighbours (S4). */
export interface ParsedOffer {
  readonly epoch: string;
  readonly documents: readonly unknown[];
  readonly isLast: boolean;
}

/** The depth of a dispute, which holds a refused entry, and two steps more to it. */
const DEPTH = 18;

const rev = v.pipe(
  v.string(),
  v.maxLength(100),
  v.check((text) => partsOfRev(text) !== null, 'a revision'),
);
const offered = v.looseObject({
  collection: v.custom<CollectionName>(isCollection),
  id: v.custom<string>(isUuid),
  held: v.nullable(v.looseObject({ rev, content: v.custom(isMap) })),
  mutations: v.array(v.looseObject({ rev, entry: v.custom(isEntry) })),
});

/** Reads the outside of `POST /sync/v1/offer`. */
export function parseOffer(body: unknown): Result<ParsedOffer, BodyError> {
  if (!isMap(body) || typeof body['epoch'] !== 'string' || body['epoch'].length > 100) {
    return err({ kind: 'not-readable', where: '/epoch' });
  }
  const { epoch, documents, isLast } = body;
  if (typeof isLast !== 'boolean') return err({ kind: 'not-readable', where: '/isLast' });
  if (!Array.isArray(documents)) return err({ kind: 'not-readable', where: '/documents' });
  if (documents.length > LIMITS.offerDocuments) {
    return err({ kind: 'too-large', where: '/documents' });
  }
  return ok({ epoch, documents, isLast });
}

/** Reads one offered document; contents and entries keep fields that nobody knows yet. */
export function parseOffered(value: unknown): Result<OfferedDocument, RowError> {
  if (JSON.stringify(value).length > LIMITS.offeredBytes) return err({ kind: 'too-large' });
  if (!isSafeJson(value, DEPTH) || !v.is(offered, value)) return err({ kind: 'not-readable' });
  const read = value as unknown as OfferedDocument;
  return isWithinLimits(read.mutations.map(({ entry }) => entry))
    ? ok(read)
    : err({ kind: 'too-large' });
}
