import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { EscrowRequest } from '#shared/sync/escrow.ts';
import type { Waiting } from './follow-unsent.ts';
import { handOver } from './hand-over.ts';
import { createLine } from './line.ts';
import { runLine } from './run-line.ts';

afterEach(() => vi.unstubAllGlobals());

function waits(text = 'x'): Waiting {
  const id = newId<string>();
  const trail = [{ id: newId(), changes: [{ path: '/comment', after: text }] }];
  return { collection: 'patients', id, document: { id, rev: '', trail } } as unknown as Waiting;
}
/** What is sent from now on; the hospital takes it as long as it is let. */
function listen(): { readonly sent: EscrowRequest[]; isOpen: boolean } {
  const door = { sent: [] as EscrowRequest[], isOpen: true };
  vi.stubGlobal('fetch', async (path: string, { body = '{}' }: { body?: string } = {}) => {
    if (path !== '/sync/v1/escrow')
      return Response.json({ type: 'urn:wardline:problem:device-locked' }, { status: 403 });
    if (!door.isOpen) throw new TypeError('no network');
    door.sent.push(JSON.parse(body) as EscrowRequest);
    return Response.json({ results: [] });
  });
  return door;
}
const { signal } = new AbortController();

test('what waits is handed over once, page by page, and what is written later goes after it (S17)', async () => {
  const door = listen();
  const handed = new Set<string>();
  const waiting = Array.from({ length: 120 }, () => waits());
  expect(await handOver(waiting, handed, signal)).toBe(120);
  expect(door.sent.map(({ rows }) => rows.length)).toEqual([100, 20]);
  expect(await handOver([...waiting, waits()], handed, signal)).toBe(121);
  expect(door.sent.map(({ rows }) => rows.length)).toEqual([100, 20, 1]);
});

test('no page is longer than the hospital takes (S17)', async () => {
  const door = listen();
  const long = 'x'.repeat(400_000);
  await handOver([waits(long), waits(long), waits(long), waits(long)], new Set(), signal);
  expect(door.sent.map(({ rows }) => rows.length)).toEqual([2, 2]);
});

test('what the hospital does not hear is not called handed over, and is tried with the next contact (S17)', async () => {
  const door = listen();
  const handed = new Set<string>();
  const waiting = [waits()];
  door.isOpen = false;
  expect(await handOver(waiting, handed, signal)).toBe(0);
  door.isOpen = true;
  expect(await handOver(waiting, handed, signal)).toBe(1);
});

test('a device that is turned away hands over what waits before it rests (S17)', async () => {
  vi.stubGlobal('window', new EventTarget());
  listen();
  const stopping = new AbortController();
  const kind = await new Promise<string>((resolve) => {
    void runLine(
      {
        clock: { now: () => 0 },
        appVersion: '1',
        mrnLeft: async () => 0,
        mutations: async () => 0,
        onSession: async () => undefined,
        line: createLine({ now: () => 0 }, null),
        onFrame: () => undefined,
        onLocked: () => undefined,
        onRefused: async (error) => resolve(error.kind),
        whenWoken: () => new Promise(() => undefined),
      },
      stopping.signal,
    );
  });
  stopping.abort();
  expect(kind).toBe('locked');
});
