import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '#shared/sync/protocol-version.ts';
import type { Dice } from './dice.ts';
import type { Slot, World } from './world.ts';

/** Which release of the app a tablet runs, as far as the wire can tell. */
export type Speech = 'now' | 'before' | 'oldest' | 'next' | 'too-new' | 'too-old';
const SPEECHES: Readonly<Record<Speech, number>> = {
  now: 4,
  before: 1,
  oldest: 1,
  next: 2,
  'too-new': 1,
  'too-old': 1,
};
type Body = Record<string, unknown>;

/** What another release makes of a body: an older one leaves out what came later, a newer one adds what nobody knows yet. */
export function saidBy(speech: Speech, path: string, text: string): string {
  if (speech === 'now') return text;
  const body = JSON.parse(text) as Body;
  if (path === 'session') body['protocol'] = PROTOCOLS[speech];
  if (isOlder(speech)) {
    delete body['mutations'];
    delete body['contact'];
  } else {
    body['news'] = { of: 'a release to come' };
    if (path === 'push')
      body['rows'] = (body['rows'] as readonly Body[]).map((row) => ({ ...row, hint: path }));
  }
  return JSON.stringify(body);
}
/** Two releases back and one ahead are served (N−2 … N+1). */
const PROTOCOLS: Readonly<Record<Speech, readonly [number, number]>> = {
  now: [OLDEST_PROTOCOL, PROTOCOL_VERSION],
  before: [OLDEST_PROTOCOL, PROTOCOL_VERSION - 1],
  oldest: [OLDEST_PROTOCOL, PROTOCOL_VERSION - 2],
  next: [OLDEST_PROTOCOL, PROTOCOL_VERSION + 1],
  'too-new': [PROTOCOL_VERSION + 1, PROTOCOL_VERSION + 1],
  'too-old': [0, 0],
};

function isOlder(speech: Speech): boolean {
  return speech === 'before' || speech === 'oldest';
}

/** What an older release does not know of, and so never asks for. */
export function isUnknownTo(speech: Speech, path: string): boolean {
  return isOlder(speech) && (path.startsWith('snapshot/') || path === 'digest');
}

/** The app is reloaded and is another release; what waits on the tablet waits on. */
export function changeRelease(world: World, slot: Slot, dice: Dice): void {
  world.stop(slot);
  slot.speech = dice.weighed(SPEECHES);
  world.start(slot);
}

/** Who could not be served has been brought to a release that can; the oldest knows of no places (S13). */
export function bringToServed(slot: Slot): void {
  if (slot.speech.startsWith('too-') || slot.speech === 'oldest') slot.speech = 'now';
}
