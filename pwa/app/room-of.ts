import type { StorageRoom } from '#pwa/platform/storage-room.ts';

export type RoomState = 'enough' | 'nearly-full' | 'not-persisted';
const NEARLY = 0.8;

/** What a person should know of the room on this device: nearly full from four fifths on, then whether it is kept for long. */
export function roomState(room: StorageRoom | null): RoomState {
  if (!room) return 'enough';
  if (room.used / room.quota >= NEARLY) return 'nearly-full';
  return room.isPersisted ? 'enough' : 'not-persisted';
}
