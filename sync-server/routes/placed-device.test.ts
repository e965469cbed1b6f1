import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { DirectoryAnswer } from '#shared/sync/directory.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import type { OpeningAnswer } from '#shared/sync/history.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import type { SnapshotManifest } from '#shared/sync/snapshot.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import { moveWindow } from '#server/services/window.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

/** A hospital with two wards, and a tablet that an administrator gives the first of them. */
let hospital: InProcess;
let desktop: Browser;
let tablet: Browser;
let tabletId: DeviceId;
const [wardA, wardB] = [newId<string>(), newId<string>()];
const [inA, inB, secret] = [newId<string>(), newId<string>(), newId<string>()];

beforeEach(async () => {
  hospital = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await hospital.store.transaction(async (tx) => tx.writeFacility(facility));
  await hospital.addPerson('admin', 'admin');
  await hospital.addPerson('marta', 'nurse');
  desktop = hospital.browser();
  await desktop.signIn('admin');
  tablet = hospital.browser();
  await tablet.signIn('marta');
  const { devices } = await fleet();
  tabletId = devices.find(({ people }) => people.some(({ name }) => name.startsWith('marta')))
    ?.id as DeviceId;
  await admit(inA, 'Okonkwo', { ward: wardA });
  await admit(inB, 'Ybarra', { ward: wardB });
  await admit(secret, 'Known', { ward: wardB, isRestricted: true });
});
afterEach(() => hospital.stop());

const fleet = (): Promise<FleetAnswer> => jsonOf(desktop.send('GET', '/api/v1/fleet'));
const place = (places: readonly string[] | null): Promise<Response> =>
  desktop.send('PATCH', `/api/v1/devices/${tabletId}`, { places });
const pull = (scopes: Readonly<Record<string, number>> = {}, limit = 100): Promise<PullAnswer> =>
  jsonOf(
    tablet.send('POST', '/sync/v1/pull', {
      collection: 'patients',
      checkpoint: { epoch: 'epoch1', scopes },
      limit,
    }),
  );
const idsOf = ({ documents }: PullAnswer): readonly string[] =>
  documents.filter(({ _deleted }) => !_deleted).map(({ id }) => id);
const greet = (protocol: readonly [number, number]): Promise<Response> =>
  tablet.send('POST', '/sync/v1/session', {
    protocol,
    appVersion: '1',
    clock: '2026-05-04T08:00:00Z',
    mrnLeft: 50,
  });

/** Somebody with a bed on a ward. */
async function admit(
  id: string,
  family: string,
  { ward, isRestricted }: { readonly ward: string; readonly isRestricted?: true },
): Promise<void> {
  const person: Partial<Patient> = {
    names: { a: { use: 'official', family } },
    ...(isRestricted ? { isRestricted } : {}),
  };
  const stay = { bedId: newId<string>(), wardId: ward, start: '2026-05-04T07:00:00Z' };
  const visit = { patientId: id, status: 'in-progress', class: 'IMP', stays: { s: stay } };
  const options = { action: 'import', at: '2026-05-04T07:00:00Z', onExisting: 'keep' } as const;
  await hospital.store.bulkWrite(
    [
      { collection: 'patients', id, content: person as never },
      { collection: 'encounters', id: newId<string>(), content: visit },
    ],
    { ...options, isInWindow: () => true },
  );
}

test('a device that is given a ward holds the people of that ward, and forgets the others (S13)', async () => {
  expect(idsOf(await pull())).toEqual([inA, inB, secret]);
  expect((await place([wardScope(wardA)])).status).toBe(204);
  const session = await jsonOf<SessionAnswer>(greet([1, 2]));
  expect(session.scopes).toEqual(['reference', wardScope(wardA), `device:${tabletId}`]);
  const { documents, checkpoint } = await pull({ facility: 6 });
  expect(documents.map(({ id, _deleted, content }) => [id, _deleted, content])).toEqual([
    [inB, true, {}],
    [secret, true, {}],
  ]);
  const begun = { reference: 0, [wardScope(wardA)]: 0, [`device:${tabletId}`]: 0 };
  expect(checkpoint.scopes).toEqual({ ...begun, 'lost:facility': expect.any(Number) as number });
  expect(idsOf(await pull())).toEqual([inA]);
});

test('what stays on a device for the sake of places leaves with them, though it has pulled nothing of those (S13)', async () => {
  for (const limit of [1, 100]) {
    await place([wardScope(wardA)]);
    let standing: Record<string, number> = { facility: 6 };
    for (let isTold = false; !isTold;) {
      const { checkpoint, isEnd } = await pull(standing, limit);
      isTold = isEnd;
      const { facility: _, ...joined } = { ...standing, ...checkpoint.scopes };
      standing = joined;
    }
    delete standing['lost:facility'];
    await place([wardScope(wardB)]);
    const { documents } = await pull(standing);
    expect(documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([[inA, true]]);
  }
});

test('a device loads snapshots of the scopes that it holds alone, and no part of any other (S13, S15)', async () => {
  const snapshot = (path: string): Promise<Response> =>
    tablet.send('GET', `/sync/v1/snapshot/${path}`);
  const whole = await jsonOf<SnapshotManifest>(snapshot('facility'));
  expect(whole.segments.map(({ collection, records }) => [collection, records])).toEqual([
    ['encounters', 3],
    ['patients', 3],
  ]);
  const part = `facility/${whole.segments[1]?.hash ?? ''}`;
  expect((await jsonOf<readonly WireDocument[]>(snapshot(part))).map(({ id }) => id)).toEqual([
    inA,
    inB,
    secret,
  ]);
  await place([wardScope(wardA)]);
  expect((await snapshot('facility')).status).toBe(404);
  expect((await snapshot(part)).status).toBe(404);
  expect((await snapshot(wardScope(wardB))).status).toBe(404);
  const { segments } = await jsonOf<SnapshotManifest>(snapshot(wardScope(wardA)));
  const mine = `${wardScope(wardA)}/${segments.at(-1)?.hash ?? ''}`;
  expect(await jsonOf(snapshot(mine))).toEqual([expect.objectContaining({ id: inA })]);
});

test('an app that takes one page for the whole checkpoint is told to update once its device has places', async () => {
  expect((await greet([1, 1])).status).toBe(200);
  await place([wardScope(wardA)]);
  expect((await greet([1, 1])).status).toBe(426);
});

test.each([
  [['nowhere']],
  [[]],
  [['facility']],
  [[`ward:${'x'.repeat(36)}`]],
  [['device:01900000-0000-7000-8000-000000000001']],
])('places that are none are refused: %j', async (places) => {
  expect((await place(places)).status).toBe(422);
  expect((await fleet()).devices.find(({ id }) => id === tabletId)?.places).toBeNull();
});

test('the directory names everybody but restricted people, and who became one is gone from it (S14)', async () => {
  const read = (after: number): Promise<DirectoryAnswer> =>
    jsonOf(tablet.send('POST', '/sync/v1/directory', { epoch: 'epoch1', after }));
  const first = await read(0);
  expect(first.rows).toEqual([
    expect.objectContaining({ id: inA, names: { a: { use: 'official', family: 'Okonkwo' } } }),
    expect.objectContaining({ id: inB }),
    { id: secret, isGone: true },
  ]);
  expect(first).toMatchObject({ isEnd: true, epoch: 'epoch1' });
  expect((await read(first.last)).rows).toEqual([]);
  await hospital.store.transaction(async (tx) =>
    tx.put({
      collection: 'patients',
      id: inB,
      content: { isRestricted: true },
      kind: 'put',
      entries: [{ mutationId: null, by: null, device: null, at: '', action: null, changes: [] }],
    }),
  );
  expect((await read(first.last)).rows).toEqual([{ id: inB, isGone: true }]);
});

test('the directory leaves out what is not known of somebody, and says nothing of it', async () => {
  const { rows } = await jsonOf<DirectoryAnswer>(
    tablet.send('POST', '/sync/v1/directory', { epoch: 'epoch1', after: 0 }),
  );
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['id', 'names']);
});

test('somebody outside is opened for a reason, which is written down, and leaves when the shift is over (S14)', async () => {
  await place([wardScope(wardA)]);
  const history = (): Promise<Response> => tablet.send('GET', `/api/v1/patients/${inB}/history`);
  expect((await history()).status).toBe(404);
  const open = (reason: string): Promise<Response> =>
    tablet.send('POST', `/api/v1/patients/${inB}/opening`, { reason });
  expect((await open('  ')).status).toBe(422);
  const { until } = await jsonOf<OpeningAnswer>(open('brought in from the corridor'));
  expect(until).toBe('2026-05-04T20:00:00.000Z');
  expect(idsOf(await pull({ reference: 0, [wardScope(wardA)]: 6 }))).toEqual([inB]);
  expect((await history()).status).toBe(200);
  expect((await fleet()).openings).toEqual([
    expect.objectContaining({
      person: 'marta of the ward',
      device: 'Tablet 2',
      patientId: inB,
      reason: 'brought in from the corridor',
    }),
  ]);
  hospital.clock.at += 12 * 3_600_000;
  await moveWindow(hospital.store, hospital.clock);
  expect(idsOf(await pull())).toEqual([inA]);
  expect((await history()).status).toBe(404);
});

test('who only administers opens no record', async () => {
  const answer = await desktop.send('POST', `/api/v1/patients/${inB}/opening`, { reason: 'x' });
  expect(answer.status).toBe(403);
});
