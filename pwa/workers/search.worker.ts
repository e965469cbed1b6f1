import { expose } from 'comlink';
import { createPeopleIndex, type IndexedPerson } from './people-index.ts';
import { readPeople } from './read-people.ts';

const index = createPeopleIndex();
const fresh = new Set<string>();
let total: number | null = null;
let isFilling = false;

const api = {
  /** Reads the people stored on this device, in portions, so that the first answers come before the last person is read. */
  async fill(database: string): Promise<number> {
    isFilling = true;
    for await (const { people, count } of readPeople(database)) {
      total = count;
      index.put(people.filter(({ id }) => !fresh.has(id)));
    }
    total = null;
    isFilling = false;
    fresh.clear();
    return index.size();
  },
  /** Takes over what has changed since and tells how many there are; while filling, a fresh version is never overwritten by the stored one. */
  put(people: readonly IndexedPerson[]): number {
    if (isFilling) for (const { id } of people) fresh.add(id);
    index.put(people);
    return index.size();
  },
  find: (text: string) => index.find(text),
  progress: () => ({ read: index.size(), total }),
};
export type SearchApi = typeof api;
expose(api);
