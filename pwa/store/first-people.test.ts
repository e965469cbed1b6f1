import 'fake-indexeddb/auto';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, test } from 'vitest';
import { indexKeysOf } from '#shared/domain/collections.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { FIRST_PEOPLE, PEOPLE_TABLE, readFirstPeople } from './first-people.ts';
import { rxSchema } from './rx-schema.ts';

function person(n: number): Record<string, unknown> {
  const content: Patient = {
    names: { a: { family: `Family${String(n).padStart(3, '0')}`, given: 'Ida' } },
  };
  const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  return { id, rev: '1.1', trail: [], unsent: 0, content, ...indexKeysOf('patients', content) };
}

test('the first people by name are read before the replica is open, without those who left', async () => {
  expect(await readFirstPeople()).toEqual([]);
  const db = await createRxDatabase({ name: 'wardline', storage: getRxStorageDexie() });
  const { patients } = await db.addCollections({ patients: { schema: rxSchema('patients') } });
  await patients?.bulkInsert(Array.from({ length: 100 }, (_, n) => person(99 - n)) as never);
  const gone = await patients?.findOne(String(person(0)['id'])).exec();
  await gone?.remove();
  const people = await readFirstPeople(PEOPLE_TABLE);
  expect(people).toHaveLength(FIRST_PEOPLE);
  expect(people.map(({ nameKey }) => nameKey).slice(0, 2)).toEqual([
    'family001 ida',
    'family002 ida',
  ]);
  await db.close();
});
