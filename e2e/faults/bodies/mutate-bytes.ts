import { gzipSync } from 'node:zlib';
import type { Dice } from '#e2e/simulator/world/dice.ts';

type Bytes = Buffer<ArrayBuffer>;
type Damage = (bytes: Bytes, dice: Dice) => Bytes;

/** How a body gets hurt on its way; what is rare here costs seconds each time. */
const DAMAGES: readonly Damage[] = [
  // A line that flips a bit, loses its end, repeats a piece or drops one.
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    return bytes;
  },
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length)),
  (bytes, dice) => {
    const [from, to] = ends(bytes, dice);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, dice) => {
    const [from, to] = ends(bytes, dice);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    const noise = Buffer.from(Array.from({ length: 4 }, () => dice.below(256)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  (bytes) => Buffer.from(gzipSync(bytes)),
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.concat([bytes, Buffer.from(']}]}')]),
  () => Buffer.from(''),
  () => Buffer.from('null'),
  () => Buffer.from('"text"'),
  (bytes, dice) =>
    Buffer.from(bytes.toString('utf8').replace(/\d+/g, dice.pick(['1e400', '-0', '01', 'NaN']))),
  // The last letter of a word in bytes that no text has.
  (bytes) => Buffer.from(bytes.toString('latin1').replace(/[a-z]"/, '\xc3"'), 'latin1'),
  (bytes, dice) =>
    Buffer.from(bytes.toString('utf8').replaceAll('{', dice.pick(['{"__proto__":{"a":1},', '{{']))),
];
const DEEP = 200_000;
const HUGE = 5 * 1024 * 1024;

/** Damages the bytes of a body. */
export function mutateBytes(body: unknown, dice: Dice): Bytes {
  if (dice.chance(0.004)) return deep(dice);
  if (dice.chance(0.001)) return Buffer.alloc(HUGE, '[');
  return dice.pick(DAMAGES)(Buffer.from(JSON.stringify(body)), dice);
}

/** JSON that is right, and deeper than any reader can go. */
function deep(dice: Dice): Bytes {
  const [open, close] = dice.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  return Buffer.from(`${open.repeat(DEEP)}1${close.repeat(DEEP)}`);
}

function ends(bytes: Bytes, dice: Dice): readonly [number, number] {
  const both = [dice.below(bytes.length), dice.below(bytes.length)].toSorted((a, b) => a - b);
  return [both[0] ?? 0, both[1] ?? 0];
}
