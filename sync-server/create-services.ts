import { Hono } from 'hono';
import type { Clock } from '#shared/lib/clock.ts';
import type { AppDeps } from './app.ts';
import { createDevices } from './services/devices.ts';
import { createFleet } from './services/fleet.ts';
import { createHistory } from './services/history.ts';
import { createHospital } from './services/hospital.ts';
import { createMetrics } from './services/metrics.ts';
import { createPeople } from './services/people.ts';
import { createSignIn } from './services/sign-in.ts';
import { createTokens } from './services/tokens.ts';
import { createReadRecord } from './services/window-record.ts';
import type { Store } from './store/store.ts';

export interface ServicesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly diskFreeBytes: () => Promise<number | null>;
}
export type Services = Omit<AppDeps, 'files' | 'budgets' | 'logger'> & {
  /** Closes the streams; afterwards nothing runs by itself. */
  readonly stop: () => Promise<void>;
};

/** Less than this, and the next commits may not find room. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** Everything that the routes call, over one store. */
export function createServices(deps: ServicesDeps): Services {
  const { store, clock } = deps;
  const { accounts } = store;
  const devices = createDevices({ store: store.devices, clock });
  const tokens = createTokens(accounts, clock);
  const onChange = (): void => undefined;
  const metrics = createMetrics({
    readHead: async () => (await store.readFacility()).head,
    countStreams: () => 0,
    countQueued: () => 0,
  });
  return {
    devices,
    tokens,
    metrics,
    people: createPeople({ accounts, devices: store.devices, clock, onChange }),
    signIn: createSignIn({ accounts, devices, clock }),
    hospital: createHospital(deps),
    history: createHistory(store, createReadRecord(deps)),
    fleet: createFleet({ ...deps, isConnected: () => false }),
    whyNotReady: () => whyNotReady(deps),
    syncRoutes: new Hono(),
    fhirRoutes: new Hono(),
    stop: async () => {
      metrics.stop();
    },
  };
}

async function whyNotReady({ store, diskFreeBytes }: ServicesDeps): Promise<string | null> {
  try {
    await store.readFacility();
  } catch {
    return 'The database does not answer.';
  }
  const free = await diskFreeBytes();
  return free !== null && free < LEAST_FREE_BYTES
    ? 'The disk that holds the data is nearly full. Make room.'
    : null;
}
