import type { Patient, Sex } from '#shared/domain/patient.ts';
import type { Romanise } from '#shared/search/scripts/romanise.ts';
import type { DirectoryPerson, DirectoryRow } from '#shared/sync/directory.ts';
import { BirthOrder } from './birth-order.ts';
import { Candidates } from './candidates.ts';
import { PackedNumbers } from './packed-numbers.ts';
import { PackedPeople } from './packed-people.ts';
import { PackedWords } from './packed-words.ts';
import { Postings } from './postings.ts';
import type { Columns } from './columns.ts';
import { printOf, RowWriter } from './row-writer.ts';

/** Why somebody was found; the screen turns it into words. */
export type HitReason =
  | 'name'
  | 'other-name'
  | 'other-script'
  | 'near-name'
  | 'sounds-like'
  | 'mrn'
  | 'identifier'
  | 'phone'
  | 'birth-date'
  | 'near-birth-date';

export interface PersonHit {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
  readonly sex: Sex;
  /** False for somebody whom the directory names and this device does not hold. */
  readonly isHere: boolean;
  readonly reasons: readonly HitReason[];
  /** Folded words of the name that were found in spite of how they were typed, for marking. */
  readonly matched: readonly string[];
}
export interface IndexedPerson {
  readonly id: string;
  readonly content: Patient;
  readonly isDeleted: boolean;
}

/** The index over everybody this device knows of, in packed columns. Lives in a worker; answers while it is still being filled. */
export interface PeopleIndex {
  /** How many people are on this device. */
  size(): number;
  /** How many rows stand there for nothing, beside all of them: what a fresh start would win. */
  waste(): { readonly gone: number; readonly all: number };
  put(people: readonly IndexedPerson[]): void;
  /** Replaces the directory; whoever is on the device stands as they are there. */
  putElsewhere(people: ReadonlyMap<string, DirectoryRow>): void;
  /** From now on other scripts are read. Before, they are found as they are written. */
  readScripts(romanise: Romanise): void;
  /** Who is in my ward or on today's list stands before the others. */
  putNear(ids: readonly string[]): void;
  /** The columns, ready for a question (find-people.ts). */
  open(): Columns;
  readonly romanise: Romanise | null;
}

/** An empty index: names in spite of slips, accents and scripts, numbers by any part, birth dates in any usual writing. */
export function createPeopleIndex(): PeopleIndex {
  return new PackedIndex();
}

class PackedIndex implements PeopleIndex {
  readonly columns: Columns = {
    people: new PackedPeople(),
    words: new PackedWords(),
    numbers: new PackedNumbers(),
    postings: new Postings(),
    births: new BirthOrder(),
    candidates: new Candidates(),
  };
  readonly #writer = new RowWriter(this.columns);
  #near: readonly string[] = [];
  #here = 0;

  size(): number {
    return this.#here;
  }
  waste(): ReturnType<PeopleIndex['waste']> {
    const { gone, size } = this.columns.people;
    return { gone, all: size };
  }
  put(changed: readonly IndexedPerson[]): void {
    for (const person of changed) this.#put(person);
  }
  putElsewhere(rows: ReadonlyMap<string, DirectoryRow>): void {
    const { people } = this.columns;
    const before = people.size;
    const kept = new Set<number>();
    for (const row of rows.values()) if (!('isGone' in row)) kept.add(this.#putRow(row));
    for (let row = 0; row < before; row++)
      if (!people.isHere(row) && !people.isGone(row) && !kept.has(row)) this.#writer.drop(row);
  }
  readScripts(romanise: Romanise): void {
    this.#writer.romanise = romanise;
  }
  putNear(ids: readonly string[]): void {
    this.#near = ids;
  }
  open(): Columns {
    const { births, numbers, people, postings, words } = this.columns;
    this.#writer.rest();
    people.near(
      this.#near.flatMap((id) => [true, false].map((isHere) => people.rowOf(id, isHere))),
    );
    postings.follow(people, words.size);
    births.follow(people);
    numbers.follow();
    words.follow();
    return this.columns;
  }
  get romanise(): Romanise | null {
    return this.#writer.romanise;
  }

  #put(person: IndexedPerson): void {
    const { id, content } = person;
    // Who was merged is found as the survivor, who has their names and numbers.
    const isDeleted = person.isDeleted || content?.survivorId !== undefined;
    const { people } = this.columns;
    const old = people.rowOf(id, true);
    const wasHere = old >= 0 && !people.isGone(old);
    // Most people are written once: only who is written again is compared from then on.
    const print = wasHere && !isDeleted ? printOf(content) : 0;
    if (print !== 0 && people.print(old) === print) return;
    if (wasHere) this.#writer.drop(old);
    this.#here += Number(!isDeleted) - Number(wasHere);
    const elsewhere = people.rowOf(id, false);
    if (elsewhere >= 0) people.hide(elsewhere, !isDeleted);
    if (!isDeleted) this.#writer.add({ id, person: content, isHere: true, print });
  }
  #putRow(row: DirectoryPerson): number {
    const { people } = this.columns;
    const old = people.rowOf(row.id, false);
    const print = printOf(row);
    if (old >= 0 && !people.isGone(old) && people.print(old) === print) return old;
    const at = this.#writer.add({ id: row.id, person: row, isHere: false, print });
    const own = people.rowOf(row.id, true);
    people.hide(at, own >= 0 && !people.isGone(own));
    return at;
  }
}
