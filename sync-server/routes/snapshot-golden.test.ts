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

/** What version 3 adds: the first sync in segments. */
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
