import { gzipSync } from 'node:zlib';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import type { DoorHospital } from './door-hospital.ts';
import type { Door } from './good-bodies.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';

/** A request at a door: what it says, and under which headers. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer> | null;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request as a tablet sends it. */
export function goodRequest({ cookie }: DoorHospital, door: Door, body: unknown): Sent {
  if (door === 'stream')
    return { method: 'GET', path: '/sync/v1/stream', headers: { cookie }, body: null };
  return {
    method: 'POST',
    path: `/sync/v1/${door}`,
    headers: { ...JSON_TYPE, cookie },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The same with one thing wrong in it: its JSON, its bytes, or what it says of itself. */
export function badRequest(hospital: DoorHospital, door: Door, body: unknown, dice: Dice): Sent {
  const good = goodRequest(hospital, door, body);
  if (door === 'stream' || dice.chance(0.08)) return hurtOutside(hospital, good, dice);
  if (dice.chance(0.3)) return { ...good, body: mutateBytes(body, dice) };
  const { tablet, places, epoch } = hospital;
  const foreign = [...Object.values(places), ...Object.values(tablet.people), tablet.id, epoch];
  const once = mutateJson(body, dice, foreign);
  const changed = dice.chance(0.2) ? mutateJson(once, dice, foreign) : once;
  return { ...good, body: Buffer.from(JSON.stringify(changed) ?? '') };
}

const COOKIES: readonly ((hospital: DoorHospital, dice: Dice) => string)[] = [
  () => '',
  () => 'wardline-device=',
  () => 'wardline-device=undefined',
  ({ cookie }) => cookie.slice(0, -1),
  ({ cookie }) => cookie.toUpperCase(),
  ({ tablet }) => `wardline-device=${tablet.id}`,
  (_, dice) => `wardline-device=${dice.uuid().replaceAll('-', '')}abcdefghijk`,
  ({ lockedCookie }) => lockedCookie,
  ({ nobodysCookie }) => nobodysCookie,
  ({ cookie, lockedCookie }) => `${lockedCookie}; ${cookie}`,
  () => `wardline-device=${'x'.repeat(4000)}`,
  () => 'wardline-device=%00%ff%zz',
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': '' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br, identity' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'transfer-encoding': 'gzip' },
  { 'content-length': '99999999999' },
  { 'content-length': '-1' },
  { 'x-forwarded-for': '"><script>, 1.2.3.4' },
  { 'if-none-match': '*' },
  { 'last-event-id': '999999999999999999999' },
  { range: 'bytes=0-1,5-2' },
  { accept: 'text/html;q=0.1' },
  { upgrade: 'websocket', connection: 'upgrade' },
];
const QUERIES = ['?', '?a=1&a=2', '?collection=__proto__', '/', '/..%2f', '%00', '?x=%zz'];

function hurtOutside(hospital: DoorHospital, good: Sent, dice: Dice): Sent {
  const method = good.method === 'GET' ? 'POST' : 'GET';
  const hurts: readonly (() => Sent)[] = [
    () => ({ ...good, headers: { ...good.headers, cookie: dice.pick(COOKIES)(hospital, dice) } }),
    () => ({ ...good, headers: { ...good.headers, ...dice.pick(HEADERS) } }),
    () => ({ ...good, path: good.path + dice.pick(QUERIES) }),
    () => ({ ...good, path: good.path.toUpperCase() }),
    () => ({ ...good, method, body: method === 'GET' ? null : Buffer.from('{}') }),
    () => ({
      ...good,
      headers: { ...good.headers, 'content-encoding': 'gzip' },
      body: good.body && Buffer.from(gzipSync(good.body)),
    }),
  ];
  return dice.pick(hurts)();
}
