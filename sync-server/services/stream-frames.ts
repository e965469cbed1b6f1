import type { StreamFrame } from '#shared/sync/stream.ts';
import type { CommittedChange } from '#server/store/store.ts';

const encoder = new TextEncoder();

/** A frame as a server-sent event. */
export function frameBytes(frame: StreamFrame): Uint8Array {
  return encoder.encode(`event: ${frame.kind}\ndata: ${JSON.stringify(frame)}\n\n`);
}

/** A commit as one frame: stored text is joined as it is; a change too large to send tells its collection to pull (S7). */
export function changeBytes({ collection, scope, from, to, json }: CommittedChange): Uint8Array {
  if (json === null) return frameBytes({ kind: 'resync', collection });
  const head = JSON.stringify({ kind: 'change', collection, scope, from, to }).slice(0, -1);
  return encoder.encode(`event: change\ndata: ${head},"documents":[${json}]}\n\n`);
}
