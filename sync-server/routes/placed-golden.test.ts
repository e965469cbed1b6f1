import { afterEach, beforeEach, test } from 'vitest';
import { wardScope } from '#shared/sync/place-scope.ts';
import {
  AT,
  DEVICE,
  goldenFolder,
  goldenId,
  matchesGolden,
  openGoldenHospital,
  PERSON,
  sendGolden,
} from '#server/testing/golden-hospital.ts';
import type { InProcess } from '#server/testing/in-process.ts';

/** What version 2 adds: a device with places, and the directory. */
const VERSION = 2;
const FOLDER = goldenFolder(VERSION);
const [WARD, MINE, OTHER] = [goldenId(10), goldenId(11), goldenId(12)];

let server: InProcess;
beforeEach(async () => {
  server = await openGoldenHospital([wardScope(WARD)]);
  const person = (family: string) => ({
    names: { a: { use: 'official', family } },
    birthDate: '1959-03-14',
    sex: 'female',
    identifiers: { m: { kind: 'mrn', value: '1048827' } },
  });
  const stay = { bedId: goldenId(13), wardId: WARD, start: AT };
  const visit = { patientId: MINE, status: 'in-progress', class: 'IMP', stays: { s: stay } };
  await server.store.bulkWrite(
    [
      { collection: 'patients', id: MINE, content: person('Okonkwo') },
      { collection: 'patients', id: OTHER, content: person('Ybarra') },
      { collection: 'encounters', id: goldenId(14), content: visit },
    ],
    { action: 'import', at: AT, onExisting: 'keep', isInWindow: () => true },
  );
});
afterEach(() => server.stop());

const session = (protocol: readonly [number, number]) => ({
  protocol,
  appVersion: '0.1.0+test',
  clock: AT,
  mrnLeft: 50,
});
const written = {
  collection: 'patients',
  id: MINE,
  rev: 'epoch1.1',
  trail: [
    {
      id: goldenId(20),
      device: DEVICE,
      n: 1,
      by: PERSON,
      at: AT,
      action: { id: goldenId(21), name: 'edit' },
      changes: [{ path: '/birthDate', before: '1959-03-14', after: '1959-04-13' }],
    },
  ],
};
const pull = (scopes: Readonly<Record<string, number>>) => ({
  collection: 'patients',
  checkpoint: { epoch: 'epoch1', scopes },
  limit: 100,
});

test.each([
  ['session', 'session', session([1, VERSION])],
  ['session-too-old', 'session', session([1, 1])],
  ['pull-scope', 'pull', pull({ reference: 0 })],
  ['pull-lost', 'pull', pull({ facility: 3 })],
  ['pull-end', 'pull', pull({ reference: 0, [wardScope(WARD)]: 3 })],
  ['directory', 'directory', { epoch: null, after: 0 }],
  ['escrow', 'escrow', { protocol: [1, 1], rows: [written, { collection: 'bugs' }] }],
  ['escrow-may-push', 'escrow', { protocol: [1, VERSION], rows: [written] }],
])('%s', async (name, path, request) => {
  await matchesGolden(FOLDER, name, { request, answer: await sendGolden(server, path, request) });
});
