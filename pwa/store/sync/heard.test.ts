import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { createHeard } from './heard.ts';

test('what RxDB passes over is put in place once its page is stored, though RxDB never rests: a push is not answered', async () => {
  const storage = getRxStorageMemory();
  const db = await createRxDatabase({ name: newId(), storage, multiInstance: false });
  await db.addCollections({ patients: { schema: rxSchema('patients') } } as never);
  const people = db.collections['patients'] as unknown as RxCollection<Stored>;
  const id = newId<string>();
  const held = { id, rev: 'e.1', trail: [], content: {}, nameKey: '' };
  await people.insert(held as never);
  const upTo = { epoch: 'e', scopes: { facility: 2 } };
  const stopping = new AbortController();
  let stored: Checkpoint | null = null;
  const heard = createHeard(people, {
    stored: () => stored,
    notes: () => undefined,
    lookMs: 1,
    signal: stopping.signal,
  });
  heard.hand([{ ...held, rev: 'e.2', _deleted: false } as unknown as WireDocument], upTo);
  heard.look();
  stored = upTo;
  await expect.poll(async () => (await people.findOne(id).exec())?.rev).toBe('e.2');
  stopping.abort();
  await db.close();
});
