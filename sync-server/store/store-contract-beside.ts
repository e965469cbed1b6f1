import { expect, test } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import type { BlobHash } from '#shared/sync/blob.ts';
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

/** The part of the contract about what stands beside the documents: escrow, numbers, photos, blobs. */
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

  test('a person has one address for their calendar; a new one ends the old one', async () => {
    const personId = newId<PersonId>();
    await store().accounts.addAccount(anAccount(personId));
    const link = { personId, tokenHash: 'a', language: 'en', madeAt: AT, readAt: null };
    await store().feeds.putFeedLink(link);
    await store().feeds.touchFeedLink('a', AT);
    await reopen();
    expect(await store().feeds.readFeedLink('a')).toEqual({ ...link, readAt: AT });
    await store().feeds.putFeedLink({ ...link, tokenHash: 'b' });
    expect(await store().feeds.readFeedLink('a')).toBeNull();
    expect(await store().feeds.feedLinkOf(personId)).toMatchObject({
      tokenHash: 'b',
      readAt: null,
    });
    await store().feeds.dropFeedLink(personId);
    expect(await store().feeds.feedLinkOf(personId)).toBeNull();
  });

  testBlobs({ store, reopen });
}

function testBlobs({ store, reopen }: Opened): void {
  test('a blob is given to who sent it, and where a document that names it is held; named by nothing it ends', async () => {
    const hash = 'a'.repeat(64) as BlobHash;
    const bytes = new Uint8Array([0, 1, 255]);
    const sent = { hash, bytes, device: 'd', at: AT };
    expect(await store().blobs.keepBlob(sent, 0)).toBe(false);
    expect(await store().blobs.keepBlob(sent, 1)).toBe(true);
    expect(await store().blobs.keepBlob(sent, 1)).toBe(true);
    const read = (device: string, ...scopes: readonly string[]) =>
      store().blobs.readBlob(hash, { device, scopes });
    expect(await read('d')).toEqual({ hash, bytes });
    expect(await read('e', FACILITY_SCOPE)).toBeNull();
    const person = { collection: 'patients', id: newId<string>() } as const;
    const options = {
      action: 'import',
      at: AT,
      onExisting: 'replace',
      isInWindow: () => true,
    } as const;
    await store().bulkWrite([{ ...person, content: { photo: { hash, at: AT } } }], options);
    await reopen();
    expect(await read('e', FACILITY_SCOPE)).toEqual({ hash, bytes });
    expect(await read('e', wardScope('w'))).toBeNull();
    const drop = (now: string, before: string) =>
      store().blobs.dropLoose({ now, before, after: '', limit: 9 });
    expect(await drop('2026-12-01', '2026-12-01')).toEqual({ dropped: 0, next: null });
    await store().bulkWrite([{ ...person, content: {} }], options);
    expect(await drop('2026-12-02', '2026-12-02')).toEqual({ dropped: 0, next: null });
    expect(await drop('2026-12-03', '2026-12-03')).toEqual({ dropped: 1, next: null });
    expect(await read('d', FACILITY_SCOPE)).toBeNull();
  });
}
