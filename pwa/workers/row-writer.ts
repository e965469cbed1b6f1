import { nameText, shownName, type HumanName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { foldedWords, isForeign, plainNumber } from '#shared/search/normalise.ts';
import type { Romanise } from '#shared/search/scripts/romanise.ts';
import { birthNumber } from './birth-number.ts';
import type { NumberKind, PackedNumbers } from './packed-numbers.ts';
import { OF_OTHER_NAME, OF_OTHER_SCRIPT, WORD_FLAGS, type PackedPeople } from './packed-people.ts';
import type { PackedWords } from './packed-words.ts';

/** Scripts in which the family name and the given name are one word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const MOST_KNOWN_WORDS = 10_000;

interface KnownWord {
  readonly folded: string;
  readonly ids: readonly number[];
  readonly isForeign: boolean;
}
export interface WrittenPerson {
  readonly id: string;
  readonly person: Patient;
  readonly isHere: boolean;
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

  constructor(into: Written) {
    this.#into = into;
  }
  add({ id, person, isHere }: WrittenPerson): number {
    const { people } = this.#into;
    const shown = shownName(person.names);
    const words: number[] = [];
    let isForeign = false;
    for (const text of textsOf(shown)) isForeign = this.#addName(text, words) || isForeign;
    if (isForeign && shown?.family && shown.given && UNSPACED.test(shown.family))
      this.#addName(shown.family + shown.given, words);
    for (const other of othersOf(person, shown)) {
      const from = words.length;
      for (const text of textsOf(other)) this.#addName(text, words);
      for (let at = from; at < words.length; at++) words[at] = (words[at] ?? 0) | OF_OTHER_NAME;
    }
    for (const { kind, value } of Object.values(person.identifiers ?? {}))
      this.#addNumber(kind === 'mrn' || kind === 'temporary' ? 'mrn' : 'identifier', value);
    for (const { kind, value } of Object.values(person.telecom ?? {}))
      if (kind === 'phone' || kind === 'sms') this.#addNumber('phone', value);
    return people.add({
      id,
      isHere,
      sex: person.sex ?? 'unknown',
      birth: birthNumber(person.birthDate),
      words,
      name: nameText(shown),
      mrn: mrnOf(person) ?? '',
      print: printOf(person),
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

  /** A name of several words is one word too: O'Neil is typed Oneil, De la Peña Delapena. True for a name of another script. */
  #addName(name: string, row: number[]): boolean {
    let whole = '';
    let count = 0;
    let isOther = false;
    for (const part of name.includes(' ') ? name.split(' ') : [name]) {
      const known = this.#knownOf(part);
      whole += known.folded;
      count += known.ids.length;
      isOther ||= known.isForeign;
      for (const id of known.ids) row.push(id);
    }
    if (count > 1) row.push(...this.#lookUp(whole, false).ids);
    if (this.romanise && isOther) this.#addRomanised(this.romanise(name), row);
    return isOther;
  }
  #addRomanised(name: string, row: number[]): void {
    const { folded, ids } = this.#lookUp(name, true);
    row.push(...ids);
    if (ids.length > 1) row.push(...this.#lookUp(folded, true).ids);
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
    const plain = plainNumber(value);
    const kept = kind === 'phone' && plain.startsWith('0') ? plain.replace(/^0+/, '') : plain;
    if (kept !== '') this.#into.numbers.add(this.#into.people.size, kind, kept);
  }
}

function othersOf(person: Patient, shown: HumanName | undefined): readonly HumanName[] {
  const all = Object.values(person.names ?? {});
  return all.length < 2 ? [] : all.filter((name) => name !== shown);
}

function textsOf(name: HumanName | undefined): readonly string[] {
  if (!name) return [];
  const parts = [name.family, name.given].filter((part) => part !== undefined && part !== '');
  return (parts.length > 0 ? parts : [name.text ?? '']) as readonly string[];
}

/** One number for everything a person is found by or shown with. */
export function printOf({ names, birthDate, sex, identifiers, telecom }: Patient): number {
  let print = hashed(hashed(0x811c9dc5, birthDate), sex);
  for (const name of Object.values(names ?? {}))
    for (const text of [name.use, name.family, name.given, name.prefix, name.text])
      print = hashed(print, text);
  for (const { kind, value } of Object.values(identifiers ?? {}))
    print = hashed(hashed(print, kind), value);
  for (const { kind, value } of Object.values(telecom ?? {}))
    print = hashed(hashed(print, kind), value);
  return print >>> 0;
}

function hashed(before: number, text = ''): number {
  let hash = Math.imul(before ^ text.length, 0x01000193);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
