import type { KnownDevice } from '#server/app-env.ts';
import type { StreamHub } from './stream.ts';

/** Frames that a reader may leave untaken before they wait on our side. */
const AHEAD = 4;

/** One reader's frames as a stream of the web: for servers without a socket to write to, and for tests. */
export async function openReadable(
  hub: Pick<StreamHub, 'follow'>,
  device: KnownDevice,
): Promise<ReadableStream<Uint8Array>> {
  const { readable, line, onPull, onCancel } = readableLine();
  const followed = await hub.follow(device, line);
  onPull(() => followed.drained());
  onCancel(() => followed.left());
  return readable;
}

function readableLine() {
  let pull: () => void = () => undefined;
  let cancel: () => void = () => undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      pull: () => pull(),
      cancel: () => cancel(),
    },
    new CountQueuingStrategy({ highWaterMark: AHEAD }),
  );
  return {
    readable,
    line: {
      write: (frame: Uint8Array) => {
        controller?.enqueue(frame);
        return (controller?.desiredSize ?? 0) > 0;
      },
      end: () => controller?.close(),
    },
    onPull: (listener: () => void) => void (pull = listener),
    onCancel: (listener: () => void) => void (cancel = listener),
  };
}
