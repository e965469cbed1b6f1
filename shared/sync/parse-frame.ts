import { isCollection } from '#shared/domain/collections.ts';
import { isMap } from '#shared/lib/json.ts';
import type { StreamFrame } from './stream.ts';
import { isWireDocument } from './wire-document.ts';

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
