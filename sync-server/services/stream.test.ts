import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { parseFrame } from '#shared/sync/parse-frame.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import {
  aChange,
  aDevice,
  aHospital,
  anEntry,
  aPerson,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { openReadable } from './readable-line.ts';
import { createStreamHub, type StreamHub } from './stream.ts';
import { moveWindow } from './window.ts';

let hospital: TestHospital;
let hub: StreamHub;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  hospital = await aHospital();
  hub = createStreamHub(hospital);
});
afterEach(async () => {
  hub.close();
  vi.useRealTimers();
  await hospital.close();
});

interface Listener {
  next: () => Promise<StreamFrame | null>;
  leave: () => Promise<void>;
}
async function listen(device = hospital.device): Promise<Listener> {
  const reader = (await openReadable(hub, device)).getReader();
  const decoder = new TextDecoder();
  return {
    next: async () => {
      const { value, done } = await reader.read();
      if (done) return null;
      const [event = '', data = ''] = decoder.decode(value).trimEnd().split('\n');
      const frame = parseFrame(data.slice('data: '.length));
      expect(event).toBe(`event: ${frame?.kind ?? ''}`);
      return frame;
    },
    leave: () => reader.cancel(),
  };
}
const write = (...ids: readonly string[]) =>
  hospital.push(
    'patients',
    ...ids.map((id) =>
      aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, 'x'.repeat(1000))])),
    ),
  );

test('a stream names the head first, then each commit from where the one before ended (S7)', async () => {
  await write(newId());
  const listener = await listen();
  expect(await listener.next()).toMatchObject({ kind: 'hello', epoch: 'e1', head: 1 });
  const [a, b] = [newId<string>(), newId<string>()];
  await write(a, b);
  await write(a);
  expect(await listener.next()).toMatchObject({
    kind: 'change',
    collection: 'patients',
    scope: 'facility',
    from: 1,
    to: 3,
    documents: [{ id: a }, { id: b }],
  });
  // A row with nothing new is no event; what is told next starts where the last one ended.
  await write(newId());
  const after = await listener.next();
  expect(after).toMatchObject({ kind: 'change', from: 3 });
});

test('what the stream tells is what a pull would say', async () => {
  const listener = await listen();
  await listener.next();
  await write(newId(), newId());
  const told = await listener.next();
  const pulled = await hospital.pull('patients');
  expect(told).toMatchObject({
    documents: pulled.documents,
    to: pulled.checkpoint.scopes['facility'],
  });
});

test('nothing is told of a transaction that failed (S8)', async () => {
  const listener = await listen();
  await listener.next();
  const failing = hospital.store.transaction(async (tx) => {
    tx.put({
      collection: 'patients',
      id: newId(),
      content: {},
      kind: 'put',
      entries: [{ mutationId: null, by: null, device: null, at: '', action: null, changes: [] }],
    });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const id = newId<string>();
  await write(id);
  expect(await listener.next()).toMatchObject({ from: 0, to: 1, documents: [{ id }] });
});

test('a reader that is too slow is told to pull, never shown a gap (S7)', async () => {
  const listener = await listen();
  const bulky = Array.from({ length: 40 }, () => newId<string>());
  for (let i = 0; i < 40; i += 1) await write(...bulky.map(() => newId<string>()));
  const kinds: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const frame = await listener.next();
    kinds.push(frame?.kind ?? 'end');
    if (frame?.kind === 'resync') break;
  }
  expect(kinds.at(-1)).toBe('resync');
});

test('a commit with too many rows is pulled page by page', async () => {
  const listener = await listen();
  await listener.next();
  const rows = Array.from({ length: 500 }, () => ({
    collection: 'patients' as const,
    id: newId<string>(),
    content: {},
  }));
  await hospital.store.bulkWrite(rows, {
    action: 'import',
    at: '',
    onExisting: 'keep',
    isInWindow: () => true,
  });
  expect(await listener.next()).toEqual({ kind: 'resync', collection: 'patients' });
});

test('a silent line still beats', async () => {
  const listener = await listen();
  await listener.next();
  vi.advanceTimersByTime(15_000);
  expect((await listener.next())?.kind).toBe('heartbeat');
});

test('a closed tab ends its feed', async () => {
  const listener = await listen();
  expect([hub.count(), hub.isConnected(hospital.device.id)]).toEqual([1, true]);
  await listener.leave();
  expect([hub.count(), hub.isConnected(hospital.device.id)]).toEqual([0, false]);
});

test('a locked device is told and its feed ends; others hear on', async () => {
  const [locked, other] = [await listen(), await listen(aDevice([aPerson('admin')]))];
  await locked.next();
  await other.next();
  hub.signOut(hospital.device.id);
  expect([await locked.next(), await locked.next()]).toEqual([{ kind: 'signed-out' }, null]);
  hub.pokeFleet();
  expect(await other.next()).toEqual({ kind: 'poke', topic: 'fleet' });
});

test('only administrators hear that a device has spoken, from their sign-in on', async () => {
  const listener = await listen();
  await listener.next();
  hub.pokeFleet();
  hub.tell(hospital.device.id, {
    people: [hospital.doctor, aPerson('admin')],
    scopes: hospital.device.scopes,
  });
  expect(await listener.next()).toEqual({ kind: 'poke', topic: 'people' });
  hub.pokeFleet();
  expect(await listener.next()).toEqual({ kind: 'poke', topic: 'fleet' });
});

test('a device hears of its own scopes alone, and asks where something may have left (S6, S13)', async () => {
  const ward = 'ward:01900000-0000-7000-8000-000000000001';
  const placed = { ...hospital.device, id: newId<DeviceId>(), scopes: ['reference', ward] };
  const listener = await listen(placed);
  await listener.next();
  const [mine, other] = [newId<string>(), newId<string>()];
  const claim = (target: string, ends: number) =>
    hospital.store.transaction(async (tx) => tx.claim({ target, scope: ward, starts: 0, ends }));
  await write(other);
  await write(mine);
  const soon = hospital.clock.now() + 1000;
  await claim(`patients/${mine}`, soon);
  expect(await listener.next()).toMatchObject({
    kind: 'change',
    scope: ward,
    from: 0,
    documents: [{ id: mine }],
  });
  hospital.clock.set(new Date(soon).toISOString());
  await moveWindow(hospital.store, hospital.clock);
  expect(await listener.next()).toEqual({ kind: 'resync', collection: 'patients' });
  hub.tell(placed.id, { people: [], scopes: ['reference'] });
  expect(await listener.next()).toEqual({ kind: 'poke', topic: 'people' });
  await claim(`patients/${other}`, soon + 1000);
  hub.signOut(placed.id);
  expect(await listener.next()).toEqual({ kind: 'signed-out' });
});

test('hello names where each feed of the reader ends, and nothing where one moved meanwhile (S7)', async () => {
  await write(newId(), newId());
  const first = await listen();
  expect(await first.next()).toMatchObject({
    lasts: { patients: { facility: 2 }, appointments: { facility: 0 } },
  });
  const { store } = hospital;
  const busy = createStreamHub({
    ...hospital,
    store: {
      ...store,
      readLast: async (...feed) => {
        const last = await store.readLast(...feed);
        if (feed[1] === 'appointments') await write(newId());
        return last;
      },
    },
  });
  const reader = (await openReadable(busy, hospital.device)).getReader();
  const hello = new TextDecoder().decode((await reader.read()).value);
  expect(hello).toContain('"kind":"hello"');
  expect(hello).not.toContain('lasts');
  busy.close();
});
