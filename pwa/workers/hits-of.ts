import { birthFit } from './birth-fit.ts';
import type { HitReason, PersonHit } from './people-index.ts';
import { OF_OTHER_NAME, OF_OTHER_SCRIPT, WORD_FLAGS } from './packed-people.ts';
import { QUALITY, QUALITY_BITS } from './quality.ts';
import type { Columns } from './columns.ts';
import type { Asked } from './question-parts.ts';
import type { Ranking } from './rank-people.ts';

/** The best people as the screen shows them, each with the reasons. Numbers are looked up once more for these few alone. */
export function hitsOf(
  columns: Columns,
  asked: readonly Asked[],
  { best, wordMarks, numberHits }: Ranking,
): readonly PersonHit[] {
  const { people } = columns;
  const numbersOf = numbersBy(best, numberHits);
  const hits = best.map(({ row, bits }) => {
    const { why, matched } = namesFound(columns, { row, asked, wordMarks });
    let all = why;
    for (const { kind } of numbersOf.get(row) ?? []) all |= bitOf(kind);
    const birth = people.birth[row] ?? 0;
    for (const { births } of asked) all |= birthReasons(births, birth);
    const { mrn, ...shown } = people.shown(row);
    const hit: PersonHit = {
      ...shown,
      mrn: mrn || null,
      birthDate: dateOf(birth),
      reasons: reasonsIn(all),
      matched,
    };
    return { bits, key: shown.name.toLowerCase(), hit };
  });
  return hits
    .toSorted((a, b) => b.bits - a.bits || compare(a.key, b.key) || compare(a.hit.id, b.hit.id))
    .map(({ hit }) => hit);
}

function numbersBy(
  best: Ranking['best'],
  numberHits: Ranking['numberHits'],
): ReadonlyMap<number, Ranking['numberHits']> {
  if (numberHits.length === 0) return NO_NUMBERS;
  const rows = new Set(best.map(({ row }) => row));
  return Map.groupBy(
    numberHits.filter(({ row }) => rows.has(row)),
    ({ row }) => row,
  );
}
const NO_NUMBERS: ReadonlyMap<number, Ranking['numberHits']> = new Map();

/** In the order in which they are told; the place of each is its bit. */
const ORDER: readonly HitReason[] = [
  'name',
  'other-name',
  'other-script',
  'near-name',
  'sounds-like',
  'mrn',
  'identifier',
  'phone',
  'birth-date',
  'near-birth-date',
];
/** A few combinations make up all answers. */
const combinations = new Map<number, readonly HitReason[]>();

function bitOf(reason: HitReason): number {
  return 1 << ORDER.indexOf(reason);
}

function reasonsIn(bits: number): readonly HitReason[] {
  const before = combinations.get(bits);
  if (before) return before;
  const reasons = ORDER.filter((_, at) => (bits & (1 << at)) !== 0);
  combinations.set(bits, reasons);
  return reasons;
}

interface Found {
  readonly row: number;
  readonly asked: readonly Asked[];
  readonly wordMarks: Uint32Array;
}

/** Which words of a person fit what was typed best, part by part, and the reasons that they are. */
function namesFound(
  { people, words }: Columns,
  { row, asked, wordMarks }: Found,
): { readonly why: number; readonly matched: readonly string[] } {
  const first = people.wordsFrom[row] ?? 0;
  const end = people.wordsFrom[row + 1] ?? 0;
  const matched: string[] = [];
  let why = 0;
  for (let i = 0; i < asked.length; i++) {
    let best = QUALITY.none as number;
    let bestWord = 0;
    for (let at = first; at < end; at++) {
      const word = people.words[at] ?? 0;
      const quality = ((wordMarks[word >>> WORD_FLAGS] ?? 0) >>> (i * QUALITY_BITS)) & 15;
      if (quality <= best) continue;
      best = quality;
      bestWord = word;
    }
    if (best === QUALITY.none) continue;
    const text = words.text(bestWord >>> WORD_FLAGS);
    if (!matched.includes(text)) matched.push(text);
    why |= bitOf(nameReason(best, bestWord));
  }
  return { why, matched };
}

function nameReason(quality: number, word: number): HitReason {
  if (quality === QUALITY.script || (word & OF_OTHER_SCRIPT) !== 0) return 'other-script';
  if (quality === QUALITY.sound) return 'sounds-like';
  if (quality === QUALITY.near || quality === QUALITY.far) return 'near-name';
  return (word & OF_OTHER_NAME) !== 0 ? 'other-name' : 'name';
}

function birthReasons(births: readonly number[], stored: number): number {
  let why = 0;
  for (const birth of births) {
    const quality = birthFit(birth, stored);
    if (quality === QUALITY.exact || quality === QUALITY.start) why |= bitOf('birth-date');
    else if (quality !== QUALITY.none) why |= bitOf('near-birth-date');
  }
  return why;
}

function dateOf(birth: number): string | null {
  if (birth === 0) return null;
  const year = String(Math.floor(birth / 10_000)).padStart(4, '0');
  const month = Math.floor(birth / 100) % 100;
  const day = birth % 100;
  return year + (month === 0 ? '' : two(month)) + (day === 0 ? '' : two(day));
}

function two(number: number): string {
  return number < 10 ? `-0${number}` : `-${number}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
