import { deviceKind } from '#pwa/platform/device-kind.ts';
import { readStorageRoom } from '#pwa/platform/storage-room.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { AckRequest, AppVital } from '#shared/sync/ack.ts';

export interface AckInputs {
  readonly clock: Clock;
  readonly appVersion: string;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  /** Who has the device open. */
  readonly person: string | null;
  readonly vitals: readonly AppVital[];
  readonly checkpoints: Readonly<Record<string, number>>;
  readonly contact: string | null;
  readonly mutations: number;
  /** Documents mended here so far. */
  readonly repaired: number;
}

/** How this device stands, for the administrator's page. */
export async function ackOf(input: AckInputs): Promise<AckRequest> {
  return {
    checkpoints: input.checkpoints,
    unsent: input.unsent,
    oldestUnsent: input.oldestUnsent,
    person: input.person,
    storage: await readStorageRoom(),
    appVersion: input.appVersion,
    kind: deviceKind(),
    clock: instantAt(input.clock.now()),
    vitals: input.vitals,
    ...(input.contact ? { contact: input.contact } : {}),
    mutations: input.mutations,
    ...(input.repaired > 0 ? { repaired: input.repaired } : {}),
  };
}
