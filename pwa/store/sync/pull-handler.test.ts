import { afterEach, expect, test, vi } from 'vitest';
import { createLine } from './line.ts';
import { createPullHandler } from './pull-handler.ts';

afterEach(() => void vi.unstubAllGlobals());
const at = (facility: number) => ({ epoch: 'e', scopes: { facility } });
const document = {
  id: '01900000-0000-7000-8000-000000000001',
  rev: 'e.1',
  trail: [],
  content: {},
  _deleted: false,
};

test('a page is handed on only when the page before it is stored', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ documents: [document], checkpoint: at(2), isEnd: true })),
  );
  const line = createLine({ now: () => 0 }, null);
  line.up();
  let stored = (): void => undefined;
  const whenStored = () => new Promise<void>((resolve) => (stored = resolve));
  const pull = createPullHandler({
    collection: 'patients',
    line,
    signal: new AbortController().signal,
    whenStored,
    reached: () => undefined,
    told: () => 0,
  });
  let isHandedOn = false;
  const page = pull(at(1), 10).then(() => (isHandedOn = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isHandedOn).toBe(false);
  stored();
  await page;
});

test('a document that cannot be read is left out, its neighbours arrive', async () => {
  const documents = [{ id: 'no id', rev: 1 }, document];
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ documents, checkpoint: at(2), isEnd: true })),
  );
  const line = createLine({ now: () => 0 }, null);
  line.up();
  const signal = new AbortController().signal;
  const pull = createPullHandler({
    collection: 'patients',
    line,
    signal,
    whenStored: () => Promise.resolve(),
    reached: () => undefined,
    told: () => 0,
  });
  expect((await pull(undefined, 10)).documents).toEqual([document]);
});

test('a page of a hospital that was restored in between is not handed on before it has been greeted (S11)', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ documents: [document], checkpoint: at(2), isEnd: true })),
  );
  const line = createLine({ now: () => 0 }, null);
  line.epoch.value = 'before the restore';
  line.up();
  const stopping = new AbortController();
  const pull = createPullHandler({
    collection: 'patients',
    line,
    signal: stopping.signal,
    whenStored: () => Promise.resolve(),
    reached: () => undefined,
    told: () => 0,
  });
  const page = pull(undefined, 10);
  await vi.waitFor(() => expect(line.status.value.kind).toBe('down'));
  line.epoch.value = 'e';
  line.up();
  expect((await page).documents).toHaveLength(1);
});

test('a page that was fetched ahead is fetched again once the hospital has told of something newer', async () => {
  let asked = 0;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return Promise.resolve(
      Response.json({ documents: [document], checkpoint: at(asked), isEnd: false }),
    );
  });
  const line = createLine({ now: () => 0 }, null);
  line.up();
  let told = 0;
  const pull = createPullHandler({
    collection: 'patients',
    line,
    signal: new AbortController().signal,
    whenStored: () => Promise.resolve(),
    reached: () => undefined,
    told: () => told,
  });
  expect((await pull(undefined, 1)).checkpoint).toEqual(at(1));
  expect((await pull(at(1), 1)).checkpoint).toEqual(at(2));
  told += 1;
  expect((await pull(at(2), 1)).checkpoint).toEqual(at(4));
});
