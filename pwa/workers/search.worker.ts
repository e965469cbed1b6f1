import { expose } from 'comlink';
import { DIRECTORY_CHANNEL } from '#pwa/platform/directory-name.ts';
import { createPeopleIndex, type IndexedPerson } from './people-index.ts';
import { readDirectory } from './read-directory.ts';
import { readPeople } from './read-people.ts';

const index = createPeopleIndex();
const fresh = new Set<string>();
let total: number | null = null;
let isFilling = false;

/** Who is not on this device is found by the directory; it is read anew whenever it changes. */
async function readElsewhere(): Promise<void> {
  index.putElsewhere(await readDirectory());
}
new BroadcastChannel(DIRECTORY_CHANNEL).onmessage = () => {
  if (!isFilling) void readElsewhere();
};

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
    await readElsewhere();
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
