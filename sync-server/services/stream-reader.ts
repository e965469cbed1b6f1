import { frameBytes } from './stream-frames.ts';
import { createFrameQueue, type FrameQueue } from './stream-queue.ts';

/** The line to one reader, whatever carries it. */
export interface StreamLine {
  /** Hands a frame on. False where what has been handed on waits to be taken: the next one comes after `drained`. */
  write(frame: Uint8Array): boolean;
  /** Nothing comes after this. */
  end(): void;
}

/** A reader that has come, for whoever carries its line. */
export interface Followed {
  /** The line has room again. */
  drained(): void;
  /** The reader has gone. */
  left(): void;
}
/** Lets frames follow on a line. */
export type FollowOn = (line: StreamLine) => Promise<Followed>;

/** Frames on their way to one reader, in order; one that is too slow gets a resync for what it missed (S7). */
export interface FrameWay {
  send(frame: Uint8Array): void;
  /** The reader has taken what was handed on. */
  drained(): void;
  /** What waits is pulled instead. */
  drop(): void;
  /** Hands on all that waits, then ends the line. */
  end(): void;
}

const RESYNC = frameBytes({ kind: 'resync', collection: null });

/** Opens the way over a line. Thousands of readers take every frame at once: only one that does not gets a queue. */
export function openFrameWay(line: StreamLine): FrameWay {
  let waiting: FrameQueue | null = null;
  return {
    send: (frame) => {
      if (waiting) waiting.push(frame);
      else if (!line.write(frame)) waiting = createFrameQueue(RESYNC);
    },
    drained: () => {
      if (!waiting) return;
      for (let frame = waiting.take(); frame; frame = waiting.take()) {
        if (!line.write(frame)) return;
      }
      waiting = null;
    },
    drop: () => waiting?.drop(),
    end: () => {
      for (let frame = waiting?.take(); frame; frame = waiting?.take()) line.write(frame);
      line.end();
    },
  };
}
