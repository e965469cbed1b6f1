import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '#server/store/store.ts';
import { openSqliteStore } from './open-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = (name: string): Store =>
  openSqliteStore(join(folder, name), { clock: { now: () => 0 }, newEpoch: () => name });
const given = (store: Store, count: number): Promise<number> =>
  store.transaction((tx) => tx.reserveMrns(count));

test('a number that a device got after the backup is never given again by the restored hospital', async () => {
  const hospital = open('a.db');
  await given(hospital, 50);
  await hospital.backup(join(folder, 'b.db'));
  const lost = await given(hospital, 50);
  await hospital.close();

  const restored = open('b.db');
  expect(await given(restored, 1)).toBeGreaterThanOrEqual(lost + 50);
  await restored.close();

  const again = open('b.db');
  expect(await given(again, 1)).toBeLessThan(lost + 50 + 100_000);
  await again.close();
});
