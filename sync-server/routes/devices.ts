import { Hono } from 'hono';
import { parseId, type DeviceId } from '#shared/domain/ids.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Devices } from '#server/services/devices.ts';
import { deviceChangeBody } from './bodies.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';

/** `PATCH /api/v1/devices/:id`: an administrator renames a device, locks it or opens it again. */
export function deviceRoutes(devices: Pick<Devices, 'change'>): Hono<AppEnv> {
  return new Hono<AppEnv>().patch('/devices/:id', async (c) => {
    const id = parseId<DeviceId>(c.req.param('id'));
    if (!id) return refuse(c, 'no-such-device');
    const body = await readJson(c, deviceChangeBody);
    if (!body.ok) return refuse(c, 'not-readable', body.error);
    const changed = await devices.change(id, body.value);
    return changed.ok ? c.body(null, 204) : refuse(c, changed.error.kind);
  });
}
