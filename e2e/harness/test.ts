import { test as base } from '@playwright/test';
import { openDevice, type Device, type DeviceOptions } from './device.ts';
import { startHospital, type Hospital } from './hospital.ts';

interface Fixtures {
  /** The demo hospital of this journey alone. */
  readonly hospital: Hospital;
  /** A hospital with nobody in it. */
  readonly emptyHospital: Hospital;
  /** Unpacks a new device at the hospital; all of them are put away at the end. */
  readonly newDevice: (options?: Partial<DeviceOptions>) => Promise<Device>;
}

/** A journey: told in the words of the people who make it. */
export const test = base.extend<Fixtures>({
  // Playwright reads the first parameter's pattern to learn what a fixture needs.
  // oxlint-disable-next-line no-empty-pattern
  hospital: async ({}, use) => {
    const hospital = await startHospital();
    await use(hospital);
    await hospital.remove();
  },
  // oxlint-disable-next-line no-empty-pattern
  emptyHospital: async ({}, use) => {
    const hospital = await startHospital({ isEmpty: true });
    await use(hospital);
    await hospital.remove();
  },
  newDevice: async ({ hospital }, use) => {
    const devices: Device[] = [];
    await use(async (options = {}) => {
      const device = await openDevice({ url: hospital.url, ...options });
      devices.push(device);
      return device;
    });
    await Promise.all(devices.map((device) => device.remove()));
  },
});
export { expect } from '@playwright/test';
