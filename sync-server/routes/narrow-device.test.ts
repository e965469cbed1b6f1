import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { DirectoryAnswer } from '#shared/sync/directory.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import type { PushAnswer } from '#shared/sync/push.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import { aChange, anEntry } from '#server/testing/a-hospital.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

/** A desktop of the administrator alone, in a hospital with a patient in a bed. */
let hospital: InProcess;
let desktop: Browser;
type Somebody = Awaited<ReturnType<InProcess['addPerson']>>;
let admin: Somebody;
let marta: Somebody;
const [patient, visit, ward] = [newId<string>(), newId<string>(), newId<string>()];
const AT = '2026-05-04T08:00:00.000Z';

beforeEach(async () => {
  hospital = startInProcess();
  const facility = { id: newId<string>(), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await hospital.store.transaction(async (tx) => tx.writeFacility(facility));
  admin = await hospital.addPerson('admin', 'admin');
  marta = await hospital.addPerson('marta', 'nurse');
  desktop = hospital.browser();
  await desktop.signIn('admin');
  const stays = { a: { wardId: ward, bedId: newId<string>(), start: AT } };
  await hospital.store.bulkWrite(
    [
      { collection: 'patients', id: patient, content: { names: { a: { family: 'Canary' } } } },
      { collection: 'locations', id: ward, content: { kind: 'ward', name: 'A', status: 'active' } },
      {
        collection: 'encounters',
        id: visit,
        content: { status: 'in-progress', class: 'IMP', patientId: patient, stays },
      },
    ],
    { action: 'import', at: AT, onExisting: 'keep', isInWindow: () => true },
  );
});
afterEach(() => hospital.stop());

const session = (): Promise<SessionAnswer> =>
  jsonOf(
    desktop.send('POST', '/sync/v1/session', {
      protocol: [1, 2],
      appVersion: '1',
      clock: AT,
      mrnLeft: 50,
    }),
  );
const pull = async (
  collection: string,
  scopes: Readonly<Record<string, number>> = {},
): Promise<readonly WireDocument[]> => {
  const checkpoint = { epoch: 'epoch1', scopes };
  const asked = { collection, checkpoint, limit: 100 };
  return (await jsonOf<PullAnswer>(desktop.send('POST', '/sync/v1/pull', asked))).documents;
};
const push = (
  by: Somebody,
  [collection, id, path, after]: readonly [string, string, string, string],
) =>
  jsonOf<PushAnswer>(
    desktop.send('POST', '/sync/v1/push', {
      collection,
      rows: [{ id, rev: '', trail: [anEntry(by, [aChange(path, undefined, after)])] }],
    }),
  );

test('a device on which only an administrator signs in holds places and clinicians, and nobody’s record (S19)', async () => {
  expect((await session()).scopes).toEqual(['reference', expect.stringMatching(/^device:/)]);
  expect((await pull('locations')).map(({ id }) => id)).toEqual([ward]);
  for (const collection of ['patients', 'encounters', 'appointments'])
    expect(await pull(collection)).toEqual([]);
  const directory = await jsonOf<DirectoryAnswer>(
    desktop.send('POST', '/sync/v1/directory', { epoch: null, after: 0 }),
  );
  expect(directory.rows).toEqual([]);
});

test('no answer, frame or record on demand carries what the device does not hold (S19)', async () => {
  const stream = await desktop.send('GET', '/sync/v1/stream');
  const refused = await push(admin, ['patients', patient, '/comment', 'x']);
  expect(refused.results).toMatchObject([{ code: 'not-allowed' }]);
  expect(JSON.stringify(refused)).not.toContain('Canary');
  const nurse = hospital.browser();
  await nurse.signIn('marta');
  const rows = [
    { id: patient, rev: '', trail: [anEntry(marta, [aChange('/comment', undefined, 'seen')])] },
  ];
  await nurse.send('POST', '/sync/v1/push', { collection: 'patients', rows });
  for (const path of ['history', 'record'])
    expect((await desktop.send('GET', `/api/v1/patients/${patient}/${path}`)).status).toBe(404);
  expect(
    (await desktop.send('POST', `/api/v1/patients/${patient}/opening`, { reason: 'x' })).status,
  ).toBe(403);
  await hospital.services.stop();
  expect(await stream.text()).not.toMatch(/Canary|seen/);
});

test('a nurse who signs in brings the records, and takes them along when she has lost her role (S19)', async () => {
  await desktop.signIn('marta');
  expect((await session()).scopes).toEqual(['facility']);
  expect((await pull('patients')).map(({ id, _deleted }) => [id, _deleted])).toEqual([
    [patient, false],
  ]);
  await hospital.services.people.change(marta.id, { roles: ['admin'] });
  expect((await session()).scopes).toHaveLength(2);
  const left = await pull('patients', { facility: 99 });
  expect(left.map(({ id, _deleted, content }) => [id, _deleted, content])).toEqual([
    [patient, true, {}],
  ]);
});

test('what is disputed about places is where they are, what is disputed about people is where they are (S19)', async () => {
  await desktop.signIn('marta');
  await push(marta, ['locations', ward, '/name', 'Ward of dreams']);
  await push(marta, ['patients', patient, '/links', 'x']);
  await hospital.services.people.change(marta.id, { roles: ['admin'] });
  const shown = (await pull('disputes')).map(({ content }) => content['subject']);
  expect(shown).toEqual([{ collection: 'locations', id: ward }]);
});
