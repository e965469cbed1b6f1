import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
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

test('a restored hospital knows the generation that is over and how far it holds it (S11)', async () => {
  const hospital = open('a.db');
  const write = (store: Store): Promise<void> =>
    store.transaction(async (tx) =>
      tx.put({
        collection: 'patients',
        id: newId(),
        content: {},
        kind: 'put',
        entries: [{ mutationId: null, by: null, device: null, at: '', action: null, changes: [] }],
      }),
    );
  await write(hospital);
  await write(hospital);
  expect(await hospital.listPastEpochs()).toEqual([]);
  await hospital.backup(join(folder, 'b.db'));
  await write(hospital);
  await hospital.close();

  const restored = open('b.db');
  const past = { epoch: 'a.db', lastSeq: 2, endedAt: '1970-01-01T00:00:00.000Z' };
  expect(await restored.listPastEpochs()).toEqual([past]);
  expect(await restored.readFacility()).toMatchObject({ epoch: 'b.db', head: 2 });
  await write(restored);
  await restored.backup(join(folder, 'c.db'));
  await restored.close();

  const again = open('c.db');
  expect(await again.listPastEpochs()).toMatchObject([past, { epoch: 'b.db', lastSeq: 3 }]);
  await again.close();
});

test('what may not happen twice and was due before the restore may have happened; what is due later waits', async () => {
  const hospital = open('a.db');
  const aJob = (key: string, due: string, isOnce = true) => ({
    key,
    kind: 'test',
    subject: 's',
    due,
    payload: {},
    isOnce,
  });
  const jobs = [aJob('was-due', ''), aJob('repeatable', '', false), aJob('later', '2026')];
  await hospital.transaction(async (tx) =>
    tx.wantJobs({ subject: 's', kind: 'test', jobs, at: '' }),
  );
  await hospital.backup(join(folder, 'b.db'));
  await hospital.close();

  const restored = open('b.db');
  const states = (await restored.jobs.listJobsOf('s')).map(({ key, state }) => [key, state]);
  expect(Object.fromEntries(states)).toEqual({
    'was-due': 'unclear',
    repeatable: 'waiting',
    later: 'waiting',
  });
  await restored.close();
});
