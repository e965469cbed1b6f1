import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Store } from '#server/store/store.ts';
import { hashSecret } from '#server/services/secrets.ts';
import type { Links } from './links.ts';
import { planReminders } from './plan.ts';
import type { Pusher } from './pusher.ts';
import { findSurvivor } from './read-survivor.ts';

/** What a browser gives out when its owner lets a page show notifications. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}
/** A patient's browser, by the link in a message and without a sign-in. */
export interface PushSignup {
  /** What a browser asks its push service with; null where no notifications go out. */
  readonly publicKey: () => Promise<string | null>;
  /** False for a link that is not ours, or a browser whose push service is none. */
  readonly add: (token: string, subscription: Subscription) => Promise<boolean>;
  readonly end: (token: string, endpoint: string) => Promise<boolean>;
}
export interface PushSignupDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly links: Links;
  readonly pusher: Pusher | null;
}

/** Nobody has more; a link that got about fills no table. */
const MOST_DEVICES = 10;
const MOST_COMING = 200;

export function createPushSignup(deps: PushSignupDeps): PushSignup {
  const { store, clock, links, pusher } = deps;
  const whose = async (token: string): Promise<string | null> => {
    const id = await links.openLink(token);
    return id === null ? null : ((await findSurvivor(store, id))?.id ?? null);
  };
  return {
    publicKey: async () => (pusher ? pusher.publicKey() : null),
    add: async (token, { endpoint, keys }) => {
      const patientId = await whose(token);
      if (patientId === null || !pusher?.isService(endpoint)) return false;
      const id = hashSecret(endpoint);
      const there = await store.pushDevices.listPushDevices(patientId);
      if (there.length >= MOST_DEVICES && !there.some((one) => one.id === id)) return false;
      const madeAt = instantAt(clock.now());
      await store.pushDevices.putPushDevice({ id, patientId, endpoint, ...keys, madeAt });
      await planComing(deps, patientId);
      return true;
    },
    end: async (token, endpoint) => {
      const patientId = await whose(token);
      if (patientId === null) return false;
      const there = await store.pushDevices.listPushDevices(patientId);
      const mine = there.find(({ id }) => id === hashSecret(endpoint));
      if (mine) await store.pushDevices.dropPushDevice(mine.id);
      if (mine) await planComing(deps, patientId);
      return true;
    },
  };
}

/** What is booked already is told of on the new way too. */
async function planComing({ store, clock }: PushSignupDeps, patientId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const now = instantAt(clock.now());
    const { documents } = await tx.find({
      collection: 'appointments',
      where: [
        { key: 'patientId', anyOf: [patientId] },
        { key: 'start', from: now },
      ],
      limit: MOST_COMING,
    });
    for (const { id, content } of documents)
      await planReminders({ tx, now, isNews: false }, { id, before: content, content });
  });
}
