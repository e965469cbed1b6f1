import type { Sex } from '#shared/domain/patient.ts';
import { UUID_BYTES, UUID_LETTERS, uuidText, writeUuid } from './uuid-bytes.ts';
import { MOST_BYTES, readText, withRoom, writeText } from './with-room.ts';

const SEXES: readonly Sex[] = ['unknown', 'female', 'male', 'other'];
/** What one byte says of a row. */
const SEX = 3;
const IS_HERE = 4;
/** Stands behind the same person's row from this device, or has been replaced by a newer one. */
const IS_HIDDEN = 8;
const IS_GONE = 16;
const IS_NEAR = 32;
const IS_UUID = 64;
const LINE_END = 10;
/** Up to so many slots they become four times as many at once. */
const QUICKLY = 1 << 17;
/** The number of a word in a row stands above two flags. */
export const WORD_FLAGS = 2;
/** It is of a name that is not shown; it was read from another script. */
export const OF_OTHER_NAME = 1;
export const OF_OTHER_SCRIPT = 2;

export interface NewRow {
  readonly id: string;
  readonly isHere: boolean;
  readonly sex: Sex;
  /** `YYYYMMDD` as a number, noughts for what is not known. */
  readonly birth: number;
  readonly name: string;
  readonly mrn: string;
  /** Changes when anything of the person does; 0 where nobody has asked yet. */
  readonly print: number;
}
export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly mrn: string;
  readonly sex: Sex;
  readonly isHere: boolean;
}

const encoder = new TextEncoder();

/** Everybody in columns: a row of numbers for each, and one run of bytes with what is shown of them. A change is a new row. */
export class PackedPeople {
  size = 0;
  gone = 0;
  nearRows: readonly number[] = [];
  birth = new Uint32Array(1 << 10);
  words = new Uint32Array(1 << 12);
  wordsFrom = new Uint32Array(1 << 10);
  #flags = new Uint8Array(1 << 10);
  #prints = new Uint32Array(1 << 10);
  #bytesFrom = new Uint32Array(1 << 10);
  #bytes = new Uint8Array(1 << 14);
  #slots = new Uint32Array(1 << 12);
  readonly #uuid = new Uint8Array(UUID_BYTES);
  #id: Uint8Array = this.#uuid;
  /** Whose bytes `#id` are: an id is asked for again and again while its person is put in place. */
  #idText: string | null = null;
  /** Where the row was looked for last: it is written where it was not found. */
  #soughtSlot = -1;
  #soughtHere = false;
  #elsewhere = 0;
  #wordsEnd = 0;

  /** A new row is begun; what was begun before and never added is forgotten. */
  begin(): void {
    this.#wordsEnd = this.wordsFrom[this.size] ?? 0;
  }
  /** Another word of the row that is begun: its number above two flags. */
  addWord(word: number): void {
    const at = this.#wordsEnd++;
    if (at >= this.words.length) this.words = withRoom(this.words, at + 1);
    this.words[at] = word;
  }
  add(row: NewRow): number {
    const at = this.size++;
    if (this.size >= this.#flags.length) this.#makeRoom();
    const id = this.#bytesOf(row.id);
    this.birth[at] = row.birth;
    this.wordsFrom[this.size] = this.#wordsEnd;
    this.#flags[at] =
      SEXES.indexOf(row.sex) |
      (row.isHere ? IS_HERE : 0) |
      (id.length === UUID_BYTES && row.id.length === UUID_LETTERS ? IS_UUID : 0);
    this.#prints[at] = row.print;
    const from = this.#bytesFrom[at] ?? 0;
    const most = 1 + id.length + (row.name.length + row.mrn.length) * MOST_BYTES + 1;
    this.#bytes = withRoom(this.#bytes, from + most);
    this.#bytes[from] = id.length;
    for (let i = 0; i < id.length; i++) this.#bytes[from + 1 + i] = id[i] ?? 0;
    const nameAt = from + 1 + id.length;
    const mrnAt = nameAt + writeText(row.name, this.#bytes, nameAt) + 1;
    this.#bytes[mrnAt - 1] = LINE_END;
    this.#bytesFrom[this.size] = mrnAt + writeText(row.mrn, this.#bytes, mrnAt);
    if (!row.isHere) this.#elsewhere++;
    if (this.size * 2 > this.#slots.length) this.#widen();
    this.#slots[this.#slotOf(row.id, row.isHere)] = at + 1;
    return at;
  }
  /** The row of somebody as they stand on this device, or in the directory; -1 where there is none. */
  rowOf(id: string, isHere: boolean): number {
    if (!isHere && this.#elsewhere === 0) return -1;
    return (this.#slots[this.#slotOf(id, isHere)] ?? 0) - 1;
  }
  /** A row that is no more keeps its place until everything is read anew. */
  drop(row: number): void {
    this.#flags[row] = (this.#flags[row] ?? 0) | IS_GONE;
    this.gone++;
  }
  hide(row: number, isHidden: boolean): void {
    this.#mark(row, IS_HIDDEN, isHidden);
  }
  /** Replaces who is near: in my ward, or on today's list. */
  near(rows: readonly number[]): void {
    for (const row of this.nearRows) this.#mark(row, IS_NEAR, false);
    this.nearRows = rows.filter((row) => row >= 0);
    for (const row of this.nearRows) this.#mark(row, IS_NEAR, true);
  }
  isShown(row: number): boolean {
    return ((this.#flags[row] ?? 0) & (IS_HIDDEN | IS_GONE)) === 0;
  }
  isNear(row: number): boolean {
    return ((this.#flags[row] ?? 0) & IS_NEAR) !== 0;
  }
  isGone(row: number): boolean {
    return ((this.#flags[row] ?? 0) & IS_GONE) !== 0;
  }
  isHere(row: number): boolean {
    return ((this.#flags[row] ?? 0) & IS_HERE) !== 0;
  }
  print(row: number): number {
    return this.#prints[row] ?? 0;
  }
  shown(row: number): ShownRow {
    const from = this.#bytesFrom[row] ?? 0;
    const nameFrom = from + 1 + (this.#bytes[from] ?? 0);
    const to = this.#bytesFrom[row + 1] ?? 0;
    const cut = this.#bytes.lastIndexOf(LINE_END, to - 1);
    const flags = this.#flags[row] ?? 0;
    return {
      id:
        (flags & IS_UUID) === 0
          ? readText(this.#bytes, from + 1, nameFrom)
          : uuidText(this.#bytes, from + 1),
      name: readText(this.#bytes, nameFrom, cut),
      mrn: readText(this.#bytes, cut + 1, to),
      sex: SEXES[flags & SEX] ?? 'unknown',
      isHere: (flags & IS_HERE) !== 0,
    };
  }

  /** For the next row, and for where the one behind it begins. */
  #makeRoom(): void {
    const needed = this.size + 1;
    this.birth = withRoom(this.birth, needed);
    this.wordsFrom = withRoom(this.wordsFrom, needed);
    this.#flags = withRoom(this.#flags, needed);
    this.#prints = withRoom(this.#prints, needed);
    this.#bytesFrom = withRoom(this.#bytesFrom, needed);
  }
  #mark(row: number, flag: number, isSet: boolean): void {
    const flags = this.#flags[row] ?? 0;
    this.#flags[row] = isSet ? flags | flag : flags & ~flag;
  }
  /** The slot of a person's newest row, or the free one where it would stand. */
  #slotOf(id: string, isHere: boolean): number {
    if (id === this.#idText && isHere === this.#soughtHere && this.#soughtSlot >= 0)
      return this.#soughtSlot;
    this.#bytesOf(id);
    const mask = this.#slots.length - 1;
    let at = hashOf(this.#id, 0, this.#id.length, isHere) & mask;
    for (let held = this.#slots[at] ?? 0; held !== 0; held = this.#slots[at] ?? 0) {
      if (this.#isRowOf(held - 1, isHere)) break;
      at = (at + 1) & mask;
    }
    this.#soughtSlot = at;
    this.#soughtHere = isHere;
    return at;
  }
  #isRowOf(row: number, isHere: boolean): boolean {
    const from = this.#bytesFrom[row] ?? 0;
    if (this.isHere(row) !== isHere || this.#bytes[from] !== this.#id.length) return false;
    for (let i = 0; i < this.#id.length; i++)
      if (this.#bytes[from + 1 + i] !== this.#id[i]) return false;
    return true;
  }
  #bytesOf(id: string): Uint8Array {
    if (id !== this.#idText) {
      this.#id = writeUuid(id, this.#uuid) ? this.#uuid : encoder.encode(id).slice(0, 255);
      this.#idText = id;
      this.#soughtSlot = -1;
    }
    return this.#id;
  }
  #widen(): void {
    const old = this.#slots;
    this.#soughtSlot = -1;
    this.#slots = new Uint32Array(old.length * (old.length < QUICKLY ? 4 : 2));
    const mask = this.#slots.length - 1;
    for (const held of old) {
      if (held === 0) continue;
      const from = (this.#bytesFrom[held - 1] ?? 0) + 1;
      const to = from + (this.#bytes[from - 1] ?? 0);
      let at = hashOf(this.#bytes, from, to, this.isHere(held - 1)) & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = held;
    }
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number, isHere: boolean): number {
  let hash = isHere ? 0x811c9dc5 : 0x1b873593;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}
