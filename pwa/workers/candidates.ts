import { betterOf } from './quality.ts';
import { withRoom } from './with-room.ts';

/** The people who are weighed for one question, each once, and how well each part of it fits them. One room, used for every question. */
export class Candidates {
  count = 0;
  rows = new Uint32Array(0);
  marks = new Uint32Array(0);
  #isKnown = new Uint8Array(0);
  #words = new Uint32Array(0);

  open(people: number): void {
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i] ?? 0;
      this.#isKnown[row] = 0;
      this.marks[row] = 0;
    }
    this.count = 0;
    this.marks = withRoom(this.marks, people);
    this.#isKnown = withRoom(this.#isKnown, people);
    this.rows = withRoom(this.rows, people);
  }
  /** How well each stored word fits each part: nothing yet. */
  roomForWords(words: number): Uint32Array {
    this.#words = withRoom(this.#words, words);
    this.#words.fill(0);
    return this.#words;
  }
  /** True for somebody who was none yet. */
  add(row: number): boolean {
    if (this.#isKnown[row] !== 0) return false;
    this.#isKnown[row] = 1;
    this.rows[this.count++] = row;
    return true;
  }
  /** Marks somebody who is none yet. */
  first(row: number, marks: number): void {
    if (this.add(row)) this.marks[row] = marks;
  }
  mark(row: number, more: number): void {
    this.add(row);
    this.marks[row] = betterOf(this.marks[row] ?? 0, more);
  }
}
