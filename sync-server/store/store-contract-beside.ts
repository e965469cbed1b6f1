import { expect, test } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { StoredAccount } from './accounts.ts';
import type { Store } from './store.ts';

const AT = '2026-11-24T07:00:00.000Z';
const anAccount = (id: PersonId): StoredAccount => ({
  id,
  username: 'niamh',
  name: 'Niamh',
  roles: ['nurse'],
  practitionerId: null,
  isActive: true,
  passwordHash: '',
  hasDemoPassword: false,
  mustChangePassword: false,
  createdAt: AT,
  lastSignedInAt: null,
});

/** The store of the test that runs, and the same copy opened again. */
interface Opened {
  readonly store: () => Store;
  readonly reopen: () => Promise<Store>;
}

/** The part of the contract about what stands beside the documents: escrow, numbers, photos. */
export function testBeside({ store, reopen }: Opened): void {
  test('a refused row is kept once', async () => {
    const row = {
      key: 'k',
      device: 'd',
      collection: 'patients',
      code: 'too-large',
      row: '{}',
      at: AT,
    } as const;
    await store().transaction(async (tx) => tx.keepInEscrow(row));
    await store().transaction(async (tx) => tx.keepInEscrow(row));
    expect(await store().countEscrow()).toBe(1);
  });

  test('nobody is given a number of the hospital twice', async () => {
    const firsts = await Promise.all(
      Array.from({ length: 8 }, () => store().transaction((tx) => tx.reserveMrns(50))),
    );
    const sorted = firsts.toSorted((a, b) => a - b);
    expect(sorted.every((first, i) => i === 0 || first - (sorted[i - 1] ?? 0) >= 50)).toBe(true);
  });

  test('a photo stands on the account by its name, the bytes beside it, until it is taken away', async () => {
    const id = newId<PersonId>();
    const photo = { hash: 'a1', type: 'image/png', bytes: new Uint8Array([0, 1, 255]) };
    expect(await store().photos.changePhoto(id, photo)).toBeNull();
    await store().accounts.addAccount(anAccount(id));
    expect(await store().photos.changePhoto(id, photo)).toEqual({ ...anAccount(id), photo: 'a1' });
    const next = { hash: 'b2', type: 'image/webp', bytes: new Uint8Array([7]) };
    await store().photos.changePhoto(id, next);
    await store().accounts.changeAccount(id, { name: 'Niamh Byrne' });
    await reopen();
    expect(await store().photos.readPhoto(id)).toEqual(next);
    expect(await store().accounts.listAccounts()).toMatchObject([
      { photo: 'b2', name: 'Niamh Byrne' },
    ]);
    expect(await store().photos.changePhoto(id, null)).not.toHaveProperty('photo');
    expect(await store().photos.readPhoto(id)).toBeNull();
  });
}
