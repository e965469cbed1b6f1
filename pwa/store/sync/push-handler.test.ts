import { afterEach, expect, test, vi } from 'vitest';
import type { Change, TrailEntry, WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import type { PushRequest } from '#shared/sync/push.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { createLine, type Line } from './line.ts';
import { createNewest } from './newest.ts';
import { acceptedOf, createPushHandler, pushRows } from './push-handler.ts';

afterEach(() => vi.unstubAllGlobals());

const entry = (changes: readonly Change[]): TrailEntry => ({
  id: newId(),
  device: newId(),
  n: 1,
  by: newId(),
  at: '2026-11-24T07:00:00.000Z',
  action: { id: newId(), name: 'edit patient' },
  changes,
});
const mine = (rev: string): Stored => ({
  id: newId(),
  rev,
  trail: [
    entry([{ path: '/birthDate', before: '1959-03-14', after: '1960-03-14' }]),
    entry([
      { path: '/birthDate', before: '1960-03-14', after: '1961' },
      { path: '/comment', after: 'told on the phone' },
    ]),
  ],
  unsent: 2,
  nameKey: 'okonkwo',
  mrn: '',
  birthDate: '1961',
  content: { birthDate: '1961', comment: 'told on the phone', sex: 'female' },
});
const refused = (id: string) =>
  ({ id, outcome: 'rejected', code: 'not-readable', document: null }) as const;

test('a new document that the hospital never took leaves the device', () => {
  const document = mine('');
  expect(acceptedOf('patients', document, refused(document.id))).toMatchObject({
    _deleted: true,
    trail: [],
  });
});

test('a document that a restored hospital has lost stays, as it was before the refused changes', () => {
  const document = mine('old.7');
  const kept = acceptedOf('patients', document, refused(document.id));
  expect(kept).toMatchObject({ rev: 'old.7', trail: [], _deleted: false, birthDate: '1959-03-14' });
  expect(kept.content).toEqual({ birthDate: '1959-03-14', sex: 'female' });
  expect(kept).not.toHaveProperty('unsent');
});

/** Pushes documents to a hospital that answers as told. */
function push(
  documents: readonly Stored[],
  answer: (rows: PushRequest['rows']) => Response,
): Promise<readonly { readonly id?: string }[]> {
  const line = createLine({ now: () => 0 }, null);
  line.up();
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) =>
    answer((JSON.parse(body) as PushRequest).rows),
  );
  const handler = createPushHandler({
    collection: 'patients',
    line,
    signal: new AbortController().signal,
    newest: createNewest(),
  });
  return handler(
    documents.map((document) => ({ newDocumentState: { ...document, _deleted: false } })),
  );
}

test('a row that is too large waits alone: its neighbours are sent', async () => {
  const [one, large, other] = [mine(''), mine(''), mine('')];
  const taken = await push([one, large, other], (rows) =>
    rows.some(({ id }) => id === large.id)
      ? Response.json({}, { status: 413 })
      : Response.json({ results: rows.map(({ id }) => refused(id)) }),
  );
  expect(taken.map(({ id }) => id)).toEqual([one.id, other.id]);
});

test('a body that is too large for the hospital is not sent at all: a cut connection looks like no network', async () => {
  const [one, other] = [mine(''), mine('')];
  const first = entry([{ path: '/comment', after: 'x'.repeat(LIMITS.pushBytes) }]);
  const large = { ...mine(''), trail: [first] };
  const sent: string[] = [];
  const taken = await push([one, large, other], (rows) => {
    sent.push(...rows.map(({ id }) => id));
    return Response.json({ results: rows.map(({ id }) => refused(id)) });
  });
  expect(taken.map(({ id }) => id)).toEqual([one.id, other.id]);
  expect(sent).toEqual([one.id, other.id]);
});

/** Pushes to a hospital that may be another generation of itself at every request; greeted, the device has offered what that has lost. */
async function pushWhileRestored(
  answer: (epoch: string | undefined, line: Line) => Response,
): Promise<readonly (string | undefined)[]> {
  const line = createLine({ now: () => 0 }, null);
  line.epoch.value = 'e1';
  line.up();
  const epochs: (string | undefined)[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { epoch } = JSON.parse(body) as PushRequest;
    epochs.push(epoch);
    return answer(epoch, line);
  });
  line.status.subscribe(({ kind }) => {
    if (kind !== 'down') return;
    queueMicrotask(() => {
      line.epoch.value = 'e2';
      line.up();
    });
  });
  const keep = vi.fn(async () => undefined);
  const { signal } = new AbortController();
  const deps = { collection: 'patients', line, signal, kept: { keep } } as const;
  expect(await pushRows(deps, [mine('e1.2')])).toHaveLength(1);
  expect(keep).toHaveBeenCalledOnce();
  return epochs;
}
const taken = (): Response => {
  const { id } = mine('');
  return Response.json({ results: [{ id, outcome: 'applied', document: { id, rev: 'e2.4' } }] });
};

test('nothing is pushed to a restored hospital before it was offered what it has lost (S11)', async () => {
  const epochs = await pushWhileRestored((epoch) =>
    epoch === 'e1' ? Response.json({ status: 409, type: '' }, { status: 409 }) : taken(),
  );
  expect(epochs).toEqual(['e1', 'e2']);
});

test('what was taken before a restore, and is heard of behind it, is pushed again (S11)', async () => {
  const epochs = await pushWhileRestored((_, line) => {
    line.epoch.value = 'e2';
    return taken();
  });
  expect(epochs).toEqual(['e1', 'e2']);
});

test('what was pulled while a push was on its way counts as it was told last: entered behind left (S13)', () => {
  const newest = createNewest();
  const at = (rev: string, _deleted: boolean): WireDocument =>
    ({ id: 'x', rev, _deleted }) as unknown as WireDocument;
  newest.expect('x');
  newest.see([at('e.5', true)]);
  expect(newest.than({ id: 'x', rev: 'e.3' } as never)?._deleted).toBe(true);
  // The answer to a push of the version that has left with its scope.
  expect(newest.than({ id: 'x', rev: 'e.5' } as never)?._deleted).toBe(true);
  newest.see([at('e.4', false)]);
  expect(newest.than({ id: 'x', rev: 'e.3' } as never)).toMatchObject({ rev: 'e.4' });
});

test('a version without a trail is sent only where the device was ended before it noted what the hospital has', async () => {
  const rest = (rev: string): Stored => ({ ...mine(rev), trail: [] });
  const [echo, cutShort, current] = [rest('e.5'), rest('e.5'), rest('e.6')];
  const newer = { ...cutShort, rev: 'e.9', _deleted: false };
  const sent: string[] = [];
  const line = createLine({ now: () => 0 }, null);
  line.up();
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { rows } = JSON.parse(body) as PushRequest;
    sent.push(...rows.map(({ id }) => id));
    const documentOf = (id: string) =>
      id === cutShort.id ? newer : { ...current, _deleted: false };
    const results = rows.map(({ id }) => ({ id, outcome: 'noop', document: documentOf(id) }));
    return Response.json({ results });
  });
  const signal = new AbortController().signal;
  const newest = createNewest();
  const handler = createPushHandler({ collection: 'patients', line, signal, newest });
  const row = (document: Stored, assumedRev: string) => ({
    newDocumentState: { ...document, _deleted: false },
    assumedMasterState: { ...document, rev: assumedRev, _deleted: false },
  });
  const taken = await handler([row(echo, 'e.5'), row(cutShort, 'e.2'), row(current, 'e.2')]);
  expect(sent).toEqual([cutShort.id, current.id]);
  expect(taken.map(({ rev }) => rev)).toEqual(['e.9']);
});

test('what was pulled while a push was on its way is not put back to what the push was answered', async () => {
  const document = mine('e.2');
  const at = (rev: string): WireDocument =>
    ({ ...document, rev, trail: [], _deleted: false }) as unknown as WireDocument;
  const line = createLine({ now: () => 0 }, null);
  line.up();
  const newest = createNewest();
  const signal = new AbortController().signal;
  const handler = createPushHandler({ collection: 'patients', line, signal, newest });
  vi.stubGlobal('fetch', async () => {
    newest.see([at('e.9'), at('e.7')]);
    return Response.json({
      results: [{ id: document.id, outcome: 'applied', document: at('e.5') }],
    });
  });
  const row = (newDocumentState: object, assumedRev: string) => ({
    newDocumentState: newDocumentState as never,
    assumedMasterState: at(assumedRev) as never,
  });
  const sent = await handler([row({ ...document, _deleted: false }, 'e.2')]);
  expect(sent.map(({ rev }) => rev)).toEqual(['e.9']);
  newest.see([at('e.11')]);
  const echo = await handler([row(at('e.9'), 'e.9')]);
  expect(echo.map(({ rev }) => rev)).toEqual(['e.11']);
  expect(await handler([row(at('e.11'), 'e.11')])).toEqual([]);
  newest.see([at('e.12')]);
  expect(await handler([row(at('e.11'), 'e.11')])).toEqual([]);
});

/** A push whose first answer is the word that the document has left; asked again the hospital has what it is told to. */
async function pushWhileEntering(byNow: (entered: WireDocument) => WireDocument) {
  const document = mine('e.2');
  const at = (rev: string, _deleted: boolean): WireDocument =>
    ({ ...document, rev, trail: [], _deleted }) as unknown as WireDocument;
  const entered = at('e.5', false);
  const line = createLine({ now: () => 0 }, null);
  line.up();
  const newest = createNewest();
  const { signal } = new AbortController();
  const handler = createPushHandler({ collection: 'patients', line, signal, newest });
  const sent: number[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push((JSON.parse(body) as PushRequest).rows[0]?.trail.length ?? -1);
    const isFirst = sent.length === 1;
    if (isFirst) newest.see([entered]);
    const told = isFirst ? at('e.7', true) : byNow(entered);
    return Response.json({ results: [{ id: document.id, outcome: 'applied', document: told }] });
  });
  const answer = await handler([
    {
      newDocumentState: { ...document, _deleted: false } as never,
      assumedMasterState: at('e.2', false) as never,
    },
  ]);
  return { sent, answer, handler, at, newest };
}

test('what entered while a push was on its way stays, however old its version: the hospital is asked again (S13)', async () => {
  const { sent, answer, handler, at, newest } = await pushWhileEntering((entered) => entered);
  expect(sent).toEqual([2, 0]);
  expect(answer).toMatchObject([{ rev: 'e.5', _deleted: false }]);
  // Told of it before RxDB has noted the answer, and passed over by RxDB.
  newest.see([at('e.6', true), at('e.5', false)]);
  const left = at('e.6', true) as never;
  const echo = await handler([{ newDocumentState: left, assumedMasterState: left }]);
  expect(sent).toEqual([2, 0, 0]);
  expect(echo).toMatchObject([{ rev: 'e.5', _deleted: false }]);
});

test('what left behind its entering has left (S13)', async () => {
  const { sent, answer } = await pushWhileEntering((entered) => ({ ...entered, _deleted: true }));
  expect(sent).toEqual([2, 0]);
  expect(answer).toMatchObject([{ rev: 'e.5', _deleted: true }]);
});

test('a tombstone that was seen already is done with: it is not put in its own place again and again', async () => {
  const gone = { ...mine('e.5'), trail: [], _deleted: true };
  const line = createLine({ now: () => 0 }, null);
  line.up();
  const newest = createNewest();
  const { signal } = new AbortController();
  const handler = createPushHandler({ collection: 'patients', line, signal, newest });
  newest.expect(gone.id);
  newest.see([gone as unknown as WireDocument]);
  const row = { newDocumentState: gone as never, assumedMasterState: gone as never };
  expect(await handler([row])).toEqual([]);
});

test('a row that is refused for another reason is tried again', async () => {
  const pushed = push([mine('')], () => Response.json({ title: 'Moved' }, { status: 404 }));
  await expect(pushed).rejects.toThrow('push refused: Moved');
});

test('a row that the hospital did not answer is not taken for sent', async () => {
  const [one, other] = [mine(''), mine('')];
  const pushed = push([one, other], () => Response.json({ results: [refused(one.id)] }));
  await expect(pushed).rejects.toThrow('a row was not answered');
});

test('a hospital without room is asked again when it said, and until then the device knows that it has none (S8)', async () => {
  const line = createLine({ now: () => 0 }, null);
  line.up();
  const seen: (string | null)[] = [];
  line.noRoom.subscribe((at) => seen.push(at));
  let isFull = true;
  vi.stubGlobal('fetch', async () => {
    const answer = isFull
      ? Response.json({ status: 507, retryAfterSeconds: 0.02 }, { status: 507 })
      : Response.json({ results: [] });
    isFull = false;
    return answer;
  });
  const row = { id: newId<string>(), rev: '', trail: [] };
  await pushRows({ collection: 'patients', line, signal: new AbortController().signal }, [row]);
  expect(seen).toEqual([null, '1970-01-01T00:00:00.020Z', null]);
});
