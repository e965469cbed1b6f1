import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPasswordOf, DEMO_PASSWORD } from '#server/services/passwords.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import { makeDemo } from './make-demo.ts';

const clock = { now: () => Date.parse('2026-11-26T11:20:00Z') };
/** Thousands of rows on a disk that others use too: the guard is against hanging, not against slowness. */
const PATIENCE_MS = 120_000;
let folder = '';
let store: Store;
let documents = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  store = openSqliteStore(join(folder, 'hospital.db'), { clock, newEpoch: () => 'e1' });
  ({ documents } = await makeDemo({ store, clock }));
}, PATIENCE_MS);
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

test('an empty store becomes a hospital with people who can sign in', async () => {
  expect((await store.readFacility()).facility).toMatchObject({ zone: 'Europe/London' });
  expect(documents).toBeGreaterThan(7000);
  expect(await store.count('locations')).toBe(87);
  const accounts = await store.accounts.listAccounts();
  const roles = new Set(accounts.flatMap((account) => account.roles));
  expect([...roles].toSorted()).toEqual(['admin', 'doctor', 'nurse', 'reception', 'records']);
  const doctor = await store.accounts.readAccountByUsername('doctor');
  expect(await isPasswordOf(doctor?.passwordHash ?? '', DEMO_PASSWORD)).toBe(true);
  expect(await store.readDocument('practitioners', doctor?.practitionerId ?? '')).not.toBeNull();
});

test(
  'making it twice changes nothing',
  async () => {
    const { head } = await store.readFacility();
    expect(await makeDemo({ store, clock })).toEqual({ documents: 0 });
    expect((await store.readFacility()).head).toBe(head);
  },
  PATIENCE_MS,
);
