import type { Patient } from '#shared/domain/patient.ts';
import { blockKeys, MOST_IN_BLOCK } from './duplicate-blocks.ts';
import { comparePair, typedOf, type TypedPerson } from './duplicate-score.ts';
import { countRarity, type Rarity } from './rarity.ts';

/** Two records that are likely one person's; `one` is the smaller id. */
export interface Likely {
  readonly one: string;
  readonly other: string;
  readonly score: number;
  readonly isVery: boolean;
}
/** What a step of a scan found, and where the next one goes on; null at the end. */
export interface ScanStep {
  readonly found: readonly Likely[];
  readonly after: string | null;
  /** People whose pairs have been compared by now. */
  readonly people: number;
  readonly comparisons: number;
}

interface Scanned {
  readonly id: string;
  readonly person: TypedPerson;
  readonly keys: Uint32Array;
}

/**
 * Looks for records that may be one person's, everybody with everybody who shares a block, person by person in the order of their ids: so
 * it can stop anywhere and go on from the last id, today or after a restart. Who is not shown as themselves is left out, and so is who is
 * only shown to few.
 */
export class DuplicateScan {
  #people: Scanned[] = [];
  #blocks: Map<number, number[]> | null = null;
  #rarity: Rarity = () => 0;

  get size(): number {
    return this.#people.length;
  }

  add(id: string, patient: Patient): void {
    if (patient.survivorId !== undefined || patient.isRestricted) return;
    const person = typedOf(patient);
    this.#people.push({ id, person, keys: Uint32Array.from(blockKeys(person), hashed) });
  }

  /** Compares the next people behind an id ('' for the first) with everybody who comes after them. */
  next(after: string, count: number): ScanStep {
    const blocks = (this.#blocks ??= this.#ready());
    const first = this.#firstBehind(after);
    const last = Math.min(first + count, this.#people.length);
    const found: Likely[] = [];
    let comparisons = 0;
    for (let at = first; at < last; at++) {
      for (const rival of rivalsOf(blocks, at, this.#people[at]?.keys ?? [])) {
        comparisons++;
        const likely = this.#compare(at, rival);
        if (likely) found.push(likely);
      }
    }
    const end = last === this.#people.length ? null : (this.#people[last - 1]?.id ?? null);
    return { found, after: end, people: last, comparisons };
  }

  #ready(): Map<number, number[]> {
    this.#people.sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#rarity = countRarity(this.#people.map(({ person }) => person));
    const blocks = new Map<number, number[]>();
    for (const [at, { keys }] of this.#people.entries())
      for (const key of keys) {
        const block = blocks.get(key);
        if (block) block.push(at);
        else blocks.set(key, [at]);
      }
    for (const [key, block] of blocks)
      if (block.length < 2 || block.length > MOST_IN_BLOCK) blocks.delete(key);
    return blocks;
  }

  #firstBehind(id: string): number {
    const at = this.#people.findIndex((one) => one.id > id);
    return at < 0 ? this.#people.length : at;
  }

  #compare(at: number, rival: number): Likely | null {
    const [mine, theirs] = [this.#people[at], this.#people[rival]];
    if (!mine || !theirs) return null;
    const { verdict, score } = comparePair(mine.person, theirs.person, this.#rarity);
    if (verdict === 'none') return null;
    return { one: mine.id, other: theirs.id, score, isVery: verdict === 'very-likely' };
  }
}

/** Everybody behind a person who shares a block with them, each once. */
function rivalsOf(
  blocks: ReadonlyMap<number, readonly number[]>,
  at: number,
  keys: Iterable<number>,
): ReadonlySet<number> {
  const rivals = new Set<number>();
  for (const key of keys) for (const one of blocks.get(key) ?? []) if (one > at) rivals.add(one);
  return rivals;
}

/** A key as one number (FNV-1a): two keys that meet in one are one comparison more, never one less. */
function hashed(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
