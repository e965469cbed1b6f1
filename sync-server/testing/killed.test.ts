import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import { aChange, aDevice, anEntry, aPerson, aRow } from './a-hospital.ts';
import { createPush } from '#server/services/push.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'wardline-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Pushes what it is handed and dies at once after the commit, before anybody could be answered. */
const VICTIM = `
  import 'temporal-polyfill/global';
  import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
  import { createPush } from '#server/services/push.ts';
  const { file, device, request } = JSON.parse(process.argv[1]);
  const clock = { now: () => 0 };
  const store = openSqliteStore(file, { clock, newEpoch: () => 'e' });
  store.onCommit(() => process.kill(process.pid, 'SIGKILL'));
  await createPush({ store, clock, onPoison: () => {}, onLanded: () => {} })(device, request);
  console.log('answered');`;

test('a server killed between commit and answer has the write, and the replay finds it there (S1, S8)', async () => {
  const file = join(folder, 'hospital.db');
  const doctor = aPerson('doctor');
  const device = aDevice([doctor]);
  const id = newId<string>();
  const request = {
    collection: 'patients' as const,
    rows: [aRow(id, anEntry(doctor, [aChange('/comment', undefined, 'kept')]))],
  };
  const argument = JSON.stringify({ file, device, request });
  const died = spawnSync(
    process.execPath,
    ['--input-type=module-typescript', '-e', VICTIM, argument],
    {
      encoding: 'utf8',
    },
  );
  expect([died.signal, died.stdout]).toEqual(['SIGKILL', '']);
  const clock = { now: () => 0 };
  const store = openSqliteStore(file, { clock, newEpoch: () => 'other' });
  const push = createPush({ store, clock, onPoison: () => undefined, onLanded: () => undefined });
  expect(JSON.parse(await push(device, request))).toMatchObject({
    results: [{ outcome: 'noop', document: { rev: 'e.1', content: { comment: 'kept' } } }],
  });
  expect(await store.readHistory({ collection: 'patients', id, limit: 5 })).toHaveLength(1);
  await store.close();
});
