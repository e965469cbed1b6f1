import { expect } from '@playwright/test';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { banner } from '#e2e/harness/daily-work.ts';
import { DEMO_PASSWORD, openDevice } from '#e2e/harness/device.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { clearKept } from '#e2e/harness/storage-room.ts';
import { copyProfile, type ReadyPerson } from '#e2e/harness/template.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { layRoughLine } from './rough-line.ts';
import { chartOf, wrongInHospital, writeOne, type Written } from './saved.ts';
import { putAway } from './two-profiles.ts';

const LONG = { timeout: 90_000 };
/** Everything but the cookies: the device is still known, and its storage is empty. */
const STORAGE = 'indexeddb,cache_storage,local_storage,service_workers';

/** Clears the storage of devices on which something waits that the hospital has heard of: the loss is reported, and how much it is. */
export async function clearStorage(hospital: Hospital, dice: Dice): Promise<readonly string[]> {
  const wrong: string[] = [];
  const counts: string[] = [];
  for (const [i, person] of (['reception', 'nurse', 'nurse2'] as const).entries()) {
    const { lost, reported, more } = await clearOne(hospital, dice, { person, nth: 7 + i });
    counts.push(`${lost} lost and ${reported} reported`);
    if (lost !== reported) wrong.push(`${person}: ${lost} were lost, ${reported} reported`);
    wrong.push(...more);
  }
  console.log(`faults: ${counts.length} cleared storages: ${counts.join(', ')}`);
  return wrong;
}

async function clearOne(
  hospital: Hospital,
  dice: Dice,
  { person, nth }: { readonly person: ReadyPerson; readonly nth: number },
) {
  const line = await layRoughLine(hospital, dice);
  line.calm(true);
  const chart = await chartOf(hospital, nth);
  const device = await openDevice({ hospital: line, profile: copyProfile(person) });
  const kept: Written = { saved: [], tried: [] };
  const lost: Written = { saved: [], tried: [] };
  try {
    await device.waitUntilSaved();
    await device.goTo(chart);
    await expect(banner(device.page)).toContainText('MRN', LONG);
    for (let n = dice.below(3); n > 0; n -= 1) await writeOne(device.page, kept, `C-${nth}-${n}`);
    await expect.poll(() => wrongInHospital(hospital, chart, kept), LONG).toEqual([]);
    line.holdPushes(true);
    for (let n = 1 + dice.below(4); n > 0; n -= 1)
      await writeOne(device.page, lost, `L-${nth}-${n}`);
    const id = await deviceId(device.page);
    const cookie = await adminOf(hospital);
    const row = async () => (await fleet(hospital, cookie)).devices.find((one) => one.id === id);
    await expect.poll(async () => (await row())?.unsent, LONG).toBe(lost.saved.length);
    await device.page.goto('about:blank');
    await clearKept(device, STORAGE);
    line.holdPushes(false);
    await device.goTo('/');
    await device.signIn(person);
    await device.waitUntilSaved();
    const note = (await fleet(hospital, cookie)).contacts?.find((one) => one.id === id);
    return {
      lost: (await wrongInHospital(hospital, chart, lost)).length,
      reported: note?.kind === 'cleared' ? note.missing : 0,
      more: await wrongInHospital(hospital, chart, kept),
    };
  } finally {
    await putAway([device], [line]);
  }
}

/** Who the hospital says this browser is. */
function deviceId(page: { evaluate: <T>(work: () => Promise<T>) => Promise<T> }): Promise<string> {
  return page.evaluate(async () => {
    const me = (await (await fetch('/api/v1/me')).json()) as { readonly device: { id: string } };
    return me.device.id;
  });
}

async function adminOf({ url }: Hospital): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: DEMO_PASSWORD, deviceKind: 'desktop' }),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return cookies.join('; ');
}

async function fleet({ url }: Hospital, cookie: string): Promise<FleetAnswer> {
  return (
    await fetch(`${url}/api/v1/fleet`, { headers: { cookie } })
  ).json() as Promise<FleetAnswer>;
}
