import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { testBeside } from './store-contract-beside.ts';
import { testJobs } from './store-contract-jobs.ts';
import type {
  CommittedChange,
  Condition,
  FeedPage,
  HistoryQuery,
  LandedEntry,
  Staged,
  Store,
} from './store.ts';

export interface ContractDeps {
  readonly clock: Clock;
  readonly newEpoch: () => string;
}
/** A copy of its own for one test; `open` again gives the same copy. */
export interface OpenedCopy {
  readonly open: () => Promise<Store>;
  readonly drop: () => Promise<void>;
}

const AT = '2026-11-24T07:00:00.000Z';
const BY_HOSPITAL: LandedEntry = {
  mutationId: null,
  by: null,
  device: null,
  at: AT,
  action: null,
  changes: [],
};
const staged = (id: string, content: JsonMap, more: Partial<Staged> = {}): Staged => ({
  collection: 'patients',
  id,
  content,
  kind: 'put',
  entries: [BY_HOSPITAL],
  ...more,
});

/** What every adapter promises; run it against each. */
export function describeStore(name: string, openCopy: (deps: ContractDeps) => OpenedCopy): void {
  describe(`the store contract on ${name}`, () => {
    let copy: OpenedCopy;
    let store: Store;
    let epochs = 0;
    beforeEach(async () => {
      epochs = 0;
      copy = openCopy({ clock: { now: () => Date.parse(AT) }, newEpoch: () => `e${++epochs}` });
      store = await copy.open();
    });
    afterEach(async () => {
      await store.close();
      await copy.drop();
    });
    const put = (...versions: readonly Staged[]): Promise<void> =>
      store.transaction(async (tx) => versions.forEach((version) => tx.put(version)));
    const ids = async (where: readonly Condition[]): Promise<readonly string[]> =>
      (await store.find({ collection: 'patients', where, limit: 100 })).documents.map(
        ({ id }) => id,
      );
    const page = (after = 0, limit = 100) =>
      store.readFeed({ scope: 'facility', collection: 'patients', after, limit, held: [] });

    test('a new copy is empty, and keeps its epoch over restarts', async () => {
      expect(await store.readFacility()).toEqual({ facility: null, epoch: 'e1', head: 0 });
      const { bytes, ...rest } = await page();
      expect([bytes.byteLength, rest]).toEqual([
        0,
        { rows: 0, last: 0, isEnd: true, hasLeaves: false },
      ]);
      await put(staged(newId(), {}));
      await store.close();
      store = await copy.open();
      expect(await store.readFacility()).toMatchObject({ epoch: 'e1', head: 1 });
      expect((await page()).rows).toBe(1);
    });

    test('each entry draws one number, the last one is the version’s (S2)', async () => {
      const id = newId<string>();
      await put(staged(id, { comment: 'x' }, { entries: [BY_HOSPITAL, BY_HOSPITAL] }));
      expect(await store.readDocument('patients', id)).toEqual({
        collection: 'patients',
        id,
        rev: 'e1.2',
        seq: 2,
        content: { comment: 'x' },
        acceptedAt: AT,
      });
      const history = await store.readHistory({ patientId: id, limit: 10 });
      expect(history.map(({ seq }) => seq)).toEqual([2, 1]);
    });

    test('a line of history stays with whom it was written about, the newest first', async () => {
      const [ana, ben, visit] = [newId<string>(), newId<string>(), newId<string>()];
      const visitOf = (patientId: string) =>
        staged(visit, { patientId, status: 'planned', class: 'AMB' }, { collection: 'encounters' });
      await put(staged(ana, {}), staged(ben, {}));
      await put(visitOf(ana));
      await put(staged(ana, { comment: 'x' }));
      await put(visitOf(ben));
      await put(visitOf(ben), staged(ben, { comment: 'x' }));
      const seqs = async (query: HistoryQuery): Promise<readonly number[]> =>
        (await store.readHistory(query)).map(({ seq }) => seq);
      expect(await seqs({ patientId: ana, limit: 10 })).toEqual([4, 3, 1]);
      expect(await seqs({ patientId: ben, limit: 10 })).toEqual([7, 6, 5, 2]);
      expect(await seqs({ patientId: ben, limit: 2, before: 7 })).toEqual([6, 5]);
      expect(await seqs({ collection: 'encounters', id: visit, limit: 10 })).toEqual([6, 5, 3]);
      expect(await seqs({ collection: 'encounters', id: visit, limit: 1, before: 6 })).toEqual([5]);
      expect(await seqs({ collection: 'patients', id: visit, limit: 10 })).toEqual([]);
    });

    test('a transaction sees what it has staged; one that fails leaves nothing (S8)', async () => {
      const [kept, lost] = [newId<string>(), newId<string>()];
      await store.transaction(async (tx) => {
        tx.put(staged(kept, { sex: 'male' }));
        await expect(
          tx.savepoint(async () => {
            tx.put(staged(lost, { sex: 'male' }));
            throw new Error('row');
          }),
        ).rejects.toThrow('row');
        const where = [{ key: 'sex', anyOf: ['male'] }];
        const { documents } = await tx.find({ collection: 'patients', where, limit: 10 });
        expect(documents.map(({ id }) => id)).toEqual([kept]);
        expect((await tx.readDocument('patients', kept))?.content).toEqual({ sex: 'male' });
      });
      const failed = store.transaction(async (tx) => {
        tx.put(staged(lost, {}));
        tx.writeMeta('k', 'v');
        await tx.number();
        throw new Error('push');
      });
      await expect(failed).rejects.toThrow('push');
      expect(await store.readDocument('patients', lost)).toBeNull();
      expect(await store.readMeta('k')).toBeNull();
      expect((await store.readFacility()).head).toBe(1);
    });

    test('works that wait together share a commit, and one that throws holds back nobody', async () => {
      const commits: (readonly CommittedChange[])[] = [];
      store.onCommit((changes) => commits.push(changes));
      const results = await Promise.allSettled([
        put(staged(newId(), {})),
        store.transaction(() => Promise.reject(new Error('no'))),
        put(staged(newId(), {})),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(commits).toHaveLength(1);
      expect(commits[0]).toMatchObject([{ collection: 'patients', from: 0, to: 2, rows: 2 }]);
    });

    test('the feed holds each document once, at its latest number (S6)', async () => {
      const [a, b] = [newId<string>(), newId<string>()];
      await put(staged(a, {}), staged(b, {}));
      await put(staged(a, { comment: 'later' }));
      const first = await page(0, 1);
      expect(first).toMatchObject({ rows: 1, last: 2, isEnd: false });
      expect(jsonOf(first)).toMatchObject({ id: b });
      const second = await page(first.last, 1);
      expect(second).toMatchObject({ rows: 1, last: 3, isEnd: true });
      expect(jsonOf(second)).toMatchObject({
        id: a,
        rev: 'e1.3',
        content: { comment: 'later' },
      });
    });

    test('what leaves is a bare tombstone under the number of its leaving; it comes back as it was (S6)', async () => {
      const id = newId<string>();
      await put(staged(id, { comment: 'x' }));
      await store.transaction(async (tx) => tx.moveInFeed('patients', id, 'leave'));
      const gone = JSON.parse(
        (await store.readWire('patients', id, ['facility'])) ?? '',
      ) as JsonMap;
      expect(gone).toEqual({
        id,
        rev: 'e1.2',
        trail: [],
        content: {},
        _deleted: true,
        nameKey: '',
        mrn: '',
        birthDate: '',
      });
      expect(jsonOf(await page())).toEqual(gone);
      await store.transaction(async (tx) => tx.moveInFeed('patients', id, 'enter'));
      expect(await page(2)).toMatchObject({ rows: 1, last: 3 });
      expect(jsonOf(await page(2))).toMatchObject({
        rev: 'e1.1',
        content: { comment: 'x' },
      });
      expect(await store.readHistory({ patientId: id, limit: 9 })).toHaveLength(1);
    });

    test('documents are found by every kind of condition, and no longer by what they do not say any more', async () => {
      const [a, b] = [newId<string>(), newId<string>()];
      const content = (family: string, birthDate: string): JsonMap => ({
        names: { n: { family } },
        birthDate,
      });
      await put(
        staged(a, content('Ní Bhriain', '1959-03-14')),
        staged(b, content('Nolan', '1990-01-01')),
      );
      expect(await ids([{ key: 'name', prefix: 'n' }])).toEqual([a, b]);
      expect(
        await ids([
          { key: 'name', prefix: 'bhri' },
          { key: 'birthDate', from: '1959', until: '1960' },
        ]),
      ).toEqual([a]);
      expect(await ids([{ key: 'birthDate', anyOf: ['1990-01-01', '2000-01-01'] }])).toEqual([b]);
      expect(await ids([{ key: 'birthDate', from: '2000' }])).toEqual([]);
      const accepted = { key: 'acceptedAt', from: AT };
      expect(await ids([accepted])).toEqual([a, b]);
      expect(await ids([{ key: 'name', prefix: 'nolan' }, accepted])).toEqual([b]);
      expect(await ids([{ key: 'acceptedAt', until: AT }])).toEqual([]);
      await put(staged(a, content('Byrne', '1959-03-14')));
      expect(await ids([{ key: 'name', prefix: 'bhri' }])).toEqual([]);
      expect(await store.count('patients', [{ key: 'name', prefix: 'byrne' }])).toBe(1);
      expect(await store.count('patients')).toBe(2);
    });

    test('pages of a search follow the order of arrival, without doubles or holes', async () => {
      const made = Array.from({ length: 25 }, () => newId<string>());
      for (const id of made) await put(staged(id, { sex: 'female' }));
      const seen: string[] = [];
      for (let after: number | null = 0; after !== null;) {
        const found: Awaited<ReturnType<Store['find']>> = await store.find({
          collection: 'patients',
          where: [{ key: 'sex', anyOf: ['female'] }],
          after,
          limit: 10,
        });
        seen.push(...found.documents.map(({ id }) => id));
        after = found.next;
      }
      expect(seen).toEqual(made);
    });

    test('a mutation is known afterwards with what became of it (S1)', async () => {
      const [taken, refused] = [newId<string>(), newId<string>()];
      await store.transaction(async (tx) => {
        tx.rememberMutation({ id: taken, device: 'd', hash: 'h', refusal: null });
        tx.rememberMutation({ id: refused, device: 'd', hash: 'i', refusal: 'not-allowed' });
        expect(await tx.knownMutations([taken])).toMatchObject([{ id: taken }]);
      });
      const known = await store.transaction((tx) => tx.knownMutations([taken, refused, newId()]));
      expect(known).toEqual([
        { id: taken, hash: 'h', refusal: null },
        { id: refused, hash: 'i', refusal: 'not-allowed' },
      ]);
    });

    test('a refused mutation may come again as another; a taken one stays what it is (S1)', async () => {
      const id = newId<string>();
      const remember = async (hash: string, refusal: 'too-large' | null): Promise<unknown> => {
        await store.transaction(async (tx) =>
          tx.rememberMutation({ id, device: 'd', hash, refusal, n: 1 }),
        );
        return store.transaction((tx) => tx.knownMutations([id]));
      };
      await remember('bad', 'too-large');
      expect(await remember('good', null)).toEqual([{ id, hash: 'good', refusal: null }]);
      expect(await remember('bad', 'too-large')).toEqual([{ id, hash: 'good', refusal: null }]);
      expect(await store.scrub()).toMatchObject({ damaged: [], structure: null });
    });

    const opened = {
      store: () => store,
      reopen: async () => {
        await store.close();
        return (store = await copy.open());
      },
    };
    testBeside(opened);
    testJobs(opened);

    test('what a scope holds is read in parts up to a number, and by version; what left is in none of them', async () => {
      const [a = '', b = '', c = ''] = [newId(), newId(), newId()].toSorted();
      await put(staged(a, {}), staged(b, {}), staged(c, {}));
      const until = await store.readLast('facility', 'patients');
      expect(until).toBe(3);
      await put(staged(b, { sex: 'male' }));
      await store.transaction(async (tx) => tx.moveInFeed('patients', c, 'leave'));
      const asked = {
        scope: 'facility',
        collection: 'patients',
        after: 0,
        until,
        limit: 9,
      } as const;
      const segment = await store.readSegment(asked);
      expect([segment.ids, segment.last]).toEqual([[a], 3]);
      expect(new TextDecoder().decode(segment.bytes)).toBe(
        await store.readWire('patients', a, ['facility']),
      );
      const idsIn = async (until: number, isIn: boolean) =>
        (await store.readSegment({ ...asked, until, among: { ids: [a], isIn } })).ids;
      expect([await idsIn(9, true), await idsIn(9, false)]).toEqual([[a], [b]]);
      expect((await store.readSegment({ ...asked, until: 9, limit: 1 })).last).toBe(1);
      const question = { scopes: ['facility'], collection: 'patients', ending: '' } as const;
      const versions = (after: string, ending: string) =>
        store.listVersions({ ...question, after, ending, limit: 9 });
      expect(await versions('', '')).toEqual([
        { id: a, rev: 'e1.1' },
        { id: b, rev: 'e1.4' },
      ]);
      expect(await versions(a, '')).toHaveLength(1);
      expect(await versions('', b.slice(-6))).toEqual([{ id: b, rev: 'e1.4' }]);
      expect(
        await store.listVersions({ ...question, scopes: ['ward:x'], after: '', limit: 9 }),
      ).toEqual([]);
    });

    test('many rows at once: new ones are added, other content is replaced or kept, outside the window nothing is told', async () => {
      const [a, b, c] = [newId<string>(), newId<string>(), newId<string>()];
      const rows = [a, b, c].map((id) => ({
        collection: 'patients' as const,
        id,
        content: { comment: id },
      }));
      const options = {
        action: 'import',
        at: AT,
        isInWindow: ({ id }: { id: string }) => id !== c,
      };
      expect(await store.bulkWrite(rows, { ...options, onExisting: 'keep' })).toEqual({
        added: 3,
        replaced: 0,
        kept: 0,
      });
      expect((await page()).rows).toBe(2);
      const other = rows.map((row) => ({ ...row, content: { comment: 'new' } }));
      expect(
        await store.bulkWrite([...rows, ...other.slice(1)], { ...options, onExisting: 'replace' }),
      ).toMatchObject({ added: 0 });
      expect((await store.readDocument('patients', a))?.content).toEqual({ comment: a });
      expect((await store.readDocument('patients', b))?.content).toEqual({ comment: 'new' });
      expect(await store.bulkWrite(other, { ...options, onExisting: 'keep' })).toEqual({
        added: 0,
        replaced: 0,
        kept: 3,
      });
      const [replaced] = await store.readHistory({ patientId: b, limit: 1 });
      expect(replaced).toMatchObject({
        by: null,
        action: { name: 'import' },
        changes: [{ path: '/comment', before: b, after: 'new' }],
      });
    });
  });
}

/** The one document of a page. */
function jsonOf({ bytes }: FeedPage): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
