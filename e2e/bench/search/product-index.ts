import { createRomanise } from '#shared/search/scripts/romanise.ts';
import { findPeople } from '#pwa/workers/find-people.ts';
import {
  createPeopleIndex,
  type IndexedPerson,
  type PersonHit,
} from '#pwa/workers/people-index.ts';

export interface BenchIndex {
  put(people: readonly IndexedPerson[]): void;
  find(text: string): readonly PersonHit[];
}

/** The product's index with everything on: ranking, slips and other scripts. */
export function createProductIndex(): BenchIndex {
  const index = createPeopleIndex();
  index.readScripts(createRomanise());
  return { put: (people) => index.put(people), find: (text) => findPeople(index, text) };
}
