import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isPasswordOf, DEMO_PASSWORD } from '#server/services/passwords.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import { makeDemo } from './make-demo.ts';

const clock = { now: () => Date.parse('2026-11-26T11:20:00Z') };
const opened: { store: Store; folder: string }[] = [];

async function anEmptyStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  const store = openSqliteStore(join(folder, 'hospital.db'), { clock, newEpoch: () => 'e1' });
  opened.push({ store, folder });
  return store;
}
afterEach(async () => {
  for (const { store, folder } of opened.splice(0)) {
    await store.close();
    await rm(folder, { recursive: true });
  }
});

test('an empty store becomes a hospital with people who can sign in', async () => {
  const store = await anEmptyStore();
  const { documents } = await makeDemo({ store, clock });
  expect((await store.readFacility()).facility).toMatchObject({ zone: 'Europe/London' });
  expect(documents).toBeGreaterThan(7000);
  expect(await store.count('locations')).toBe(85);
  const accounts = await store.accounts.listAccounts();
  const roles = new Set(accounts.flatMap((account) => account.roles));
  expect([...roles].toSorted()).toEqual(['admin', 'doctor', 'nurse', 'reception', 'records']);
  const doctor = await store.accounts.readAccountByUsername('doctor');
  expect(await isPasswordOf(doctor?.passwordHash ?? '', DEMO_PASSWORD)).toBe(true);
  expect(await store.readDocument('practitioners', doctor?.practitionerId ?? '')).not.toBeNull();
});

test('making it twice changes nothing', async () => {
  const store = await anEmptyStore();
  await makeDemo({ store, clock });
  const { head } = await store.readFacility();
  expect(await makeDemo({ store, clock })).toEqual({ documents: 0 });
  expect((await store.readFacility()).head).toBe(head);
});
