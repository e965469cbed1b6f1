import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDevice, storeOf } from './device.ts';
import { startHospital, type Hospital } from './hospital.ts';
import { READY_PEOPLE, TEMPLATE_VARIABLE, type ReadyPerson } from './template.ts';

const DONE = 'ready';
/** Says which build the devices have installed. */
const BUILD = join(import.meta.dirname, '../../dist/version.json');
const SECOND_START_MS = 4000;

/**
 * Makes the demo hospital once, with a device of every role that has received all of it; every journey starts on copies of its
 * own. `WARDLINE_E2E_TEMPLATE` names a folder that is kept for the next run over the same build and store.
 */
export default async function setUp(): Promise<void> {
  const folder = process.env[TEMPLATE_VARIABLE];
  if (!folder) throw new Error('start the journeys with: npm run e2e');
  const done = join(folder, DONE);
  const made = `${readFileSync(BUILD, 'utf8')} ${storeOf({})}`;
  if (existsSync(done) && readFileSync(done, 'utf8') === made) return;
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
  writeFileSync(done, made);
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
  // A device that starts for the second time looks once through what it received last; that is behind everybody who is not new.
  await device.reopen();
  await device.waitUntilSaved();
  await device.page.waitForTimeout(SECOND_START_MS);
  await device.close();
}
