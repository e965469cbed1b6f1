import { instantAt } from '#shared/lib/clock.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { Store } from '#server/store/store.ts';

const SHOWN_MS = 35 * 86_400_000;
const MOST_SHOWN = 200;

/** Who opened which record outside the places of their device, for the administrator's page. */
export async function openingRows(
  store: Store,
  now: number,
): Promise<Pick<FleetAnswer, 'openings'>> {
  const openings = await store.listOpenings(instantAt(now - SHOWN_MS), MOST_SHOWN);
  if (openings.length === 0) return {};
  const accounts = await store.accounts.listAccounts();
  const devices = await store.devices.listDevices();
  const names = new Map([...accounts, ...devices].map(({ id, name }) => [id as string, name]));
  return {
    openings: openings.map(({ personId, deviceId, ...row }) => ({
      ...row,
      person: names.get(personId) ?? null,
      device: names.get(deviceId) ?? null,
    })),
  };
}
