import { expect } from '@playwright/test';
import { banner } from '#e2e/harness/daily-work.ts';
import { openDevice, type Device } from '#e2e/harness/device.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { copyProfile } from '#e2e/harness/template.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import { layRoughLine, type RoughLine } from './rough-line.ts';
import { chartOf, shownOn, wrongInHospital, wrongOn, writeOne, type Written } from './saved.ts';

const LONG = { timeout: 90_000 };

/** Two profiles, one of them in two tabs, write on one chart over lines that cut, stall and replay. */
export async function workOverRoughLines(
  hospital: Hospital,
  dice: Dice,
  writes: number,
): Promise<readonly string[]> {
  const lines = await Promise.all([layRoughLine(hospital, dice), layRoughLine(hospital, dice)]);
  const devices: Device[] = [];
  const written: Written = { saved: [], tried: [] };
  try {
    const chart = await chartOf(hospital, 3);
    for (const [i, person] of (['reception', 'nurse'] as const).entries()) {
      const device = await openDevice({
        hospital: lines[i] ?? hospital,
        profile: copyProfile(person),
      });
      devices.push(device);
      await device.goTo(chart);
    }
    const [desk, tablet] = devices as [Device, Device];
    const second = await desk.context.newPage();
    await second.goto(desk.page.url());
    const pages = [desk.page, second, tablet.page];
    for (const page of pages) await expect(banner(page)).toContainText('MRN', LONG);
    for (let n = 0; n < writes; n += 1)
      await writeOne(dice.pick(pages), written, `S-${String(n).padStart(3, '0')}`);
    for (const line of lines) line.calm(true);
    for (const device of devices) await device.waitUntilSaved();
    for (const device of devices)
      await expect.poll(() => wrongOn(device, written), LONG).toEqual([]);
    const shown = await Promise.all(devices.map(shownOn));
    return [
      ...(await wrongInHospital(hospital, chart, written)),
      ...(shown[0] === shown[1] ? [] : [`the devices show: ${shown.join(' / ')}`]),
      ...devices.flatMap(({ complaints }) => complaints.map((what) => `the page said: ${what}`)),
    ];
  } finally {
    console.log(
      `faults: ${written.saved.length} writes of two profiles and two tabs, ${befallenOn(lines)}`,
    );
    await putAway(devices, lines);
  }
}

/** What befell all requests of some lines, as words. */
export function befallenOn(lines: readonly RoughLine[]): string {
  const sum = new Map<string, number>();
  for (const [fate, times] of lines.flatMap(({ befallen }) => [...befallen]))
    sum.set(fate, (sum.get(fate) ?? 0) + times);
  return [...sum].map(([fate, times]) => `${times} × ${fate}`).join(', ');
}

/** Puts away what a part has opened. */
export async function putAway(
  devices: readonly Device[],
  lines: readonly RoughLine[],
): Promise<void> {
  for (const device of devices) await device.remove();
  for (const line of lines) await line.remove();
}
