import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DIRECTORY } from '#pwa/platform/directory-name.ts';
import { sealValue } from '#pwa/platform/seal-values.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { findPeople } from './find-people.ts';
import { createPeopleIndex } from './people-index.ts';
import { readDirectory } from './read-directory.ts';

const use: KeyUsage[] = ['encrypt', 'decrypt'];
const key: DeviceKey = {
  id: 7,
  key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, use),
};
/** As hospitals told it that named what they did not know. */
const UNKNOWN = { birthDate: null, sex: null, identifiers: null };
const person = (id: string, family: string, more: object = UNKNOWN) => ({
  id,
  names: { n: { use: 'official', family } },
  ...more,
});

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

async function keep(segments: readonly unknown[]): Promise<void> {
  const request = indexedDB.open(DIRECTORY);
  request.onupgradeneeded = () => request.result.createObjectStore('docs', { autoIncrement: true });
  await new Promise((resolve) => (request.onsuccess = resolve));
  const store = request.result.transaction('docs', 'readwrite').objectStore('docs');
  for (const segment of segments) store.add(segment);
  await new Promise((resolve) => (store.transaction.oncomplete = resolve));
  request.result.close();
}

test.each([null, key])(
  'somebody of whom little is known keeps nobody who comes after them from being found (sealed: %o)',
  async (sealedWith) => {
    const segments = [
      [person('1', 'Okonkwo', { birthDate: '1955-12-20' }), person('2', 'Ybarra')],
      [person('3', 'Zwischenzeit'), { id: '4', names: null, ...UNKNOWN }, person('5', 'Weiss')],
    ];
    await keep(
      sealedWith
        ? await Promise.all(segments.map((rows) => sealValue(sealedWith, DIRECTORY, rows)))
        : segments,
    );
    const index = createPeopleIndex();
    index.putElsewhere(await readDirectory(sealedWith));
    for (const family of ['Okonkwo', 'Ybarra', 'Zwischenzeit', 'Weiss'])
      expect(findPeople(index, family).map(({ name }) => name)).toEqual([family]);
  },
);
