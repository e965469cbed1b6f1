import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openDeviceStore } from './device-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

test('a write that finds no room is told until one finds it again', async () => {
  const store = openDeviceStore();
  await store.write('draft', 'Na');
  expect(store.isFull.value).toBe(false);
  const full = () => {
    throw new DOMException('No room', 'QuotaExceededError');
  };
  await expect(store.change('numbers', full)).rejects.toThrow('No room');
  expect(store.isFull.value).toBe(true);
  expect(await store.read('draft')).toBe('Na');
  expect(store.isFull.value).toBe(true);
  await store.write('draft', 'Naka');
  expect(store.isFull.value).toBe(false);
});

test('any other failure is no sign of a full device', async () => {
  const store = openDeviceStore();
  const broken = () => {
    throw new Error('broken');
  };
  await expect(store.change('numbers', broken)).rejects.toThrow('broken');
  expect(store.isFull.value).toBe(false);
});
