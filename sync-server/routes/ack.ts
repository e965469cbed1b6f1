import { Hono } from 'hono';
import { parseAck } from '#shared/sync/parse-request.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { NoteMade } from '#server/services/contact.ts';
import type { Devices } from '#server/services/devices.ts';
import { readSyncBody, refuseBody } from './read-sync-body.ts';

export interface AckRouteDeps {
  readonly devices: Pick<Devices, 'noteAck'>;
  readonly contacts: NoteMade;
}

/** `POST /sync/v1/ack`: how the device stands; for the administrator's page. */
export function ackRoute({ devices, contacts }: AckRouteDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', async (c) => {
    const ack = await readSyncBody(c, parseAck);
    if (!ack.ok) return refuseBody(c, ack.error);
    await devices.noteAck(c.var.device, ack.value);
    const { contact = null, mutations: made, unsent } = ack.value;
    if (made !== undefined)
      await contacts.noteMade(c.var.device.id, { made, isSettled: unsent === 0, contact });
    return c.body(null, 204);
  });
}
