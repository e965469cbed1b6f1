import { afterEach, beforeEach, test } from 'vitest';
import type { SnapshotManifest } from '#shared/sync/snapshot.ts';
import {
  AT,
  goldenFolder,
  goldenId,
  matchesGolden,
  openGoldenHospital,
  sendGolden,
} from '#server/testing/golden-hospital.ts';
import type { InProcess } from '#server/testing/in-process.ts';

/** What version 3 adds: the first sync in segments, and the digest. */
const VERSION = 3;
const FOLDER = goldenFolder(VERSION);

let server: InProcess;
beforeEach(async () => {
  server = await openGoldenHospital(null);
  await server.store.bulkWrite(
    [
      { collection: 'locations', id: goldenId(10), content: { kind: 'ward', name: 'Ward 3' } },
      { collection: 'patients', id: goldenId(11), content: { birthDate: '1959-03-14' } },
      { collection: 'patients', id: goldenId(12), content: { sex: 'female' } },
    ],
    { action: 'import', at: AT, onExisting: 'keep', isInWindow: () => true },
  );
});
afterEach(() => server.stop());

test('session', async () => {
  const request = { protocol: [1, VERSION], appVersion: '0.1.0+test', clock: AT, mrnLeft: 50 };
  await matchesGolden(FOLDER, 'session', {
    request,
    answer: await sendGolden(server, 'session', request),
  });
});

test('snapshot', async () => {
  await matchesGolden(FOLDER, 'snapshot', {
    request: null,
    answer: await sendGolden(server, 'snapshot/facility'),
  });
  const { segments } = (await (
    await sendGolden(server, 'snapshot/facility')
  ).json()) as SnapshotManifest;
  await matchesGolden(FOLDER, 'snapshot-segment', {
    request: null,
    answer: await sendGolden(server, `snapshot/facility/${segments.at(-1)?.hash ?? ''}`),
  });
  await matchesGolden(FOLDER, 'snapshot-not-held', {
    request: null,
    answer: await sendGolden(server, 'snapshot/reference'),
  });
});

const checkpoint = { epoch: 'epoch1', scopes: { facility: 3 } };
test.each([
  ['digest', { checkpoint, ask: { kind: 'buckets' } }],
  ['digest-bucket', { checkpoint, ask: { kind: 'bucket', bucket: '11' } }],
  ['digest-documents', { checkpoint, ask: { kind: 'documents', ids: [goldenId(11)] } }],
  ['digest-behind', { checkpoint: { ...checkpoint, scopes: {} }, ask: { kind: 'buckets' } }],
  ['digest-not-readable', { checkpoint, ask: { kind: 'bucket', bucket: 'g1' } }],
])('%s', async (name, asked) => {
  const request = { collection: 'patients', ...asked };
  const answer = await sendGolden(server, 'digest', request);
  await matchesGolden(FOLDER, name, { request, answer });
});

test('ack-repaired', async () => {
  const figures = { checkpoints: {}, unsent: 0, oldestUnsent: null, storage: null, vitals: [] };
  const request = { ...figures, appVersion: '1', kind: 'tablet', clock: AT, repaired: 3 };
  const answer = await sendGolden(server, 'ack', request);
  await matchesGolden(FOLDER, 'ack-repaired', { request, answer });
});
