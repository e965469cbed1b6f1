import { WORD_FLAGS, type PackedPeople } from './packed-people.ts';

/** So many new rows are looked through in a row before everything is sorted by word again, which takes some milliseconds. */
const TAIL = 2000;

/** Who has a word: all rows sorted by word, two columns of numbers, and the newest few as they stand. */
export class Postings {
  #from = new Uint32Array(1);
  #rows = new Uint32Array(0);
  #sorted = 0;

  /** Takes in what has come since; to be called before a question. */
  follow(people: PackedPeople, words: number): void {
    if (people.size - this.#sorted <= (this.#sorted === 0 ? 0 : TAIL)) return;
    const from = new Uint32Array(words + 1);
    const end = people.wordsFrom[people.size] ?? 0;
    for (let at = 0; at < end; at++) {
      const next = ((people.words[at] ?? 0) >>> WORD_FLAGS) + 1;
      from[next] = (from[next] ?? 0) + 1;
    }
    for (let word = 0; word < words; word++)
      from[word + 1] = (from[word + 1] ?? 0) + (from[word] ?? 0);
    const free = from.slice();
    const rows = new Uint32Array(end);
    eachWord(people, 0, (word, row) => {
      const at = free[word] ?? 0;
      rows[at] = row;
      free[word] = at + 1;
    });
    this.#from = from;
    this.#rows = rows;
    this.#sorted = people.size;
  }
  /** The rows of a word, but for the newest. */
  of(word: number): Uint32Array {
    return this.#rows.subarray(this.#from[word] ?? 0, this.#from[word + 1] ?? 0);
  }
  /** The first row that is not sorted yet. */
  get sorted(): number {
    return this.#sorted;
  }
}

function eachWord(
  people: PackedPeople,
  first: number,
  take: (word: number, row: number) => void,
): void {
  const { words, wordsFrom } = people;
  for (let row = first; row < people.size; row++) {
    const end = wordsFrom[row + 1] ?? 0;
    for (let at = wordsFrom[row] ?? 0; at < end; at++) take((words[at] ?? 0) >>> WORD_FLAGS, row);
  }
}
