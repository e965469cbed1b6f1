/** Frames that wait for one reader, as bytes shared with all others. */
export interface FrameQueue {
  /** Takes a frame; false where the reader is too slow and everything that waited has been dropped instead (S7). */
  push(frame: Uint8Array): boolean;
  /** The next frame; null where none waits. */
  take(): Uint8Array | null;
  /** Whatever waits is lost: the reader pulls. */
  drop(): void;
}

/** More than this never waits for one reader; what is lost is pulled again. */
const MOST_BYTES = 1024 * 1024;

/** Opens the queue of one reader. `resync` takes the place of all that a slow reader missed. */
export function createFrameQueue(resync: Uint8Array): FrameQueue {
  let frames: Uint8Array[] = [];
  let bytes = 0;
  return {
    push: (frame) => {
      const isTooMuch = bytes + frame.byteLength > MOST_BYTES && frames.length > 0;
      if (isTooMuch) {
        frames = [resync];
        bytes = resync.byteLength;
        return false;
      }
      frames.push(frame);
      bytes += frame.byteLength;
      return true;
    },
    drop: () => {
      frames = [resync];
      bytes = resync.byteLength;
    },
    take: () => {
      const frame = frames.shift() ?? null;
      bytes -= frame?.byteLength ?? 0;
      return frame;
    },
  };
}
