import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import {
  REQUEST_REFUSALS,
  SYNC_DOORS,
  type Refusal,
  type RefusedCount,
  type RequestRefusal,
  type SyncDoor,
} from '#shared/sync/fleet.ts';
import type { RefusalCode } from '#shared/sync/push.ts';

/** A request by its route, and why it was turned down where it was. */
interface Answered {
  readonly route: string;
  readonly path: string;
  readonly device: string | undefined;
  readonly refused?: string;
}
type Refused = Refusal & Pick<RefusedCount, 'door' | 'device'>;

/** What was turned down since the server started. One count per door and reason: nothing that a caller sends makes it grow. */
export interface RefusedCounts {
  /** Counts a request of a sync door that was turned down; others are none of its business. */
  readonly countRequest: (answered: Answered) => void;
  readonly countRows: (
    door: 'push' | 'offer' | 'escrow',
    codes: readonly RefusalCode[],
    device: DeviceId,
  ) => void;
  /** The latest first, with ids of devices. */
  readonly list: () => readonly RefusedCount[];
}
export interface RefusedCountsDeps {
  readonly clock: Clock;
  /** Told of each one, for whoever else counts. */
  readonly onRefused: (refused: Refused) => void;
}

/** Counts in memory: what was refused is kept in escrow, how often something was is a figure of this run of the server. */
export function createRefusedCounts({ clock, onRefused }: RefusedCountsDeps): RefusedCounts {
  const counts = new Map<string, RefusedCount>();
  const count = (refused: Refused): void => {
    const key = `${refused.door} ${refused.of} ${refused.code}`;
    const before = counts.get(key)?.count ?? 0;
    // Taken out and put in again: the latest is the last one of the map.
    counts.delete(key);
    counts.set(key, { ...refused, count: before + 1, lastAt: instantAt(clock.now()) });
    onRefused(refused);
  };
  return {
    countRequest: ({ path, device, refused }) => {
      if (refused === undefined || !path.startsWith('/sync/')) return;
      count({ door: doorOf(path), of: 'request', code: codeOf(refused), device: device ?? null });
    },
    countRows: (door, codes, device) => {
      for (const code of codes) count({ door, of: 'row', code, device });
    },
    list: () => [...counts.values()].toReversed(),
  };
}

function doorOf(path: string): SyncDoor {
  const name = /^\/sync\/v1\/(\w+)(?:\/\w+)?$/.exec(path)?.[1];
  return SYNC_DOORS.find((door) => door === name) ?? 'other';
}

/** A kind that no sync door is known to answer with would be a failure of ours. */
function codeOf(kind: string): RequestRefusal {
  return REQUEST_REFUSALS.find((code) => code === kind) ?? 'failed';
}
