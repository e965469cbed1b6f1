import MiniSearch from 'minisearch';
import { foldText } from '#shared/domain/fold-text.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient, type Sex } from '#shared/domain/patient.ts';
import type { DirectoryPerson, DirectoryRow } from '#shared/sync/directory.ts';
import { parsePersonQuery } from '#shared/search/person-query.ts';

/** Why somebody was found; the screen turns it into words. */
export type HitReason = 'name' | 'other-name' | 'mrn' | 'identifier' | 'birth-date' | 'sounds-like';

export interface PersonHit {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
  readonly sex: Sex;
  /** False for somebody whom the directory names and this device does not hold. */
  readonly isHere: boolean;
  readonly reasons: readonly HitReason[];
  /** Folded words of the query that stand in the name, for marking. */
  readonly matched: readonly string[];
}
export interface IndexedPerson {
  readonly id: string;
  readonly content: Patient;
  readonly isDeleted: boolean;
}
interface Entry extends Omit<PersonHit, 'reasons' | 'matched'> {
  readonly names: string;
  readonly others: string;
  readonly numbers: string;
  readonly birth: string;
}
const MOST = 50;

/** The index over the people on this device. Lives in a worker; answers while it is still being filled. */
export interface PeopleIndex {
  readonly size: () => number;
  put(people: readonly IndexedPerson[]): void;
  /** Replaces the directory; whoever is on the device stands as they are there. */
  putElsewhere(people: ReadonlyMap<string, DirectoryRow>): void;
  find(text: string): readonly PersonHit[];
}

/** An empty index: names with typing errors, numbers by their beginning, birth dates in any usual writing. */
export function createPeopleIndex(): PeopleIndex {
  const mini = new MiniSearch<Entry>({
    fields: ['names', 'others', 'numbers', 'birth'],
    storeFields: ['name', 'birthDate', 'mrn', 'sex', 'isHere'],
    tokenize: (text) => text.split(' ').filter(Boolean),
    processTerm: (term) => term,
  });
  const here = new Set<string>();
  const elsewhere = new Map<string, DirectoryPerson>();
  const set = (
    id: string,
    entry?: { readonly patient: Patient; readonly isHere: boolean },
  ): void => {
    if (mini.has(id)) mini.discard(id);
    if (entry) mini.add(entryOf(id, entry.patient, entry.isHere));
  };
  return {
    size: () => here.size,
    put: (people) => {
      for (const { id, content, isDeleted } of people) {
        const now = isDeleted ? elsewhere.get(id) : content;
        if (isDeleted) here.delete(id);
        else here.add(id);
        set(id, now && { patient: now, isHere: !isDeleted });
      }
    },
    putElsewhere: (people) => {
      for (const id of elsewhere.keys()) if (!people.has(id) && !here.has(id)) set(id);
      elsewhere.clear();
      for (const [id, row] of people) {
        if (!('isGone' in row)) elsewhere.set(id, row);
        if (!here.has(id))
          set(id, elsewhere.has(id) ? { patient: row as Patient, isHere: false } : undefined);
      }
    },
    find: (text) => find(mini, text),
  };
}

function find(mini: MiniSearch<Entry>, text: string): readonly PersonHit[] {
  const { words, digits, birthDate } = parsePersonQuery(text);
  const parts = [
    ...words.map((word) => ({
      queries: [word],
      fields: ['names', 'others', 'numbers'],
      prefix: true,
      fuzzy: word.length > 3 ? 0.2 : false,
      boost: { names: 3 },
    })),
    ...(digits ? [{ queries: [digits], fields: ['numbers'], prefix: true }] : []),
    ...(birthDate ? [{ queries: [birthDate], fields: ['birth'], prefix: true }] : []),
  ];
  if (parts.length === 0) return [];
  const found = mini.search({ combineWith: 'AND', queries: parts } as never);
  return found.slice(0, MOST).map((hit) => ({
    id: String(hit.id),
    name: String(hit['name']),
    birthDate: (hit['birthDate'] as string | null) ?? null,
    mrn: (hit['mrn'] as string | null) ?? null,
    sex: hit['sex'] as Sex,
    isHere: hit['isHere'] !== false,
    reasons: reasonsOf(hit.match, words),
    matched: hit.terms,
  }));
}

function reasonsOf(
  match: Readonly<Record<string, readonly string[]>>,
  words: readonly string[],
): readonly HitReason[] {
  const fields = new Set(Object.values(match).flat());
  const isExact = (term: string): boolean => words.some((word) => term.startsWith(word));
  const reasons: HitReason[] = [];
  if (fields.has('names')) {
    const terms = Object.entries(match).filter(([, in_]) => in_.includes('names'));
    reasons.push(terms.every(([term]) => isExact(term)) ? 'name' : 'sounds-like');
  } else if (fields.has('others')) reasons.push('other-name');
  if (fields.has('numbers')) reasons.push('mrn');
  if (fields.has('birth')) reasons.push('birth-date');
  return reasons;
}

function entryOf(id: string, patient: Patient, isHere: boolean): Entry {
  const shown = shownName(patient.names);
  const others = Object.values(patient.names ?? {}).filter((name) => name !== shown);
  const birth = patient.birthDate ?? null;
  return {
    id,
    name: nameText(shown),
    names: foldText(`${shown?.family ?? ''} ${shown?.given ?? ''} ${shown?.text ?? ''}`),
    others: foldText(others.map((name) => `${name.family ?? ''} ${name.given ?? ''}`).join(' ')),
    numbers: Object.values(patient.identifiers ?? {})
      .map(({ value }) => value.toLowerCase().replaceAll(' ', ''))
      .join(' '),
    birth: birth ?? '',
    birthDate: birth,
    mrn: mrnOf(patient) ?? null,
    sex: patient.sex ?? 'unknown',
    isHere,
  };
}
