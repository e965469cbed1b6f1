import { isCollection } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { isMap } from '#shared/lib/json.ts';
import type { StreamFrame } from './stream.ts';

/** True for a document as it may stand on the wire; what is not is left out and counted, never stored. */
export function isWireDocument(value: unknown): value is WireDocument {
  return (
    isMap(value) &&
    isUuid(value['id']) &&
    typeof value['rev'] === 'string' &&
    Array.isArray(value['trail']) &&
    typeof value['_deleted'] === 'boolean' &&
    isMap(value['content'])
  );
}

const CHECKS: {
  readonly [K in StreamFrame['kind']]: (frame: Readonly<Record<string, unknown>>) => boolean;
} = {
  hello: (f) => typeof f['epoch'] === 'string' && Number.isSafeInteger(f['head']),
  heartbeat: (f) => typeof f['serverTime'] === 'string',
  change: (f) =>
    isCollection(f['collection']) &&
    Number.isSafeInteger(f['from']) &&
    Number.isSafeInteger(f['to']) &&
    Array.isArray(f['documents']) &&
    f['documents'].every(isWireDocument),
  resync: (f) => f['collection'] === null || isCollection(f['collection']),
  poke: (f) => typeof f['topic'] === 'string',
  upgrade: (f) => typeof f['appVersion'] === 'string',
  'signed-out': () => true,
};

/** Reads one frame of the stream; null where it is none, which the reader answers with a resync (S7). */
export function parseFrame(text: string): StreamFrame | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isMap(frame) || typeof frame['kind'] !== 'string' || !Object.hasOwn(CHECKS, frame['kind']))
    return null;
  const check = CHECKS[frame['kind'] as StreamFrame['kind']];
  return check(frame) ? (frame as unknown as StreamFrame) : null;
}
