import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDevice } from './device.ts';
import { startHospital, type Hospital } from './hospital.ts';
import { READY_PEOPLE, TEMPLATE_VARIABLE, type ReadyPerson } from './template.ts';

const DONE = 'ready';

/**
 * Makes the demo hospital once, with a device of every role that has received all of it; every journey starts on copies of its
 * own. `WARDLINE_E2E_TEMPLATE` names a folder that is kept for the next run.
 */
export default async function setUp(): Promise<void> {
  const folder = process.env[TEMPLATE_VARIABLE];
  if (!folder) throw new Error('start the journeys with: npm run e2e');
  if (existsSync(join(folder, DONE))) return;
  rmSync(folder, { recursive: true, force: true });
  const hospital = await startHospital({ dataDir: join(folder, 'hospital') });
  const people = [...READY_PEOPLE];
  // Two at a time is what two cores carry.
  const work = async (): Promise<void> => {
    for (let person = people.shift(); person; person = people.shift())
      await prepareDevice(hospital, folder, person);
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await hospital.stop();
  }
  writeFileSync(join(folder, DONE), '');
}

async function prepareDevice(
  hospital: Hospital,
  folder: string,
  person: ReadyPerson,
): Promise<void> {
  const profile = join(folder, `device-${person}`);
  const device = await openDevice({ hospital, profile });
  await device.signIn(person);
  await device.waitUntilSaved();
  await device.waitUntilInstalled();
  await device.close();
}
