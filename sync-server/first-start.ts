import type { Clock } from '#shared/lib/clock.ts';
import { makeDemo } from './demo/make-demo.ts';
import { StoreError, type Store } from './store/store.ts';

const META = 'first-start';

export interface FirstStartDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly isEmpty: boolean;
}

/**
 * Decides once what a new data folder becomes, and remembers it: the demo hospital, or a hospital of one's own. A demo that was
 * cut short is made again; one that an import or the admin command filled first is nobody's demo.
 */
export async function prepareFirstStart({ store, clock, isEmpty }: FirstStartDeps): Promise<void> {
  const before = await store.readMeta(META);
  if (isEmpty && before !== null && before !== 'own') {
    throw new StoreError(
      'not-a-database',
      'This data folder holds the demo hospital: --empty wants a new folder. Give one with --data.',
    );
  }
  const state = before ?? (isEmpty || (await isInUse(store)) ? 'own' : 'demo-begun');
  if (before === null) await writeState(store, state);
  if (state !== 'demo-begun') return;
  await makeDemo({ store, clock });
  await writeState(store, 'demo');
}

/** Outside loopback the demo's password opens nothing but its own change. */
export async function closeDemoPasswords({ accounts }: Store): Promise<void> {
  for (const { id, hasDemoPassword } of await accounts.listAccounts()) {
    if (hasDemoPassword) await accounts.changeAccount(id, { mustChangePassword: true });
  }
}

async function isInUse(store: Store): Promise<boolean> {
  const { head } = await store.readFacility();
  return head > 0 || (await store.accounts.countAccounts()) > 0;
}

async function writeState(store: Store, state: string): Promise<void> {
  await store.transaction(async (tx) => tx.writeMeta(META, state));
}
