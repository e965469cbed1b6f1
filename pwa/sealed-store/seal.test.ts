import { expect, test } from 'vitest';
import { createSeals, type SealKey } from './seal.ts';

const newKey = async (id: number): Promise<SealKey> => {
  const usages = ['encrypt', 'decrypt'] as const;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [...usages]);
  return { id, key };
};
const at = { shelf: 'pages', key: 7 } as const;
const plain = new TextEncoder().encode('Okonkwo, Adaeze');

test('a record is opened by its key, in its place, in its store, and nowhere else', async () => {
  const key = await newKey(1);
  const seals = createSeals(5, [key]);
  const sealed = await seals.seal(at, plain);
  expect(new TextDecoder().decode(sealed)).not.toContain('Okonkwo');
  expect(await seals.unseal(at, sealed)).toEqual({ ok: true, value: plain });
  const moved = [
    { ...at, key: 8 },
    { ...at, shelf: 'log' },
  ] as const;
  for (const there of moved)
    expect(await seals.unseal(there, sealed)).toEqual({ ok: false, error: 'other-key' });
  expect(await createSeals(6, [key]).unseal(at, sealed)).toEqual({ ok: false, error: 'other-key' });
  expect(await seals.unseal(at, undefined)).toEqual({ ok: false, error: 'missing' });
});

test('another key is told from bits that have turned', async () => {
  const seals = createSeals(5, [await newKey(1)]);
  const sealed = await seals.seal(at, plain);
  const others = [createSeals(5, [await newKey(1)]), createSeals(5, [await newKey(2)])];
  for (const other of others)
    expect(await other.unseal(at, sealed)).toEqual({ ok: false, error: 'other-key' });
  for (let i = 12; i < sealed.length; i++) {
    const turned = sealed.slice();
    turned[i] = (turned[i] ?? 0) ^ 4;
    expect(await seals.unseal(at, turned)).toEqual({ ok: false, error: 'damaged' });
  }
  expect(await seals.unseal(at, sealed.slice(0, 30))).toEqual({ ok: false, error: 'damaged' });
});

test('what was sealed with the key before is opened and known to be old', async () => {
  const [before, today] = [await newKey(1), await newKey(2)];
  const sealed = await createSeals(5, [before]).seal(at, plain);
  const seals = createSeals(5, [today, before]);
  expect(await seals.unseal(at, sealed)).toEqual({ ok: true, value: plain });
  expect(seals.isFresh(sealed)).toBe(false);
  expect(seals.isFresh(await seals.seal(at, plain))).toBe(true);
});

test('no nonce comes twice', async () => {
  const seals = createSeals(5, [await newKey(1)]);
  const nonces = new Set<string>();
  for (let i = 0; i < 1000; i++) nonces.add((await seals.seal(at, plain)).slice(12, 24).join());
  expect(nonces.size).toBe(1000);
});
