import { expect, test } from 'vitest';
import type { SnapshotManifest } from '#shared/sync/snapshot.ts';
import { createLoaded } from './loaded-segments.ts';

const manifest = (id: string, watermark: object): SnapshotManifest => ({
  epoch: 'e1',
  scope: 'facility',
  id,
  watermark: watermark as SnapshotManifest['watermark'],
  segments: [],
});

test('a collection that this app did not know when its first sync began is loaded under the mark of now (S15)', async () => {
  const kept = new Map<string, unknown>();
  const store = {
    read: async <T>(key: string) => kept.get(key) as T | undefined,
    write: async (key: string, value: unknown) => void kept.set(key, value),
  };
  await (await createLoaded(store, [manifest('one', { patients: 7 })])).begin();
  const again = await createLoaded(store, [manifest('one', { patients: 7, pairs: 7 })]);
  expect(again.watermark('pairs').scopes).toEqual({ facility: 0 });
  const anew = await createLoaded(store, [manifest('two', { patients: 9, pairs: 9 })]);
  expect(anew.watermark('patients').scopes).toEqual({ facility: 7 });
  expect(anew.watermark('pairs').scopes).toEqual({ facility: 9 });
});
