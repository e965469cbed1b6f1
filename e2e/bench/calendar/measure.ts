import { join } from 'node:path';
import { expect } from '@playwright/test';
import { newAccount } from '#server/services/people.ts';
import { startBenchHospital, writeRows } from '#e2e/bench/bench-hospital.ts';
import { openBenchPage } from '#e2e/bench/bench-page.ts';
import { median } from '#e2e/bench/interleave.ts';
import { findBrowser } from '#e2e/browser.ts';
import { buildIfStale } from '#e2e/fresh-build.ts';
import { openDevice, type Device } from '#e2e/harness/device.ts';
import { addDays, dayOf, today } from '#shared/scheduling/wall-time.ts';
import { readClinic, ZONE, type Clinic } from './clinic.ts';
import type { BenchCases, DeskData } from './page.ts';
import { drag, openWeek, type WeekShown } from './week-in-page.ts';

const DIST = join(import.meta.dirname, '../../../dist');
const FIRST_SYNC_MS = 15 * 60_000;
const QUESTIONS = 400;
const ROUNDS = 9;
const DESK = { practitioners: 14, days: 90 } as const;
const CLERK = {
  username: 'clerk',
  name: 'Clerk',
  roles: ['reception'],
  password: 'a long enough password',
} as const;
/** As devices open, and so high that all clinicians stand on the screen at once. */
const USUAL = { width: 1280, height: 900 };
const TALL = { width: 1920, height: 2600 };
declare const cases: BenchCases;

/** The next free time, and a week of 20 clinicians, over the clinic's 110,508 appointments. */
export async function measure(): Promise<void> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  process.env['CHROMIUM_PATH'] = browser.file;
  process.env['CHROMIUM_ENV'] = JSON.stringify(browser.env);
  if (!buildIfStale()) throw new Error('the app does not build');
  const clinic = readClinic(today(ZONE, Date.now()));
  if (!clinic) return console.log('calendar: the sample data is missing (../shared/data)');
  // One part alone: npm run bench -- calendar next-free|week.
  const only = process.argv[3];
  if (only !== 'week') await measureNextFree(clinic);
  if (only !== 'next-free') await measureWeek(clinic);
}

async function measureNextFree(clinic: Clinic): Promise<void> {
  const bench = await openBenchPage(import.meta.dirname, 0);
  try {
    const page = await bench.open();
    const asked = await page.evaluate(
      ({ data, questions, days }) => {
        const real = cases.ask(data, questions);
        return { real, full: cases.ask(cases.filled(data, days), questions) };
      },
      { data: deskOf(clinic), questions: QUESTIONS, days: DESK.days },
    );
    if (asked.real.found < QUESTIONS || asked.full.found > 0)
      throw new Error(
        `found ${asked.real.found} on the clinic, ${asked.full.found} where all is taken`,
      );
    console.log(
      `calendar.next-free-ms ${p95(asked.real.ms).toFixed(2)} at p95, median ${median(asked.real.ms).toFixed(2)}; where all ${DESK.days} days are taken ${p95(asked.full.ms).toFixed(2)}, median ${median(asked.full.ms).toFixed(2)}`,
    );
  } finally {
    await bench.close();
  }
}

/** Fourteen of the clinicians over the 90 days around the fullest week, as a query of the device hands their bookings over. */
function deskOf({ appointments, schedules, fullestMonday }: Clinic): DeskData {
  const some = schedules.slice(0, DESK.practitioners);
  const ids = new Set(some.map(({ practitionerId }) => practitionerId));
  const from = addDays(fullestMonday, -14);
  const to = addDays(from, DESK.days);
  const booked = appointments
    .filter(({ slot }) => slot && ids.has(slot.practitionerId))
    .filter(({ slot }) => slot && from <= dayOf(slot.wall) && dayOf(slot.wall) <= to);
  return { schedules: some, booked, from: `${from}T08:00:00.000Z` };
}

async function measureWeek(clinic: Clinic): Promise<void> {
  const hospital = await startBenchHospital(0, DIST);
  const { server } = hospital;
  await writeRows(server, clinic.rows);
  await server.store.accounts.addAccount(await newAccount(CLERK, false, new Date().toISOString()));
  // What is drawn is measured, and what it holds is counted in tables that lie in the clear.
  const device = await openDevice({
    hospital: { port: Number(new URL(server.url).port) },
    store: 'plain',
  });
  try {
    await device.signIn(CLERK.username, CLERK.password);
    await expect(device.mark()).toContainText('All saved in the hospital', {
      timeout: FIRST_SYNC_MS,
    });
    const held = await device.page.evaluate(countHeld);
    tell('calendar.week-ms', await openWeeks(device, clinic.fullestMonday), held);
    await device.page.setViewportSize(TALL);
    tell('calendar.week-tall-ms', await openWeeks(device, clinic.fullestMonday), held);
    await device.page.setViewportSize(USUAL);
    const { frames, seconds, longestGapMs } = await drag(device.page);
    console.log(
      `calendar.drag-frames-per-second ${(frames / seconds).toFixed(1)}, longest gap ${longestGapMs.toFixed(0)} ms`,
    );
  } finally {
    await device.remove();
    await hospital.remove();
  }
}

function tell(name: string, weeks: readonly WeekShown[], held: number): void {
  const shown = weeks.map(({ ms }) => ms);
  const longest = Math.max(...weeks.map(({ longestTaskMs }) => longestTaskMs));
  console.log(
    `${name} ${median(shown).toFixed(0)} (${shown.map((ms) => ms.toFixed(0)).join(' ')}); longest task ${longest.toFixed(0)} ms; ${weeks[0]?.rows} clinicians in sight, ${held} appointments stored`,
  );
}

async function openWeeks(device: Device, monday: string): Promise<readonly WeekShown[]> {
  const weeks: WeekShown[] = [];
  for (let n = 0; n <= ROUNDS; n += 1) {
    await device.goTo(`/calendar?day=${monday}`);
    await expect(device.page.locator('.cal-person').first()).toBeVisible();
    await device.page.waitForTimeout(1500);
    weeks.push(await openWeek(device.page));
  }
  // The first one also loads the chunk from disk.
  return weeks.slice(1);
}

/** How many appointments this device holds, counted in its database. */
async function countHeld(): Promise<number> {
  const names = await indexedDB.databases();
  for (const { name = '' } of names.filter((one) => one.name?.endsWith('--0--appointments'))) {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open(name);
      open.onsuccess = () => resolve(open.result);
    });
    const store = [...db.objectStoreNames].find((one) => one === 'docs') ?? '';
    const count = await new Promise<number>((resolve) => {
      const asked = db.transaction(store).objectStore(store).count();
      asked.onsuccess = () => resolve(asked.result);
    });
    db.close();
    if (count > 0) return count;
  }
  return 0;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
