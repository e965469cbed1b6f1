import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import {
  bucketOf,
  createBuckets,
  type DigestAnswer,
  type DigestRequest,
} from '#shared/sync/digest.ts';
import { wardScope } from '#shared/sync/place-scope.ts';
import { FACILITY_SCOPE, type Scope } from '#shared/sync/scope.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  NOW,
  type TestHospital,
} from '#server/testing/a-hospital.ts';
import { createReadDigest, type ReadDigest } from './digest.ts';

let hospital: TestHospital;
let digest: ReadDigest;
let lists = 0;
beforeEach(async () => {
  hospital = await aHospital();
  lists = 0;
  const { store } = hospital;
  const listVersions: typeof store.listVersions = (question) => {
    lists += 1;
    return store.listVersions(question);
  };
  digest = createReadDigest({ store: { ...store, listVersions } });
});
afterEach(() => hospital.close());

const write = (...ids: readonly string[]) =>
  hospital.push(
    'patients',
    ...ids.map((id) => aRow(id, anEntry(hospital.doctor, [aChange('/comment', undefined, 'x')]))),
  );
const people = (count: number): readonly string[] =>
  Array.from({ length: count }, () => newId<string>());
async function ask(
  asked: DigestRequest['ask'],
  { scopes = [FACILITY_SCOPE] as readonly Scope[], at = Infinity, epoch = 'e1' } = {},
): Promise<DigestAnswer> {
  const { head } = await hospital.store.readFacility();
  const standing = Object.fromEntries(scopes.map((scope) => [scope, Math.min(head, at)]));
  const checkpoint = { epoch, scopes: standing };
  return digest({ scopes }, { collection: 'patients', checkpoint, ask: asked });
}
const buckets = { kind: 'buckets' } as const;

test('a device that holds everything hashes it as the hospital does (S16)', async () => {
  await write(...people(20));
  const mine = createBuckets();
  for (const [id, { rev }] of await hospital.all('patients')) mine.add(id, rev);
  expect(await ask(buckets)).toEqual({ kind: 'buckets', buckets: mine.read() });
});

test('a device that is behind, or of another generation, is told so and compares nothing (S16)', async () => {
  await write(...people(2));
  const behind = { kind: 'behind' };
  expect(await ask(buckets, { at: 1 })).toEqual(behind);
  expect(await ask(buckets, { epoch: 'before the restore' })).toEqual(behind);
  const checkpoint = { epoch: 'e1', scopes: { [FACILITY_SCOPE]: 2, 'lost:ward:x': 1 } };
  const lost = { collection: 'patients', checkpoint, ask: buckets } as const;
  expect(await digest({ scopes: [FACILITY_SCOPE] }, lost)).toEqual(behind);
});

test('a bucket names its versions, and the documents come as a pull would bring them (S16)', async () => {
  const [one = '', other = ''] = people(2);
  await write(one, other);
  const all = await hospital.all('patients');
  const [first, second] = [all.get(one), all.get(other)];
  const versions = await ask({ kind: 'bucket', bucket: bucketOf(one) });
  expect(versions).toMatchObject({ kind: 'bucket' });
  expect(versions.kind === 'bucket' && versions.versions).toContainEqual([one, first?.rev]);
  const ids = [one, other, newId<string>()];
  expect(await ask({ kind: 'documents', ids })).toEqual({
    kind: 'documents',
    documents: [first, second],
  });
});

test('nothing is in it that no scope of the device holds; what left is a tombstone (S13, S16)', async () => {
  const [mine, other] = people(2) as [string, string];
  const ward = newId<string>();
  const stay = { bedId: newId(), wardId: ward, start: NOW };
  const visit = { patientId: mine, status: 'in-progress', class: 'IMP', stays: { s: stay } };
  const rows: readonly (readonly ['patients' | 'encounters', string, JsonMap])[] = [
    ['patients', mine, { comment: 'mine' }],
    ['patients', other, { comment: 'other' }],
    ['encounters', newId(), visit as never],
  ];
  await hospital.store.bulkWrite(
    rows.map(([collection, id, content]) => ({ collection, id, content })),
    { action: 'import', at: NOW, onExisting: 'keep', isInWindow: () => true },
  );
  const scopes = [wardScope(ward)];
  const answer = await ask(buckets, { scopes });
  expect(answer.kind === 'buckets' && Object.keys(answer.buckets)).toEqual([bucketOf(mine)]);
  const told = await ask({ kind: 'documents', ids: [mine, other] }, { scopes });
  expect(told.kind === 'documents' && told.documents).toMatchObject([
    { id: mine, content: { comment: 'mine' } },
    { id: other, content: {}, _deleted: true },
  ]);
});

test('at the same end of the same feeds it is hashed once for all who ask', async () => {
  await write(...people(3));
  await ask(buckets);
  const before = lists;
  await ask(buckets);
  expect(lists).toBe(before);
  await write(...people(1));
  await ask(buckets);
  expect(lists).toBeGreaterThan(before);
});
