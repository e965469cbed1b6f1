import type { Dice } from '#e2e/simulator/world/dice.ts';

type Node = Record<string, unknown> | unknown[];

/** Values that stand where others should. */
const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  'undefined',
  '\u0000',
  '\ud800',
  '\u202eabc',
  '\u{1f600}'.repeat(50),
  "'; DROP TABLE document; --",
  '<script>alert(1)</script>',
  '%s%n',
  '../../etc/passwd',
  '0000-00-00T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  'Infinity',
  [],
  {},
  [[]],
];
const KEYS = ['__proto__', 'constructor', 'prototype', '', 'toString', 'a/b', '~', 'x'.repeat(300)];
const POINTERS = [
  '',
  '/',
  '//',
  'comment',
  '/__proto__/isAdmin',
  '/constructor',
  '/~2',
  '/a/b/c/d',
];

/** Changes a message in one place, as no program of ours would: `foreign` are ids that belong to something else. */
export function mutateJson(body: unknown, dice: Dice, foreign: readonly string[]): unknown {
  const copy = structuredClone(body);
  const places = placesIn(copy, []);
  const place = places.length > 0 ? dice.pick(places) : null;
  if (place === null) return dice.pick(ODD);
  const change = dice.pick(CHANGES);
  change(place, dice, foreign);
  return copy;
}

interface Place {
  readonly parent: Node;
  readonly key: string;
}
type Change = (place: Place, dice: Dice, foreign: readonly string[]) => void;

function placesIn(node: unknown, found: Place[]): Place[] {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    found.push({ parent: node as Node, key });
    placesIn(value, found);
  }
  return found;
}

/** An own key, whatever it is called. */
function write({ parent, key }: Place, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
function read({ parent, key }: Place): unknown {
  return (parent as Record<string, unknown>)[key];
}

const CHANGES: readonly Change[] = [
  (place, dice) => write(place, dice.pick(ODD)),
  (place, dice, foreign) => write(place, dice.pick(foreign)),
  (place, dice) => write(place, dice.pick(POINTERS)),
  (place, dice) => write(place, dice.uuid()),
  (place) => void Reflect.deleteProperty(place.parent, place.key),
  (place, dice) => {
    const value = read(place);
    Reflect.deleteProperty(place.parent, place.key);
    write({ parent: place.parent, key: dice.pick(KEYS) }, value);
  },
  ({ parent }, dice) =>
    write({ parent, key: dice.pick(KEYS) }, dice.chance(0.5) ? { isAdmin: true } : dice.pick(ODD)),
  (place) => write(place, [read(place)]),
  (place) => write(place, { value: read(place) }),
  (place, dice) => write(place, nested(dice.pick([4, 9, 15, 17, 23, 26, 60]))),
  (place, dice) => write(place, 'x'.repeat(dice.pick([201, 1001, 20_001]))),
  ({ parent }, dice) => {
    if (Array.isArray(parent) && parent.length > 0)
      parent.push(structuredClone(parent[dice.below(parent.length)]));
    else Object.assign(parent, { extra: dice.pick(ODD) });
  },
  (place, dice) => {
    const value = read(place);
    if (!Array.isArray(value) || value.length === 0) return write(place, dice.pick(ODD));
    return write(
      place,
      Array.from({ length: dice.pick([65, 101, 201]) }, () => value[0] as unknown),
    );
  },
  (place) => {
    const value = read(place);
    if (typeof value === 'string') write(place, value.toUpperCase());
    else if (typeof value === 'number') write(place, String(value));
    else write(place, JSON.stringify(value));
  },
  ({ parent, key }, dice) => {
    const other = dice.pick(Object.keys(parent));
    const [mine, theirs] = [read({ parent, key }), read({ parent, key: other })];
    write({ parent, key }, theirs);
    write({ parent, key: other }, mine);
  },
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? { a: value } : [value];
  return value;
}
