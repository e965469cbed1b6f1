import { Hono } from 'hono';
import type { EscrowAnswer } from '#shared/sync/escrow.ts';
import { parseEscrow } from '#shared/sync/parse-escrow.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { HandOver } from '#server/services/hand-over.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';
import { refuse, type RefusalKind } from './refusal.ts';

export interface HandOverRouteDeps {
  readonly handOver: HandOver;
}
const REFUSALS: Readonly<Record<'may-push' | 'too-much-waits', readonly [RefusalKind, string]>> = {
  'may-push': [
    'may-push',
    'Nothing stands in the way of this device: ask for the session, then push.',
  ],
  'too-much-waits': [
    'too-much-waits',
    'What is on the device stays on it. More is taken once an administrator has decided about some of it.',
  ],
};

/** `POST /sync/v1/escrow`: what waits on a device that may not push, kept for a person (S17). Locked devices and those of nobody may call it. */
export function handOverRoute({ handOver }: HandOverRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const request = await readSyncBody(c, parseEscrow);
    if (!request.ok) return refuseBody(c, request.error);
    const answer = await handOver(c.var.device, request.value);
    if (answer.ok) return c.json<EscrowAnswer>(answer.value, 200, { 'cache-control': 'no-store' });
    const [kind, detail] = REFUSALS[answer.error.kind];
    return refuse(c, kind, { detail });
  });
}
