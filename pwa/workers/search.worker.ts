import { expose } from 'comlink';
import { isForeign } from '#shared/search/normalise.ts';
import type { Romanise } from '#shared/search/scripts/romanise.ts';
import { DIRECTORY_CHANNEL } from '#pwa/platform/directory-name.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { inTurn } from './in-turn.ts';
import { createPeopleIndex, type IndexedPerson } from './people-index.ts';
import { readDirectory } from './read-directory.ts';
import { readPeople, type PeopleSource } from './read-people.ts';

/** Rows that stand there for nothing are tolerated up to so many, and up to as many as the others. */
const TOLERATED = 5000;

let index = createPeopleIndex();
let key: DeviceKey | null = null;
let askForSource: (() => Promise<PeopleSource>) | null = null;
let tellElsewhere: (() => unknown) | null = null;
let near: readonly string[] = [];
let romanise: Promise<Romanise> | null = null;
const fresh = new Set<string>();
let total: number | null = null;
let isFilling = false;

/** The tables of other scripts come with the first name that is written in one. */
async function readScriptsOf(texts: unknown): Promise<void> {
  if (romanise || !isForeign(typeof texts === 'string' ? texts : JSON.stringify(texts))) return;
  romanise = import('#shared/search/scripts/romanise.ts').then(({ createRomanise }) =>
    createRomanise(),
  );
  index.readScripts(await romanise);
}

/** Who is not on this device is found by the directory; it is read anew whenever it changes, and the page asks again. */
const readElsewhere = inTurn(async () => {
  const rows = await readDirectory(key);
  await readScriptsOf([...rows.values()].map((row) => ('isGone' in row ? null : row.names)));
  index.putElsewhere(rows);
  tellElsewhere?.();
});
new BroadcastChannel(DIRECTORY_CHANNEL).onmessage = () => {
  if (!isFilling) void readElsewhere();
};

/** Reads the people stored on this device, in portions, so that the first answers come before the last person is read. */
async function fill(): Promise<number> {
  isFilling = true;
  const source = (await askForSource?.()) ?? '';
  key = typeof source === 'string' ? null : source.hello.key;
  for await (const { people, count } of readPeople(source)) {
    total = count;
    await readScriptsOf(people.map(({ content }) => content.names));
    index.put(people.filter(({ id }) => !fresh.has(id)));
  }
  total = null;
  isFilling = false;
  fresh.clear();
  await readElsewhere();
  return index.size();
}

/** A change is a new row; once half of them are old, all people are read into a new index. */
async function tidy(): Promise<void> {
  const { gone, all } = index.waste();
  if (isFilling || gone < TOLERATED || gone * 2 < all) return;
  index = createPeopleIndex();
  if (romanise) index.readScripts(await romanise);
  index.putNear(near);
  await fill();
}

const api = {
  /**
   * Reads everybody from where the page says that they lie; it is asked again when they are to be read anew. `onElsewhere` is told
   * whenever the directory was read.
   */
  fill(source: () => Promise<PeopleSource>, onElsewhere: () => unknown): Promise<number> {
    askForSource = source;
    tellElsewhere = onElsewhere;
    return fill();
  },
  /** Takes over what has changed since and tells how many there are; while filling, a fresh version is never overwritten by the stored one. */
  async put(people: readonly IndexedPerson[]): Promise<number> {
    if (isFilling) for (const { id } of people) fresh.add(id);
    await readScriptsOf(people.map(({ content }) => content.names));
    index.put(people);
    void tidy();
    return index.size();
  },
  /** The people found (`PersonHit[]`) as one text: fifty small objects cost more to hand over than to find. */
  async find(text: string): Promise<string> {
    await readScriptsOf(text);
    const { findPeople } = await import('./find-people.ts');
    return JSON.stringify(findPeople(index, text));
  },
  /** Who is in my ward or on today's list stands first from now on. */
  putNear(ids: readonly string[]): void {
    near = ids;
    index.putNear(ids);
  },
  progress: () => ({ read: index.size(), total }),
};
export type SearchApi = typeof api;
expose(api);
