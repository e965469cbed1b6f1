import { expect, type Locator, type Page } from '@playwright/test';
import type { FleetAnswer } from '#shared/sync/fleet.ts';

/** A device says how it stands a moment after something has changed; the page asks at most every few seconds. */
export const SOON = { timeout: 30_000 };
export const MINUTE = 60_000;
/** Somebody whose name must be nowhere on the administrator's page. */
export const CANARY = {
  family: 'Quillfeather',
  given: 'Zenobia',
  born: '7.7.1937',
  sex: 'Female',
} as const;

/** The row of the device that somebody opened last. */
export function rowOf(page: Page, person: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader'), hasText: person });
}

/** A device, by the row of whoever opened it last, is to hold the people of one ward and no others. */
export async function giveWard(page: Page, row: Locator, ward: string): Promise<void> {
  await row.getByRole('button', { name: /Details and actions/ }).click();
  await page.getByRole('button', { name: 'Places' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('the people of some wards and clinics').check();
  await dialog.getByLabel(ward).check();
  await dialog.getByRole('button', { name: 'Keep' }).click();
}

/** A figure of a row, by the head of its column. */
export function cell(row: Locator, head: string): Locator {
  return row.locator(`[data-label="${head}"]`);
}

/** A figure of the whole hospital. */
export function figure(page: Page, label: string): Locator {
  return page.locator('.pulse > div').filter({ has: page.getByText(label, { exact: true }) });
}

/** Another number after every load of the page. */
export function markPage(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

/** How many documents of one kind the page says there are. */
export function countOf(page: Page, kind: string): Locator {
  return page
    .getByRole('region', { name: 'What the hospital holds' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: kind, exact: true }) })
    .getByRole('cell');
}

/** The answer behind the page, as the administrator's browser gets it. */
export function readFleet(page: Page): Promise<FleetAnswer> {
  return page.evaluate(async () => (await (await fetch('/api/v1/fleet')).json()) as FleetAnswer);
}

/** A program on the ward's device writes what its person may not. */
export async function pushWithoutRight(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const me: unknown = await (await fetch('/api/v1/me')).json();
    const { person, device } = me as {
      readonly person: { readonly id: string };
      readonly device: { readonly id: string };
    };
    const id = crypto.randomUUID();
    const entry = {
      id: crypto.randomUUID(),
      device: device.id,
      n: 1_000_000,
      by: person.id,
      at: new Date().toISOString(),
      action: { id: crypto.randomUUID(), name: 'rename a ward' },
      changes: [{ path: '/name', after: 'Mine' }],
    };
    const row = { id, rev: '', trail: [entry] };
    const answer = await fetch('/sync/v1/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ collection: 'locations', rows: [row] }),
    });
    return answer.status;
  });
  expect(status).toBe(200);
}
