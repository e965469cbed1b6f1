// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import type { JSX } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import { PlatformContext } from '#pwa/platform/platform-context.ts';
import { openPreferences } from '#pwa/platform/preferences.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { useHospital } from './use-hospital.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const lena = { username: 'lena', name: 'Lena', role: 'nurse', password: 'x' } as const;
const hospital = {
  facility: { id: 'f', name: 'St Brigid', zone: 'UTC', language: 'en' },
  isSetUp: true,
  demo: [lena],
  appVersion: '1',
} satisfies HospitalAnswer;

function Door(): JSX.Element {
  const seen = useHospital().value;
  const demo = seen.hospital?.demo.map(({ name }) => name).join() ?? '';
  return (
    <p>{`${seen.hospital?.facility?.name ?? 'nobody'}, demo: ${demo}, reached: ${!seen.isUnreachable}`}</p>
  );
}

function show(kept: Map<string, unknown>): void {
  const deviceStore = {
    read: async (key: string) => kept.get(key),
    write: async (key: string, value: unknown) => void kept.set(key, value),
  } as unknown as DeviceStore;
  render(
    <PlatformContext.Provider value={{ deviceStore, preferences: openPreferences() }}>
      <Door />
    </PlatformContext.Provider>,
  );
}

test('a hospital that takes its time is called by its name meanwhile, and its demo people come with its own answer', async () => {
  const asked: ((answer: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => void asked.push(resolve)));
  const kept = new Map<string, unknown>([['hospital', { ...hospital, demo: [] }]]);
  show(kept);
  await screen.findByText('St Brigid, demo: , reached: true');
  await vi.waitUntil(() => asked.length > 0);
  asked[0]?.(Response.json(hospital));
  await screen.findByText('St Brigid, demo: Lena, reached: true');
  await vi.waitFor(() => expect(kept.get('hospital')).toMatchObject({ demo: [] }));
});

test('a hospital that does not answer is said to be out of reach', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  show(new Map([['hospital', { ...hospital, demo: [] }]]));
  await screen.findByText('St Brigid, demo: , reached: false');
});
