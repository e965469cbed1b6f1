import { afterEach, expect, test, vi } from 'vitest';
import type { SessionRequest } from '#shared/sync/session.ts';
import { createLine } from './line.ts';
import { greet, runLine } from './run-line.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a device that comes back says how much was written on it under the roles it knows (S9)', async () => {
  let said: SessionRequest | null = null;
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    said = JSON.parse(body) as SessionRequest;
    return new Response('{}');
  });
  const greeted = await greet(
    {
      clock: { now: () => 0 },
      appVersion: '1',
      mrnLeft: async () => 7,
      mutations: async () => 12,
      onSession: async () => undefined,
    },
    new AbortController().signal,
  );
  expect(greeted.ok).toBe(true);
  expect(said).toMatchObject({ mrnLeft: 7, mutations: 12 });
});

/** Whether a device that is answered so takes itself for locked. */
async function isLockedBy(problem: object): Promise<boolean> {
  const stopping = new AbortController();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('fetch', async () => Response.json(problem, { status: 403 }));
  const line = createLine({ now: () => 0 }, null);
  const heard = await new Promise<boolean>((resolve) => {
    line.status.subscribe(({ tries }) => tries > 0 && resolve(false));
    void runLine(
      {
        clock: { now: () => 0 },
        appVersion: '1',
        mrnLeft: async () => 0,
        mutations: async () => 0,
        onSession: async () => undefined,
        line,
        onFrame: () => undefined,
        onLocked: () => resolve(true),
        whenWoken: () => new Promise(() => undefined),
      },
      stopping.signal,
    );
  });
  stopping.abort();
  return heard;
}

test('a device that was locked while it was away hears of it when it comes back', async () => {
  expect(await isLockedBy({ type: 'urn:wardline:problem:device-locked' })).toBe(true);
});

test('a refusal that is not the hospital’s own locks no device', async () => {
  expect(await isLockedBy({ title: 'Blocked by the proxy' })).toBe(false);
});

test('what suggests trying while a try hangs is not forgotten: the next one comes as soon as that has failed', async () => {
  vi.useFakeTimers();
  const stopping = new AbortController();
  const tries: (() => void)[] = [];
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal(
    'fetch',
    () => new Promise((_, reject) => tries.push(() => reject(new TypeError('no network')))),
  );
  let wake = (): void => undefined;
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
      whenWoken: () => new Promise((resolve) => (wake = resolve)),
    },
    stopping.signal,
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 100; i += 1) await Promise.resolve();
  };
  await settle();
  wake();
  tries[0]?.();
  await settle();
  expect(tries).toHaveLength(2);
  tries[1]?.();
  await settle();
  expect(tries).toHaveLength(2);
  stopping.abort();
});
