import { signal } from '@preact/signals';
import { Subject } from 'rxjs';
import { expect, test, vi } from 'vitest';
import type { SyncState } from '#shared/sync/sync-state.ts';
import { readFaults } from '#pwa/platform/fault-log.ts';
import { memoryStore } from '#pwa/testing/memory-store.ts';
import type { StoreDamage } from '#pwa/workers/store-messages.ts';
import { mendDamage } from './mend-damage.ts';
import type { Compared } from './sync/start-sync.ts';

const DAMAGE = { collection: 'patients', shelf: 'pages', what: 'damaged' };
const LATER = '9999-01-01T00:00:00.000Z';

/** A start of the app on a device whose store is as it is. */
function aStart(deviceStore = memoryStore()) {
  const damage$ = new Subject<StoreDamage>();
  const state = signal<SyncState>({ kind: 'offline', since: LATER, unsent: 0 });
  const compared = signal<Compared | null>(null);
  const compare = vi.fn();
  mendDamage({ damage$, deviceStore, sync: { state, compared, compare }, againMs: 1 });
  const outcome = (at: string, isWhole: boolean): void => {
    compared.value = { at, mended: 1, repaired: 1, isWhole };
  };
  return { damage$, deviceStore, state, compare, outcome };
}
const SAVED: SyncState = { kind: 'saved', at: LATER };

test('a damaged record is noted without a name, and everything is compared as soon as the hospital answers, until that was whole', async () => {
  const { damage$, deviceStore, state, compare, outcome } = aStart();
  damage$.next(DAMAGE);
  await vi.waitFor(async () => expect(await readFaults(deviceStore)).toHaveLength(1));
  expect((await readFaults(deviceStore))[0]).toMatchObject({
    code: 'store',
    where: 'patients pages',
    kind: 'damaged',
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(compare).not.toHaveBeenCalled();
  state.value = SAVED;
  await vi.waitFor(() => expect(compare).toHaveBeenCalled());
  // Somebody wrote meanwhile: something was left.
  outcome(LATER, false);
  const { length } = compare.mock.calls;
  await vi.waitFor(() => expect(compare.mock.calls.length).toBeGreaterThan(length));
  outcome(LATER, true);
  const asked = compare.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(compare).toHaveBeenCalledTimes(asked);
  expect(await deviceStore.read('store-damaged')).toBeUndefined();
});

test('a comparison of before says nothing about what was found since, and what is owed outlasts the page', async () => {
  const before = aStart();
  before.outcome('2001-01-01T00:00:00.000Z', true);
  before.damage$.next(DAMAGE);
  await vi.waitFor(async () =>
    expect(await before.deviceStore.read('store-damaged')).toEqual(expect.any(String)),
  );
  const after = aStart(before.deviceStore);
  after.state.value = SAVED;
  await vi.waitFor(() => expect(after.compare).toHaveBeenCalled());
  after.outcome(LATER, true);
  await vi.waitFor(async () =>
    expect(await after.deviceStore.read('store-damaged')).toBeUndefined(),
  );
});

test('a device on which nothing is damaged asks for nothing', async () => {
  const { state, compare } = aStart();
  state.value = SAVED;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(compare).not.toHaveBeenCalled();
});
