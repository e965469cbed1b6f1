import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { hashSecret } from '#server/services/secrets.ts';
import { startInProcess, type InProcess } from '#server/testing/in-process.ts';

/** What version 2 adds: a device with places, the directory, a record opened for a reason. */
const FOLDER = join(import.meta.dirname, '../../shared/sync/golden/v2');
const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [DEVICE, PERSON, WARD, MINE, OTHER] = [
  uuid(1) as DeviceId,
  uuid(2) as PersonId,
  uuid(3),
  uuid(4),
  uuid(5),
];
const TOKEN = 'the device of the golden files';
const AT = '2026-05-04T08:00:00.000Z';

let server: InProcess;
beforeEach(async () => {
  server = startInProcess();
  const { store } = server;
  const facility = { id: uuid(9), name: 'X', zone: 'Europe/Dublin', language: 'en' };
  await store.transaction(async (tx) => tx.writeFacility(facility));
  const account = await server.addPerson('niamh', 'nurse');
  await store.devices.addDevice(
    {
      id: DEVICE,
      name: 'Tablet 1',
      kind: 'tablet',
      enrolledAt: AT,
      isLocked: false,
      lastPersonId: null,
      lastContact: null,
      unsent: 0,
      oldestUnsent: null,
      appVersion: null,
      storage: null,
      clockSkewMs: null,
      places: [wardScope(WARD)],
    },
    hashSecret(TOKEN),
  );
  await store.devices.enrol(DEVICE, account.id, { at: AT, until: AT });
  const person = (family: string) => ({
    names: { a: { use: 'official', family } },
    birthDate: '1959-03-14',
    sex: 'female',
    identifiers: { m: { kind: 'mrn', value: '1048827' } },
  });
  const stay = { bedId: uuid(6), wardId: WARD, start: AT };
  const visit = { patientId: MINE, status: 'in-progress', class: 'IMP', stays: { s: stay } };
  await store.bulkWrite(
    [
      { collection: 'patients', id: MINE, content: person('Okonkwo') },
      { collection: 'patients', id: OTHER, content: person('Ybarra') },
      { collection: 'encounters', id: uuid(7), content: visit },
    ],
    { action: 'import', at: AT, onExisting: 'keep', isInWindow: () => true },
  );
});
afterEach(() => server.stop());

async function matches(name: string, path: string, request: unknown): Promise<void> {
  const answer = await server.app.request(`http://localhost/sync/v1/${path}`, {
    headers: { cookie: `wardline-device=${TOKEN}`, 'content-type': 'application/json' },
    method: 'POST',
    body: JSON.stringify(request),
  });
  const said = { request, status: answer.status, answer: (await answer.json()) as unknown };
  const shown = JSON.stringify(said, null, 2).replaceAll(await idOfNiamh(), PERSON);
  await expect(`${shown.replace(/"[0-9a-f]{16}"/, '"a stamp"')}\n`).toMatchFileSnapshot(
    join(FOLDER, `${name}.txt`),
  );
}
const idOfNiamh = async (): Promise<string> =>
  (await server.store.accounts.readAccountByUsername('niamh'))?.id ?? '';

const pull = (scopes: Readonly<Record<string, number>>) => ({
  collection: 'patients',
  checkpoint: { epoch: 'epoch1', scopes },
  limit: 100,
});

test('a session of a device with places', () =>
  matches('session', 'session', {
    protocol: [1, 2],
    appVersion: '0.1.0+test',
    clock: AT,
    mrnLeft: 50,
  }));
test('an app of the first version on such a device', () =>
  matches('session-too-old', 'session', {
    protocol: [1, 1],
    appVersion: '0.1.0+test',
    clock: AT,
    mrnLeft: 50,
  }));
test('a page of one of its scopes', () => matches('pull-scope', 'pull', pull({ reference: 0 })));
test('a page of a scope that it has lost', () =>
  matches('pull-lost', 'pull', pull({ facility: 3 })));
test('nothing more in any of them', () =>
  matches('pull-end', 'pull', pull({ reference: 0, [wardScope(WARD)]: 3 })));
test('the directory', () => matches('directory', 'directory', { epoch: null, after: 0 }));
