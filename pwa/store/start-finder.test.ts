import { expose, type Endpoint } from 'comlink';
import { Subject } from 'rxjs';
import { afterEach, expect, test, vi } from 'vitest';
import type { SearchApi } from '#pwa/workers/search.worker.ts';
import type { Replica } from './replica.ts';
import { startFinder } from './start-finder.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const port of ports.splice(0)) port.close();
});

/** A finder whose worker is told here what it answers. */
function aFinder() {
  let elsewhere: (() => void) | undefined;
  const api: Pick<SearchApi, 'fill' | 'progress' | 'put'> = {
    fill: (_source, onElsewhere) => {
      elsewhere = () => void onElsewhere();
      return Promise.resolve(30);
    },
    progress: () => ({ read: 0, total: null }),
    put: () => Promise.resolve(31),
  };
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  expose(api, port2 as unknown as Endpoint);
  vi.stubGlobal('Worker', function aWorker() {
    return port1;
  });
  const collections = { patients: { $: new Subject() } } as never;
  const finder = startFinder({ collections, sealed: null } as Pick<
    Replica,
    'collections' | 'sealed'
  >);
  return { finder, tellElsewhere: () => elsewhere?.() };
}

test('whoever asked before the directory was read is answered anew: it may name whom nobody found', async () => {
  const { finder, tellElsewhere } = aFinder();
  await vi.waitFor(() => expect(finder.state.value).toEqual({ kind: 'ready', people: 30 }));
  const states: unknown[] = [];
  finder.state.subscribe((state) => void states.push(state));
  tellElsewhere();
  await vi.waitFor(() => expect(states.length).toBe(2));
  expect(finder.state.value).toEqual({ kind: 'ready', people: 30 });
});
