import type { DeviceId } from '#shared/domain/ids.ts';
import { parseOffer } from '#shared/sync/parse-offer.ts';
import { parsePush } from '#shared/sync/parse-push.ts';
import {
  parseAck,
  parseDigest,
  parseDirectory,
  parsePull,
  parseSession,
} from '#shared/sync/parse-request.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { isDeeperThan } from '#server/routes/read-json.ts';
import { problemOf, type RefusalKind } from '#server/routes/refusal.ts';
import { knownDevice } from '#server/services/devices.ts';
import type { Pulled } from '#server/services/pull-pages.ts';
import type { Identified, Life } from './hospital.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Only its beginning has arrived. */
  readonly isCut?: boolean;
}

/** Who is behind a cookie. What is being read while it changes is remembered by nobody. */
export function identify(life: Life, id: string): Promise<Identified> {
  const before = life.known.get(id);
  if (before) return before;
  const now = readDevice(life, id);
  life.known.set(id, now);
  return now;
}

async function readDevice({ store }: Life, id: string): Promise<Identified> {
  const device = await store.devices.readDevice(id as DeviceId);
  if (!device) return 'unknown-device';
  if (device.isLocked) return 'device-locked';
  return knownDevice(device, await store.devices.listPeopleOfDevice(device.id));
}

const DEPTH = 24;

/** What each door says, as the routes do it. */
export async function answerTo(
  life: Life,
  path: string,
  { device, text }: { readonly device: string; readonly text: string },
): Promise<Answer> {
  const known = await identify(life, device);
  if (typeof known === 'string') return refusal(known);
  if (path.startsWith('snapshot/')) return answerSnapshot(life, known, path);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refusal('not-readable');
  }
  if (isDeeperThan(text, DEPTH)) return refusal('not-readable');
  switch (path) {
    case 'session': {
      const request = parseSession(body);
      if (!request.ok) return refusal(request.error.kind);
      const session = await life.session(known, request.value);
      return session.ok ? json(JSON.stringify(session.value)) : refusal('not-ready');
    }
    case 'pull': {
      if (!known.people.some(({ isActive }) => isActive)) return refusal('unknown-device');
      const request = parsePull(body);
      return request.ok
        ? json(textOf(await life.pull(known, request.value)))
        : refusal(request.error.kind);
    }
    case 'push': {
      const request = parsePush(body);
      if (!request.ok) return refusal(request.error.kind);
      if (!(await life.isOfNow(request.value))) return refusal('other-epoch');
      return json(await life.push(known, request.value));
    }
    case 'offer': {
      if (!known.people.some(({ isActive }) => isActive)) return refusal('unknown-device');
      const request = parseOffer(body);
      if (!request.ok) return refusal(request.error.kind);
      const taken = await life.offer(known, request.value);
      return taken.ok ? json(JSON.stringify(taken.value)) : refusal(taken.error.kind);
    }
    case 'digest': {
      const request = parseDigest(body);
      return request.ok
        ? json(JSON.stringify(await life.digest(known, request.value)))
        : refusal(request.error.kind);
    }
    case 'directory': {
      if (!known.people.some(({ isActive }) => isActive)) return refusal('unknown-device');
      const request = parseDirectory(body);
      return request.ok
        ? json(await life.directory(known, request.value))
        : refusal(request.error.kind);
    }
    case 'ack': {
      const request = parseAck(body);
      if (!request.ok) return refusal(request.error.kind);
      return { status: 204, text: '' };
    }
    default:
      return refusal('not-found');
  }
}

async function answerSnapshot(
  { snapshots }: Life,
  device: KnownDevice,
  path: string,
): Promise<Answer> {
  if (!device.people.some(({ isActive }) => isActive)) return refusal('unknown-device');
  const [, scope = '', hash] = path.split('/').map(decodeURIComponent);
  if (hash === undefined) {
    const manifest = await snapshots.manifest(device, scope);
    return manifest ? json(JSON.stringify(manifest)) : refusal('not-found');
  }
  const segment = await snapshots.segment(device, scope, hash);
  return segment ? json(textOf(segment)) : refusal('not-found');
}

function json(text: string): Answer {
  return { status: 200, text };
}

function textOf({ bytes }: Pulled): string {
  return new TextDecoder().decode(bytes);
}

/** A request that is turned away as a whole. */
export function refusal(kind: RefusalKind): Answer {
  const problem = problemOf(kind);
  return { status: problem.status, text: JSON.stringify(problem) };
}
