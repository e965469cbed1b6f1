import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { memoryStore } from '#pwa/testing/memory-store.ts';
import { sealDeviceStore } from './sealed-device-store.ts';
import type { DeviceKey } from './vault.ts';

const use: KeyUsage[] = ['encrypt', 'decrypt'];
const key: DeviceKey = {
  id: 1,
  key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, use),
};
const aDevice = () => {
  const inner = memoryStore();
  const held = signal<DeviceKey | null>(key);
  return { inner, held, store: sealDeviceStore(inner, { isSealing: true, key: held }) };
};

test('what is half typed lies sealed, and what names nobody does not', async () => {
  const { inner, store } = aDevice();
  await store.write('draft/marta/registration', { family: 'Nakagawa' });
  await store.write('session', { current: 'marta' });
  expect(await store.read('draft/marta/registration')).toEqual({ family: 'Nakagawa' });
  expect(await inner.read('draft/marta/registration')).toMatchObject({ keyId: 1 });
  expect(await inner.read('session')).toEqual({ current: 'marta' });
});

test('without the key nothing opens and nothing is written', async () => {
  const { store, held } = aDevice();
  await store.write('draft/marta/registration', { family: 'Nakagawa' });
  held.value = null;
  expect(await store.read('draft/marta/registration')).toBeUndefined();
  await expect(store.write('draft/marta/registration', {})).rejects.toThrow('without its key');
});

test('a value that was moved to another place does not open', async () => {
  const { inner, store } = aDevice();
  await store.write('draft/marta/registration', { family: 'Nakagawa' });
  await inner.write('draft/lena/registration', await inner.read('draft/marta/registration'));
  expect(await store.read('draft/lena/registration')).toBeUndefined();
});

test('what an older version kept in the clear is read, and sealed with the next change', async () => {
  const { inner, store } = aDevice();
  await inner.write('mrn-pool', ['1', '2']);
  await store.change<readonly string[]>('mrn-pool', (pool = []) => pool.slice(1));
  expect(await store.read('mrn-pool')).toEqual(['2']);
  expect(await inner.read('mrn-pool')).toMatchObject({ keyId: 1 });
});

test('two tabs that take numbers at once never take the same one', async () => {
  const { inner, store, held } = aDevice();
  const other = sealDeviceStore(inner, { isSealing: true, key: held });
  await store.write('mrn-pool', ['1', '2', '3', '4', '5', '6']);
  const taken: (string | undefined)[] = [];
  const take = (from: typeof store): Promise<unknown> => {
    let mine: string | undefined;
    return from
      .change<readonly string[]>('mrn-pool', (pool = []) => {
        mine = pool[0];
        return pool.slice(1);
      })
      .then(() => taken.push(mine));
  };
  await Promise.all([store, other, store, other, store].map(take));
  expect(new Set(taken).size).toBe(5);
  expect(await store.read('mrn-pool')).toEqual(['6']);
});
