import { Hono } from 'hono';
import { parseAck } from '#shared/sync/parse-request.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Devices } from '#server/services/devices.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';

export interface AckRouteDeps {
  readonly devices: Pick<Devices, 'noteAck'>;
}

/** `POST /sync/v1/ack`: how the device stands; for the administrator's page. */
export function ackRoute({ devices }: AckRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const ack = await readSyncBody(c, parseAck);
    if (!ack.ok) return refuseBody(c, ack.error);
    await devices.noteAck(c.var.device, ack.value);
    return c.body(null, 204);
  });
}
