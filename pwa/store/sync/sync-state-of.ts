import type { SyncState } from '#shared/sync/sync-state.ts';
import type { Resend } from './follow-resend.ts';
import type { LineStatus } from './line.ts';

/** What became of what waits on a device that is refused (S17). */
export interface RefusedLine {
  readonly handedOver: number;
  readonly isOutdated: boolean;
}
export interface StateInputs {
  readonly line: LineStatus;
  readonly unsent: number;
  readonly isKept: boolean;
  readonly isFull: boolean;
  /** Changes of the person signed in that the hospital did not accept and nobody has settled. */
  readonly refused: number;
  /** Documents received so far while the first sync goes on, else null. */
  readonly firstSync: number | null;
  /** How many there will be, as far as that is known. */
  readonly firstSyncOf?: number | null;
  /** How far it is with what waited while the line was down, else null. */
  readonly resend: Resend | null;
  /** What the hospital keeps for an administrator because this device may not push, and whether its app is too old. */
  readonly refusedLine: RefusedLine | null;
  /** When the hospital, which has no room, is asked again; null while it has. */
  readonly noRoom: string | null;
  /** When it was first known that the line is up with nothing waiting. */
  readonly startedAt: string;
}

/** What the sync mark says, from everything that is known; the gravest thing first (UI.md 6). */
export function syncStateOf(input: StateInputs): SyncState {
  const { line, unsent } = input;
  if (!input.isKept) return { kind: 'storage-refused' };
  if (input.isFull) return { kind: 'storage-full', unsent };
  if (line.kind === 'refused') {
    const { handedOver = 0, isOutdated = false } = input.refusedLine ?? {};
    return {
      kind: 'signed-out-device',
      unsent,
      handedOver: Math.min(handedOver, unsent),
      isOutdated,
    };
  }
  if (input.noRoom !== null) return { kind: 'no-room', unsent, at: input.noRoom };
  if (line.kind === 'down') {
    const since = line.downSince ?? input.startedAt;
    return { kind: 'offline', since, unsent };
  }
  if (input.refused > 0) return { kind: 'refused', count: input.refused };
  if (line.kind === 'connecting') return { kind: 'starting' };
  if (input.firstSync !== null) return firstSyncOf(input.firstSync, input.firstSyncOf ?? 0);
  if (input.resend !== null) return { kind: 'retrying', ...input.resend };
  if (unsent > 0) return { kind: 'saving', unsent };
  return { kind: 'saved', at: line.lastContact ?? input.startedAt };
}

/** What is written meanwhile comes on top of what was expected: then the number alone is said. */
function firstSyncOf(received: number, of: number): SyncState {
  return { kind: 'first-sync', received, ...(of >= received && of > 0 ? { of } : {}) };
}
