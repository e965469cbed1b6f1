import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { banner } from '#e2e/harness/daily-work.ts';
import { openDevice } from '#e2e/harness/device.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { copyProfile } from '#e2e/harness/template.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { layRoughLine } from './rough-line.ts';
import { chartOf, wrongInHospital, wrongOn, writeOne, type Written } from './saved.ts';
import { befallenOn, putAway } from './two-profiles.ts';

const LONG = { timeout: 90_000 };
/** How long after something was saved, or after its typing began, the longest-lived browser dies. */
const AFTER_SAVED_MS = 800;
const WHILE_TYPING_MS = 1000;

/** Kills the browser while it pushes, and while somebody types; it comes back over the same storage each time. */
export async function killWhilePushing(
  hospital: Hospital,
  dice: Dice,
  kills: number,
): Promise<readonly string[]> {
  const line = await layRoughLine(hospital, dice);
  const chart = await chartOf(hospital, 5);
  const device = await openDevice({ hospital: line, profile: copyProfile('reception') });
  const written: Written = { saved: [], tried: [] };
  const wrong: string[] = [];
  try {
    await device.goTo(chart);
    for (let kill = 0; kill < kills; kill += 1) {
      await expect(banner(device.page)).toContainText('MRN', LONG);
      const name = `K-${String(kill).padStart(3, '0')}`;
      if (dice.chance(0.7)) {
        await writeOne(device.page, written, name);
        await sleep(dice.below(AFTER_SAVED_MS));
      } else {
        // What is not saved when the browser dies may be lost: the screen never said otherwise.
        void writeOne(device.page, written, name).catch(() => undefined);
        await sleep(dice.below(WHILE_TYPING_MS));
      }
      const saved = [...written.saved];
      await device.kill();
      await device.reopen(chart);
      await expect(banner(device.page)).toContainText('MRN', LONG);
      const missing = await wrongOn(device, { ...written, saved });
      wrong.push(...missing.map((what) => `after kill ${kill}: ${what}`));
    }
    line.calm(true);
    await device.waitUntilSaved();
    wrong.push(...(await wrongOn(device, written)));
    return [...wrong, ...(await wrongInHospital(hospital, chart, written))];
  } finally {
    console.log(
      `faults: ${kills} browsers killed while pushing, ${written.saved.length} writes called saved, ${befallenOn([line])}`,
    );
    await putAway([device], [line]);
  }
}
