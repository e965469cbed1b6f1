import { Hono } from 'hono';
import type { EscrowPage, EscrowVerdictAnswer } from '#shared/sync/escrow.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Escrow } from '#server/services/escrow.ts';
import { escrowVerdictBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';

/** `/api/v1/escrow`: writes that wait for an administrator, and what they decide (S17). */
export function escrowRoutes(escrow: Pick<Escrow, 'page' | 'decide'>): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/escrow', async (c) => c.json<EscrowPage>(await escrow.page()))
    .post('/escrow/decision', async (c) => {
      const body = await readJson(c, escrowVerdictBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const { id } = c.var.signedIn.person;
      return c.json<EscrowVerdictAnswer>(await escrow.decide(body.value, id));
    });
}
