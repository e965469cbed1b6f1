import { Hono } from 'hono';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Fleet } from '#server/services/fleet.ts';

/** `GET /api/v1/fleet`: how every device stands, for administrators. */
export function fleetRoutes(fleet: Fleet): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/fleet', async (c) => c.json<FleetAnswer>(await fleet.read()));
}
