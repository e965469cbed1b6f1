import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { DEMO_PASSWORD, openDevice, type Device } from '#e2e/harness/device.ts';
import { enter, lock } from '#e2e/harness/door.ts';
import { countOn, heldBy, type Counts } from '#e2e/harness/held-documents.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { layRoughLine } from './rough-line.ts';
import { befallenOn, putAway } from './two-profiles.ts';

const PROFILES = 4;
const AFTER_START_MS = 4000;
const LONG = { timeout: 90_000 };
/** A line that was cut is tried again within so long. */
const BACK = { timeout: 16_000 };

/** Kills browsers that are new to the hospital while it arrives on them; each comes back until it has everything, once. */
export async function killFirstSyncs(
  hospital: Hospital,
  dice: Dice,
  kills: number,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const held = heldBy(hospital);
  for (let profile = 0; profile < PROFILES; profile += 1) {
    const line = await layRoughLine(hospital, dice);
    const device = await openDevice({ hospital: line });
    const partly: number[] = [];
    try {
      await comeIn(device);
      for (let kill = profile; kill < kills; kill += PROFILES) {
        await sleep(dice.below(AFTER_START_MS));
        await device.kill();
        await device.reopen('/');
        await comeIn(device);
        partly.push(sumOf(await countOn(device)));
      }
      line.calm(true);
      await signInIfAsked(device);
      await device.waitUntilSaved();
      await expect.poll(() => countOn(device), LONG).toEqual(held);
    } catch (cause) {
      wrong.push(`profile ${profile}: ${cause instanceof Error ? cause.stack : String(cause)}`);
    } finally {
      console.log(
        `faults: ${partly.length} kills in a first sync, then on the device: ${partly.join(', ')} of ${sumOf(held)} documents; ${befallenOn([line])}`,
      );
      await putAway([device], [line]);
    }
  }
  return wrong;
}

/** Signs in where it is asked for: the cookie of a browser that dies in its first half minute is gone with it. */
async function comeIn(device: Device): Promise<void> {
  const { page } = device;
  const form = page.getByLabel('User name').or(page.getByRole('heading', { name: /^Who is/ }));
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(form.or(main).first()).toBeVisible(LONG);
  if (await main.isVisible()) {
    return signInIfAsked(device);
  }
  const someoneElse = page.getByRole('button', { name: 'Someone else' });
  if (await someoneElse.isVisible()) await someoneElse.click();
  await device.signIn('reception');
}

async function signInIfAsked(device: Device): Promise<void> {
  const { page } = device;
  await expect(device.mark()).toContainText(/Loading|saved|Offline|Sign in again/, LONG);
  // Behind a line that has just come back, the hospital's word is not here yet.
  await expect(device.mark())
    .not.toContainText('Offline', BACK)
    .catch(() => undefined);
  if (!(await device.mark().textContent())?.includes('Sign in again')) return;
  await lock(page);
  await enter(page, null, DEMO_PASSWORD);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible(LONG);
}

function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((all, n) => all + n, 0);
}
