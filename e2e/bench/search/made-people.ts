import { importedId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import type { Patient } from '#shared/domain/patient.ts';

export interface MadePerson {
  readonly id: string;
  readonly content: Patient;
}
export type Random = () => number;
type Pools = ReadonlyMap<string, readonly string[]>;

/** Two tables of common names by country, as text. */
export interface NameTables {
  readonly given: string;
  readonly family: string;
}

/** Chance that is the same every time (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * People with the commonest names of fifty countries, in Latin letters, as often as their rank says; one in five has a second given name,
 * one in eight a double family name. The same ones every time.
 */
export function* makePeople(
  count: number,
  seed: number,
  tables: NameTables,
): Generator<MadePerson> {
  const random = createRandom(seed);
  const given = namesByCountry(tables.given);
  const family = namesByCountry(tables.family);
  const countries = [...family.keys()].filter((country) => (given.get(country)?.length ?? 0) > 3);
  for (let n = 0; n < count; n++) {
    const country = pick(countries, random);
    const names = (pool: Pools, double: number): string => {
      const of = pool.get(country) ?? [];
      const first = ranked(of, random);
      return random() < double ? `${first} ${ranked(of, random)}` : first;
    };
    yield {
      id: importedId('bench', 'Person', String(n)),
      content: {
        names: { n: { use: 'official', family: names(family, 1 / 8), given: names(given, 1 / 5) } },
        birthDate: dayAt(random),
        sex: random() < 0.5 ? 'female' : 'male',
        identifiers: { mrn: { kind: 'mrn', value: mrnAt(500_000 + n) } },
        telecom: { phone: { kind: 'phone', value: phoneAt(random) } },
      },
    };
  }
}

function namesByCountry(table: string): Pools {
  const pools = new Map<string, string[]>();
  const [head = '', ...lines] = table.replace('\u{feff}', '').trim().split('\n');
  const column = head.trim().split(',').indexOf('Romanized Name');
  for (const line of lines) {
    const cells = line.trim().split(',');
    const name = cells[column] ?? '';
    if (name !== '') pools.set(cells[0] ?? '', [...(pools.get(cells[0] ?? '') ?? []), name]);
  }
  return pools;
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)] as T;
}

/** The commonest name of a list more often than the second, and so on (Zipf). */
function ranked(names: readonly string[], random: Random): string {
  const at = Math.floor(names.length ** random()) - 1;
  return names[Math.max(0, at)] ?? '';
}

function dayAt(random: Random): string {
  const day = Date.UTC(1925, 0, 1) + Math.floor(random() * 36_500) * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}

function phoneAt(random: Random): string {
  return `+44 7${String(Math.floor(random() * 1e9)).padStart(9, '0')}`;
}
