import { nameText, shownName, type HumanName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { foldedWords, isForeign } from '#shared/search/normalise.ts';
import type { Romanise } from '#shared/search/scripts/romanise.ts';
import { birthNumber } from './birth-number.ts';
import type { NumberKind, PackedNumbers } from './packed-numbers.ts';
import { OF_OTHER_NAME, OF_OTHER_SCRIPT, WORD_FLAGS, type PackedPeople } from './packed-people.ts';
import type { PackedWords } from './packed-words.ts';

/** Scripts in which the family name and the given name are one word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const MOST_KNOWN_WORDS = 1 << 15;

interface KnownWord {
  readonly folded: string;
  readonly ids: readonly number[];
  readonly isForeign: boolean;
}
export interface WrittenPerson {
  readonly id: string;
  readonly person: Patient;
  readonly isHere: boolean;
  readonly print: number;
}
export interface Written {
  readonly people: PackedPeople;
  readonly words: PackedWords;
  readonly numbers: PackedNumbers;
}

/** Turns people into rows. Names are given again and again: what a word is made of is looked up once in a while. */
export class RowWriter {
  romanise: Romanise | null = null;
  readonly #into: Written;
  #known = new Map<string, KnownWord>();
  /** Stands in every word of the name that is being written. */
  #flag = 0;

  constructor(into: Written) {
    this.#into = into;
  }
  add({ id, person, isHere, print }: WrittenPerson): number {
    const { people } = this.#into;
    const { names, identifiers, telecom } = person;
    const shown = shownName(names);
    people.begin();
    this.#addShown(shown);
    for (const key in names) if (names[key] !== shown) this.#addOther(names[key]);
    for (const key in identifiers) {
      const { kind = 'card', value = '', use } = identifiers[key] ?? {};
      // The number of a record that was merged into theirs is an other number of theirs.
      const isMrn = use !== 'old' && (kind === 'mrn' || kind === 'temporary');
      this.#addNumber(isMrn ? 'mrn' : 'identifier', value);
    }
    for (const key in telecom) {
      const { kind, value = '' } = telecom[key] ?? {};
      if (kind === 'phone' || kind === 'sms') this.#addNumber('phone', value);
    }
    return people.add({
      id,
      isHere,
      sex: person.sex ?? 'unknown',
      birth: birthNumber(person.birthDate),
      name: nameText(shown),
      mrn: mrnOf(person) ?? '',
      print,
    });
  }
  drop(row: number): void {
    const { people, words } = this.#into;
    people.drop(row);
    for (let at = people.wordsFrom[row] ?? 0; at < (people.wordsFrom[row + 1] ?? 0); at++)
      words.drop((people.words[at] ?? 0) >>> WORD_FLAGS);
  }
  /** Lets go of what was only kept to write quickly. */
  rest(): void {
    if (this.#known.size > 0) this.#known = new Map();
  }

  #addShown(shown: HumanName | undefined): void {
    this.#flag = 0;
    const isForeign = this.#addBoth(shown);
    if (isForeign && shown?.family && shown.given && UNSPACED.test(shown.family))
      this.#addName(shown.family + shown.given);
  }
  #addOther(other: HumanName | undefined): void {
    this.#flag = OF_OTHER_NAME;
    this.#addBoth(other);
  }
  #addBoth(name: HumanName | undefined): boolean {
    if (!name) return false;
    const { family = '', given = '', text = '' } = name;
    const ofFamily = family !== '' && this.#addName(family);
    const ofGiven = given !== '' && this.#addName(given);
    return ofFamily || ofGiven || (family === '' && given === '' && this.#addName(text));
  }

  /** A name of several words is one word too: O'Neil is typed Oneil, De la Peña Delapena. True for a name of another script. */
  #addName(name: string): boolean {
    if (!name.includes(' ')) return this.#addWords(name, [this.#knownOf(name)]);
    return this.#addWords(
      name,
      name.split(' ').map((part) => this.#knownOf(part)),
    );
  }
  #addWords(name: string, words: readonly KnownWord[]): boolean {
    let count = 0;
    let isOther = false;
    for (const { ids, isForeign } of words) {
      count += ids.length;
      isOther ||= isForeign;
      this.#push(ids);
    }
    if (count > 1) this.#push(this.#lookUp(words.map(({ folded }) => folded).join(''), false).ids);
    if (this.romanise && isOther) this.#addRomanised(this.romanise(name));
    return isOther;
  }
  #addRomanised(name: string): void {
    const { folded, ids } = this.#lookUp(name, true);
    this.#push(ids);
    if (ids.length > 1) this.#push(this.#lookUp(folded, true).ids);
  }
  #push(ids: readonly number[]): void {
    for (const id of ids) this.#into.people.addWord(id | this.#flag);
  }
  #knownOf(word: string): KnownWord {
    const { words } = this.#into;
    const before = this.#known.get(word);
    if (before) {
      for (const id of before.ids) words.again(id >>> WORD_FLAGS);
      return before;
    }
    if (this.#known.size >= MOST_KNOWN_WORDS) this.rest();
    const found = this.#lookUp(word, false);
    this.#known.set(word, found);
    return found;
  }
  #lookUp(text: string, isRomanised: boolean): KnownWord {
    const { words } = this.#into;
    const folded = foldedWords(text);
    const flag = isRomanised ? OF_OTHER_SCRIPT : 0;
    const ids = folded.map((word) => (words.add(word, { isRomanised }) << WORD_FLAGS) | flag);
    return { folded: folded.join(''), ids, isForeign: isForeign(text) };
  }
  #addNumber(kind: NumberKind, value: string): void {
    this.#into.numbers.add(this.#into.people.size, kind, value);
  }
}

/** One number for everything a person is found by or shown with. */
export function printOf({ names, birthDate, sex, identifiers, telecom }: Patient): number {
  let print = hashed(hashed(0x811c9dc5, birthDate), sex);
  for (const key in names) {
    const name = names[key];
    print = hashed(hashed(hashed(print, name?.use), name?.family), name?.given);
    print = hashed(hashed(print, name?.prefix), name?.text);
  }
  for (const key in identifiers)
    print = hashed(hashed(print, identifiers[key]?.kind), identifiers[key]?.value);
  for (const key in telecom) print = hashed(hashed(print, telecom[key]?.kind), telecom[key]?.value);
  return print >>> 0;
}

function hashed(before: number, text = ''): number {
  const { length } = text;
  let hash = Math.imul(before ^ length, 0x01000193);
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
