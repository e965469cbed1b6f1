import { test as base } from '@playwright/test';
import { layCable, type Cable } from './cable.ts';
import { openDevice, type Device, type DeviceOptions } from './device.ts';
import { startHospital, type Hospital } from './hospital.ts';
import { copyProfile, type ReadyPerson } from './template.ts';

interface Fixtures {
  /** The demo hospital of this journey alone. */
  readonly hospital: Hospital;
  /** A hospital with nobody in it. */
  readonly emptyHospital: Hospital;
  /** Unpacks a new device at the demo hospital; all of them are put away at the end. */
  readonly newDevice: (options?: Partial<DeviceOptions>) => Promise<Device>;
  /** The device of somebody who has used Wardline before: signed in, everything received, able to start without a network. */
  readonly deviceOf: (person: ReadyPerson, options?: Partial<DeviceOptions>) => Promise<Device>;
  /** A cable to the demo hospital for one device alone: give it to the device as its `hospital`. */
  readonly newCable: () => Promise<Cable>;
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
      const device = await openDevice({ hospital, ...options });
      devices.push(device);
      return device;
    });
    await Promise.all(devices.map((device) => device.remove()));
  },
  deviceOf: async ({ newDevice }, use) => {
    await use((person, options = {}) => newDevice({ profile: copyProfile(person), ...options }));
  },
  newCable: async ({ hospital }, use) => {
    const cables: Cable[] = [];
    await use(async () => {
      const cable = await layCable(hospital);
      cables.push(cable);
      return cable;
    });
    await Promise.all(cables.map((cable) => cable.remove()));
  },
});
export { expect } from '@playwright/test';
