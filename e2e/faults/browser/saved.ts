import { readCopy } from '#e2e/harness/hospital-copy.ts';
import { addAllergy, banner } from '#e2e/harness/daily-work.ts';
import type { Device } from '#e2e/harness/device.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import type { Page } from '@playwright/test';

/** What screens called saved, and what was typed when a browser died: that may be there or not, but never twice. */
export interface Written {
  readonly saved: string[];
  readonly tried: string[];
}

/** Writes one more allergy on the chart that is open; it is saved once the chart shows it. */
export async function writeOne(page: Page, written: Written, name: string): Promise<void> {
  written.tried.push(name);
  await addAllergy(page, name);
  written.saved.push(name);
}

/** The address of the chart of the first person that is found for some letters. */
export async function chartOf(hospital: Pick<Hospital, 'dataDir'>, nth: number): Promise<string> {
  const { documents } = await readCopy(hospital, (store) =>
    store.find({ collection: 'patients', limit: nth + 1 }),
  );
  return `/patients/${documents[nth]?.id ?? ''}`;
}

/** What the hospital does not hold of that which was saved, and what it holds twice. */
export async function wrongInHospital(
  hospital: Pick<Hospital, 'dataDir'>,
  chart: string,
  { saved, tried }: Written,
): Promise<readonly string[]> {
  const id = chart.slice('/patients/'.length);
  return readCopy(hospital, async (store) => {
    const document = await store.readDocument('patients', id);
    const history = await store.readHistory({ patientId: id, limit: 10_000 });
    const held = JSON.stringify(document?.content ?? {});
    const mutations = history.flatMap(({ mutationId }) => mutationId ?? []);
    const timesIn = (name: string): number =>
      history.filter(({ changes }) =>
        changes.some(({ before, after }) => says(after, name) && !says(before, name)),
      ).length;
    return [
      ...saved.filter((name) => !held.includes(`"${name}"`)).map((name) => `${name} is lost`),
      ...tried.filter((name) => timesIn(name) > 1).map((name) => `${name} was written twice`),
      ...(new Set(mutations).size < mutations.length ? ['a mutation landed twice'] : []),
    ];
  });
}

function says(value: unknown, name: string): boolean {
  return JSON.stringify(value ?? null).includes(`"${name}"`);
}

/** What a device shows at the top of a chart. */
export async function shownOn({ page }: Pick<Device, 'page'>): Promise<string> {
  return (await banner(page).textContent()) ?? '';
}

/** What of that which was saved a device does not show. */
export async function wrongOn(device: Device, { saved }: Written): Promise<readonly string[]> {
  const shown = await shownOn(device);
  return saved.filter((name) => !shown.includes(name)).map((name) => `${name} is not shown`);
}
