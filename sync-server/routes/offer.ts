import { Hono } from 'hono';
import type { OfferAnswer } from '#shared/sync/offer.ts';
import { parseOffer } from '#shared/sync/parse-offer.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { TakeOffer } from '#server/services/offer.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';
import { refuse } from './refusal.ts';

export interface OfferRouteDeps {
  readonly offer: TakeOffer;
}

/** `POST /sync/v1/offer`: what a device still has of that which a restored hospital has lost (S11). */
export function offerRoute({ offer }: OfferRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parseOffer);
    if (!request.ok) return refuseBody(c, request.error);
    const answer = await offer(c.var.device, request.value);
    if (!answer.ok) {
      return refuse(c, answer.error.kind, {
        detail: 'Ask for the session anew, then offer again.',
      });
    }
    return c.json<OfferAnswer>(answer.value, 200, { 'cache-control': 'no-store' });
  });
}
