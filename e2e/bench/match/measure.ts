import { gunzipSync } from 'node:zlib';
import type { Sex } from '#shared/domain/patient.ts';
import { blockKeys, candidatePairs } from '#shared/search/duplicate-blocks.ts';
import {
  comparePair,
  LIKELY_BITS,
  typedOf,
  type TypedPerson,
} from '#shared/search/duplicate-score.ts';
import { DuplicateScan, type ScanStep } from '#shared/search/duplicate-scan.ts';
import { countRarity } from '#shared/search/rarity.ts';
import { printRatio } from '#e2e/bench/interleave.ts';
import { febrlPatient, readFebrl } from '#e2e/bench/search/febrl.ts';
import { makePeople } from '#e2e/bench/search/made-people.ts';
import { dataBytes, nameTables } from '#e2e/bench/search/sample-data.ts';

const PEOPLE = 100_000;
/** As many at once as on a device. */
const STEP = 500;

interface Scored {
  readonly score: number;
  readonly pair: readonly [number, number];
}

/**
 * Duplicates among the three Febrl sets by names, birth date and address (never by a number), and among the patients of a clinic, most of
 * whom share a name with another. One threshold for all, the product's own. Last, how long the scan of a device takes.
 */
export async function measure(): Promise<void> {
  for (const set of [1, 2, 3] as const) {
    measureFebrl(set, 'all', (person) => person);
    measureFebrl(set, 'names and birth date alone', (person) => ({
      ...person,
      line: '',
      postalCode: '',
      city: '',
    }));
  }
  measureClinic();
  measureScan();
  await Promise.resolve();
}

function measureFebrl(
  set: 1 | 2 | 3,
  fields: string,
  take: (person: TypedPerson) => TypedPerson,
): void {
  const records = readFebrl(set);
  const people = records.map((record) => take(typedOf(febrlPatient(record).content)));
  const isOne = ([a, b]: readonly [number, number]): boolean =>
    records[a]?.person === records[b]?.person;
  const sizes = [...Map.groupBy(records, ({ person }) => person).values()];
  const all = sizes.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const { scored, comparisons } = scan(people);
  const called = scored.filter(({ score }) => score >= LIKELY_BITS);
  const right = called.filter(({ pair }) => isOne(pair)).length;
  const [precision, recall] = [right / called.length, right / all];
  console.log(
    `match febrl${set}, ${fields}: ${all} pairs, ${comparisons} compared, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, f1 ${f1(precision, recall)}, recall at 99 % precision ${recallAt(0.99, scored, isOne, all)}`,
  );
  if (fields !== 'all') return;
  printRatio(`match.f1-febrl${set}`, Number(f1(precision, recall)));
  if (set === 3) printRatio('match.recall-at-p99', Number(recallAt(0.99, scored, isOne, all)));
}

/** Every pair that shares a block, compared; the best first. */
function scan(people: readonly TypedPerson[]): {
  readonly scored: readonly Scored[];
  readonly comparisons: number;
} {
  const rarity = countRarity(people);
  const scored: Scored[] = [];
  let comparisons = 0;
  for (const pair of candidatePairs(people.map(blockKeys))) {
    const [a, b] = [people[pair[0]], people[pair[1]]];
    comparisons++;
    if (a && b) scored.push({ pair, score: comparePair(a, b, rarity).score });
  }
  return { scored: scored.toSorted((a, b) => b.score - a.score), comparisons };
}

function f1(precision: number, recall: number): string {
  return ((2 * precision * recall) / (precision + recall)).toFixed(4);
}

/** The greatest share of all pairs that is found while still so many of those called are right. */
function recallAt(
  least: number,
  scored: readonly Scored[],
  isOne: (pair: readonly [number, number]) => boolean,
  all: number,
): string {
  let [right, best] = [0, 0];
  scored.forEach(({ pair }, n) => {
    right += Number(isOne(pair));
    if (right / (n + 1) >= least) best = right / all;
  });
  return best.toFixed(4);
}

function measureClinic(): void {
  const text = gunzipSync(dataBytes('scheduling/outpatient/patients.csv.gz')).toString('utf8');
  const people = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line): TypedPerson => {
      const [, name = '', sex = '', birthDate = ''] = line.trim().split(',');
      const cut = name.lastIndexOf(' ');
      return {
        ...typedOf({}),
        family: name.slice(cut + 1),
        given: name.slice(0, Math.max(0, cut)),
        sex: sex.toLowerCase() as Sex,
        birthDate,
      };
    });
  const { scored, comparisons } = scan(people);
  const nameOf = (n: number): string => `${people[n]?.given ?? ''} ${people[n]?.family ?? ''}`;
  const sharing = Map.groupBy(people.keys(), nameOf);
  const twins = new Set([...sharing.values()].filter(({ length }) => length > 1).flat());
  const called = scored.filter(({ score }) => score >= LIKELY_BITS);
  const calledTwins = new Set(
    called.flatMap(({ pair: [a, b] }) => (nameOf(a) === nameOf(b) ? [a, b] : [])),
  );
  const pairs = (people.length * (people.length - 1)) / 2;
  console.log(
    `match clinic: ${people.length} people, ${pairs} pairs, ${comparisons} compared, ${called.length} called`,
  );
  console.log(
    `match clinic: ${twins.size} share a name, ${calledTwins.size} of them called duplicates of their namesake`,
  );
  printRatio('match.comparison-gain', pairs / comparisons);
  printRatio('match.twins-called', calledTwins.size / twins.size);
}

/** The scan of a whole hospital as a device makes it, from reading the records to the last pair: made people, none of them twice. */
function measureScan(): void {
  const people = [...makePeople(PEOPLE, 1, nameTables())];
  const begun = performance.now();
  const scan = new DuplicateScan();
  for (const { id, content } of people) scan.add(id, content);
  let [comparisons, found, longestMs] = [0, 0, 0];
  for (let after: string | null = ''; after !== null;) {
    const from = performance.now();
    const step: ScanStep = scan.next(after, STEP);
    // The first one makes the blocks ready.
    if (after !== '') longestMs = Math.max(longestMs, performance.now() - from);
    after = step.after;
    comparisons += step.comparisons;
    found += step.found.length;
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `match scan: ${PEOPLE} people, ${comparisons} compared, ${found} proposed, longest step ${longestMs.toFixed(0)} ms`,
  );
  printRatio('match.scan-100k-s', seconds);
}
