import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { AckRequest, AppVital } from '#shared/sync/ack.ts';

export interface AckInputs {
  readonly clock: Clock;
  readonly appVersion: string;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly vitals: readonly AppVital[];
  readonly checkpoints: Readonly<Record<string, number>>;
}

/** How this device stands, for the administrator's page. */
export async function ackOf(input: AckInputs): Promise<AckRequest> {
  return {
    checkpoints: input.checkpoints,
    unsent: input.unsent,
    oldestUnsent: input.oldestUnsent,
    storage: await storageOf(),
    appVersion: input.appVersion,
    kind: deviceKind(),
    clock: instantAt(input.clock.now()),
    vitals: input.vitals,
  };
}

/** Tablet, desktop or phone, by pointer and width; only for grouping figures. */
export function deviceKind(): AckRequest['kind'] {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet';
}

async function storageOf(): Promise<AckRequest['storage']> {
  if (!navigator.storage?.estimate) return null;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { used: usage, quota, isPersisted: await navigator.storage.persisted() };
}
