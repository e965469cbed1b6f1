import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { refuse } from '#server/routes/refusal.ts';
import type { Devices } from '#server/services/devices.ts';
import { deviceTokenOf } from './identify-person.ts';

export interface IdentifyDeviceDeps {
  readonly devices: Pick<Devices, 'identify'>;
}

/** Lets in enrolled devices only, by their own cookie; a locked one is told so, but for a door that takes what waits on it (S17). */
export function identifyDevice(
  { devices }: IdentifyDeviceDeps,
  locked?: 'locked too',
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // Known by a door's own rule already.
    if (c.var.device) return next();
    const token = deviceTokenOf(c);
    const device = token ? await devices.identify(token) : null;
    if (!device) {
      return refuse(c, 'unknown-device', { detail: 'Sign in once on this device while online.' });
    }
    if (device.isLocked && !locked) {
      return refuse(c, 'device-locked', {
        detail: 'What waits on it stays on it. An administrator can unlock it.',
      });
    }
    c.set('device', device);
    return next();
  };
}

/** What the hospital tells goes only to devices that somebody with an account signs in on; the others may still say what waits on them. */
export function somebodysDevice(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.get('device').people.some(({ isActive }) => isActive)) return next();
    return refuse(c, 'unknown-device', { detail: 'Nobody who signed in here has an account now.' });
  };
}
