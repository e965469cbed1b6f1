import type { FleetDevice } from '#shared/sync/fleet.ts';

/** What is the matter with a device, the gravest first; `in-step`, `sending` and `away` are well. */
export type DeviceState =
  | 'locked'
  | 'silent'
  | 'behind'
  | 'almost-full'
  | 'late'
  | 'not-heard'
  | 'filling'
  | 'clock-wrong'
  | 'old-version'
  | 'sending'
  | 'away'
  | 'in-step';
export type Level = 'red' | 'amber' | 'ok' | 'off';
type Heat = 'hot' | 'warm' | null;

/** A device with what the page thinks of it; every figure says for itself whether it is one to worry about. */
export interface JudgedDevice {
  readonly device: FleetDevice;
  readonly state: DeviceState;
  readonly level: Level;
  /** By now there may be more unsent than it last said. */
  readonly isGuess: boolean;
  readonly lagMs: number | null;
  readonly heat: {
    readonly contact: Heat;
    readonly lag: Heat;
    readonly storage: Heat;
    readonly clock: Heat;
    readonly version: Heat;
  };
  /** Share of the storage that is used, in per cent; null where the browser does not say. */
  readonly storagePercent: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where a figure turns amber, and where red. */
const LIMITS = {
  /** Age of the oldest unsent change. */
  lagMs: { warm: 5 * MINUTE, hot: 30 * MINUTE },
  /** Without a word while something waits to be sent. */
  silentMs: 30 * MINUTE,
  /** Without a word, though nothing was waiting. */
  notHeardMs: 24 * HOUR,
  storagePercent: { warm: 80, hot: 95 },
  clockMs: 2 * MINUTE,
} as const;

const LEVELS: Readonly<Record<DeviceState, Level>> = {
  locked: 'off',
  silent: 'red',
  behind: 'red',
  'almost-full': 'red',
  late: 'amber',
  'not-heard': 'amber',
  filling: 'amber',
  'clock-wrong': 'amber',
  'old-version': 'amber',
  sending: 'ok',
  away: 'ok',
  'in-step': 'ok',
};
const RANK: Readonly<Record<Level, number>> = { red: 0, amber: 1, ok: 2, off: 3 };

/** What a device's last word means now, by the hospital's clock. */
export function judgeDevice(
  device: FleetDevice,
  at: { readonly now: number; readonly appVersion: string },
): JudgedDevice {
  const { now } = at;
  const lagMs =
    device.unsent > 0 && device.oldestUnsent
      ? Math.max(0, now - Date.parse(device.oldestUnsent))
      : null;
  const quietMs =
    device.isConnected || !device.lastContact ? 0 : now - Date.parse(device.lastContact);
  const storagePercent =
    device.storage && device.storage.quota > 0
      ? Math.round((device.storage.used / device.storage.quota) * 100)
      : null;
  const heat: JudgedDevice['heat'] = {
    contact: contactHeat(device, quietMs),
    lag: heatOf(lagMs, LIMITS.lagMs),
    storage: heatOf(storagePercent, LIMITS.storagePercent),
    clock: Math.abs(device.clockSkewMs ?? 0) > LIMITS.clockMs ? 'warm' : null,
    version: device.appVersion !== null && device.appVersion !== at.appVersion ? 'warm' : null,
  };
  const state = stateOf(device, heat);
  return {
    device,
    state,
    level: LEVELS[state],
    isGuess: !device.isConnected && quietMs > MINUTE,
    lagMs,
    heat,
    storagePercent,
  };
}

/** A locked device is silent on purpose. */
function contactHeat({ isLocked, unsent }: FleetDevice, quietMs: number): Heat {
  if (isLocked) return null;
  if (unsent > 0 && quietMs > LIMITS.silentMs) return 'hot';
  return quietMs > LIMITS.notHeardMs ? 'warm' : null;
}

function heatOf(
  value: number | null,
  { warm, hot }: { readonly warm: number; readonly hot: number },
): Heat {
  if (value === null || value < warm) return null;
  return value >= hot ? 'hot' : 'warm';
}

function stateOf(
  { isLocked, isConnected, unsent }: FleetDevice,
  heat: JudgedDevice['heat'],
): DeviceState {
  if (isLocked) return 'locked';
  if (heat.contact === 'hot') return 'silent';
  if (heat.lag === 'hot') return 'behind';
  if (heat.storage === 'hot') return 'almost-full';
  if (heat.lag === 'warm') return 'late';
  if (heat.contact === 'warm') return 'not-heard';
  if (heat.storage === 'warm') return 'filling';
  if (heat.clock === 'warm') return 'clock-wrong';
  if (heat.version === 'warm') return 'old-version';
  if (!isConnected) return 'away';
  return unsent > 0 ? 'sending' : 'in-step';
}

/** Red first, then amber, in step, locked; inside a level who has waited longest stands first (UI.md 4, Fleet row). */
export function inOrder(devices: readonly JudgedDevice[]): readonly JudgedDevice[] {
  return devices.toSorted(
    (a, b) =>
      RANK[a.level] - RANK[b.level] ||
      compare(sinceOf(a), sinceOf(b)) ||
      compare(a.device.name, b.device.name) ||
      compare(a.device.id, b.device.id),
  );
}

function sinceOf({ device, lagMs, state }: JudgedDevice): string {
  if (lagMs !== null && device.oldestUnsent) return device.oldestUnsent;
  // Among the well the name alone counts: rows must not leap about with every word a device says.
  return state === 'not-heard' ? (device.lastContact ?? '') : '~';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands over the list: all unsent changes, the oldest of them, who needs a person. */
export interface FleetSum {
  readonly devices: number;
  readonly red: number;
  readonly connected: number;
  readonly unsent: number;
  readonly unsentDevices: number;
  readonly isGuess: boolean;
  readonly oldest: JudgedDevice | null;
}

/** Sums up a fleet; one silent device with unsent work makes the sum an "or more". */
export function sumOf(devices: readonly JudgedDevice[]): FleetSum {
  const waiting = devices.filter(({ device }) => device.unsent > 0);
  return {
    devices: devices.length,
    red: devices.filter(({ level }) => level === 'red').length,
    connected: devices.filter(({ device }) => device.isConnected).length,
    unsent: waiting.reduce((sum, { device }) => sum + device.unsent, 0),
    unsentDevices: waiting.length,
    isGuess: waiting.some(({ isGuess }) => isGuess),
    oldest:
      waiting
        .filter(({ lagMs }) => lagMs !== null)
        .toSorted((a, b) => (b.lagMs ?? 0) - (a.lagMs ?? 0))[0] ?? null,
  };
}
