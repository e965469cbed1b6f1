import { birthFit } from './birth-fit.ts';
import type { HitReason, PersonHit } from './people-index.ts';
import { OF_OTHER_NAME, OF_OTHER_SCRIPT, WORD_FLAGS } from './packed-people.ts';
import { QUALITY, QUALITY_BITS } from './quality.ts';
import type { Asked, Columns, Ranking } from './rank-people.ts';

/** The best people as the screen shows them, each with the reasons. Numbers are looked up once more for these few alone. */
export function hitsOf(
  columns: Columns,
  asked: readonly Asked[],
  { best, wordMarks, numberHits }: Ranking,
): readonly PersonHit[] {
  const { people } = columns;
  const rows = new Set(best.map(({ row }) => row));
  const numbersOf = Map.groupBy(
    numberHits.filter(({ row }) => rows.has(row)),
    ({ row }) => row,
  );
  const hits = best.map(({ row, bits }) => {
    const { reasons, matched } = namesFound(columns, { row, asked, wordMarks });
    for (const { kind } of numbersOf.get(row) ?? []) reasons.add(kind);
    for (const { births } of asked) addBirth(reasons, births, people.birth[row] ?? 0);
    const { mrn, ...shown } = people.shown(row);
    return {
      bits,
      key: shown.name.toLowerCase(),
      hit: {
        ...shown,
        mrn: mrn || null,
        birthDate: dateOf(people.birth[row] ?? 0),
        reasons: ORDER.filter((reason) => reasons.has(reason)),
        matched: [...matched],
      },
    };
  });
  return hits
    .toSorted((a, b) => b.bits - a.bits || compare(a.key, b.key) || compare(a.hit.id, b.hit.id))
    .map(({ hit }) => hit);
}

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

interface Found {
  readonly row: number;
  readonly asked: readonly Asked[];
  readonly wordMarks: Uint32Array;
}

/** Which words of a person fit what was typed best, part by part. */
function namesFound(
  { people, words }: Columns,
  { row, asked, wordMarks }: Found,
): { readonly reasons: Set<HitReason>; readonly matched: ReadonlySet<string> } {
  const reasons = new Set<HitReason>();
  const matched = new Set<string>();
  for (let i = 0; i < asked.length; i++) {
    let best: { quality: number; word: number } = { quality: QUALITY.none, word: 0 };
    for (let at = people.wordsFrom[row] ?? 0; at < (people.wordsFrom[row + 1] ?? 0); at++) {
      const word = people.words[at] ?? 0;
      const quality = ((wordMarks[word >>> WORD_FLAGS] ?? 0) >>> (i * QUALITY_BITS)) & 15;
      if (quality > best.quality) best = { quality, word };
    }
    if (best.quality === QUALITY.none) continue;
    matched.add(words.text(best.word >>> WORD_FLAGS));
    reasons.add(nameReason(best.quality, best.word));
  }
  return { reasons, matched };
}

function nameReason(quality: number, word: number): HitReason {
  if (quality === QUALITY.script || (word & OF_OTHER_SCRIPT) !== 0) return 'other-script';
  if (quality === QUALITY.sound) return 'sounds-like';
  if (quality === QUALITY.near || quality === QUALITY.far) return 'near-name';
  return (word & OF_OTHER_NAME) !== 0 ? 'other-name' : 'name';
}

function addBirth(reasons: Set<HitReason>, births: readonly number[], stored: number): void {
  for (const birth of births) {
    const quality = birthFit(birth, stored);
    if (quality === QUALITY.exact || quality === QUALITY.start) reasons.add('birth-date');
    else if (quality !== QUALITY.none) reasons.add('near-birth-date');
  }
}

function dateOf(birth: number): string | null {
  if (birth === 0) return null;
  const text = String(birth).padStart(8, '0');
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  return [year, month === '00' ? '' : month, day === '00' ? '' : day].filter(Boolean).join('-');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
