import { indexKeysOf } from '#shared/domain/collections.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

export const PEOPLE_TABLE = '';
export const FIRST_PEOPLE = 64;

/** The same people as the product shows, out of the page's own code. */
export function readFirstPeople(): Promise<readonly Stored<'patients'>[]> {
  const people = benchPeople(FIRST_PEOPLE).map(({ id, content }) => ({
    id,
    rev: '1.1',
    trail: [],
    content,
    ...indexKeysOf('patients', content),
  }));
  return Promise.resolve(people);
}
