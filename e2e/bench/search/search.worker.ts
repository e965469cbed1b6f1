import { expose } from 'comlink';
import type { IndexedPerson } from '#pwa/workers/people-index.ts';
import { makePeople, type NameTables } from './made-people.ts';
import { createMiniSearchIndex } from './minisearch-index.ts';
import { createProductIndex, type BenchIndex } from './product-index.ts';

const PORTION = 1000;

export interface Made {
  readonly count: number;
  readonly seed: number;
  readonly tables: NameTables;
}

/** Both indexes live in workers of their own, made of this one file; each is built from portions as the product's is. */
const api = {
  index: null as BenchIndex | null,
  people: [] as IndexedPerson[],
  take({ count, seed, tables }: Made): void {
    this.people = [...makePeople(count, seed, tables)].map((one) => ({ ...one, isDeleted: false }));
  },
  build(which: 'product' | 'minisearch'): number {
    const started = performance.now();
    const index = which === 'product' ? createProductIndex() : createMiniSearchIndex();
    for (let at = 0; at < this.people.length; at += PORTION)
      index.put(this.people.slice(at, at + PORTION));
    index.find('a');
    const ms = performance.now() - started;
    this.index = index;
    return ms;
  },
  /** As the product's worker answers: one string. */
  find(text: string): string {
    return JSON.stringify(this.index?.find(text) ?? []);
  },
};
export type BenchWorker = typeof api;
expose(api);
