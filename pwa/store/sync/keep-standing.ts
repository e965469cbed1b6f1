import type { Facility } from '#shared/sync/session.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';

/** Where the device store remembers how the device stood. */
export const SYNC_KEPT = 'sync';

/** How the device stands with the hospital, for the next cold start. */
interface Standing {
  readonly lastContact: string | null;
  readonly facility: Facility | null;
  /** The first sync is complete. */
  readonly isComplete: boolean;
}
/** A line that speaks is heard of at least as often. */
const ANEW_MS = 15_000;

/** Keeps how the device stands: a contact only seconds after the one that is kept is not worth a write to the disk for every change of the hospital. */
export function createKeepStanding(
  store: Pick<DeviceStore, 'write'>,
): (now: Standing) => Promise<void> {
  let kept: Standing | null = null;
  return async (now) => {
    if (kept && isAlike(kept, now)) return;
    await store.write(SYNC_KEPT, now);
    kept = now;
  };
}

function isAlike(kept: Standing, now: Standing): boolean {
  const { facility, isComplete } = now;
  return (
    kept.facility === facility &&
    kept.isComplete === isComplete &&
    Math.abs(Date.parse(now.lastContact ?? '') - Date.parse(kept.lastContact ?? '')) < ANEW_MS
  );
}
