import { expect, test } from 'vitest';
import { instantAt } from '#shared/lib/clock.ts';
import { MOST_TRIES, type Job, type JobEnd, type LeasedJob, type NewJob } from './jobs.ts';
import type { Store } from './store.ts';

const START = Date.parse('2026-11-24T07:00:00.000Z');
const at = (minutes: number): string => instantAt(START + minutes * 60_000);
const KIND = 'test';

interface Opened {
  readonly store: () => Store;
  readonly reopen: () => Promise<Store>;
}

/** What the tests of jobs do to the copy of the test that runs. */
function hands({ store }: Opened) {
  const aJob = (key: string, more: Partial<NewJob> = {}): NewJob => ({
    key,
    kind: KIND,
    subject: 's',
    due: at(0),
    payload: { n: 1 },
    isOnce: true,
    ...more,
  });
  const want = (...jobs: readonly NewJob[]): Promise<void> =>
    store().transaction(async (tx) => tx.wantJobs({ subject: 's', kind: KIND, jobs, at: at(0) }));
  const lease = (minutes = 0): Promise<readonly LeasedJob[]> =>
    store().jobs.leaseJobs({
      kinds: [KIND],
      now: at(minutes),
      until: at(minutes + 2),
      limit: 10,
    });
  const only = async (): Promise<Job> => {
    const [job, ...more] = await store().jobs.listJobsOf('s');
    if (!job || more.length > 0) throw new Error('one job');
    return job;
  };
  /** One job, brought to where each row of the table begins. */
  const leased = async (): Promise<LeasedJob> => {
    await want(aJob('k'));
    const [job] = await lease();
    if (!job) throw new Error('a lease');
    return job;
  };
  const end = ({ key, lease: word }: LeasedJob, how: JobEnd): Promise<boolean> =>
    store().jobs.endJob(key, word, how, at(1));
  const begin = ({ key, lease: word }: LeasedJob): Promise<boolean> =>
    store().jobs.beginJob(key, word, at(0));
  return { aJob, want, lease, only, leased, end, begin };
}

/** The part of the contract about work that the hospital does by itself: nothing forgotten, nothing twice. */
export function testJobs(opened: Opened): void {
  testWishes(opened);
  testKills(opened);
  testEnds(opened);
}

function testWishes(opened: Opened): void {
  const { aJob, want, only } = hands(opened);
  const { store, reopen } = opened;

  test('a job comes to be with the data that it belongs to, or not at all', async () => {
    const failing = store().transaction(async (tx) => {
      tx.wantJobs({ subject: 's', kind: KIND, jobs: [aJob('k')], at: at(0) });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store().jobs.listJobsOf('s')).toEqual([]);
    await store().transaction(async (tx) => {
      await tx
        .savepoint(async () => {
          tx.wantJobs({ subject: 's', kind: KIND, jobs: [aJob('lost')], at: at(0) });
          throw new Error('no');
        })
        .catch(() => undefined);
      tx.wantJobs({ subject: 's', kind: KIND, jobs: [aJob('k')], at: at(0) });
      expect((await tx.listJobsOf('s')).map(({ key }) => key)).toEqual(['k']);
    });
    await reopen();
    expect(await only()).toEqual({
      ...aJob('k'),
      state: 'waiting',
      tries: 0,
      outcome: null,
      changedAt: at(0),
    });
  });

  test('the same key is the same job, and what is wanted no more is withdrawn', async () => {
    await want(aJob('a'), aJob('b'));
    await want(aJob('b', { due: at(5) }), aJob('c'));
    const states = async (): Promise<readonly (readonly string[])[]> =>
      (await store().jobs.listJobsOf('s'))
        .map(({ key, state, due }) => [key, state, due])
        .toSorted();
    expect(await states()).toEqual([
      ['a', 'withdrawn', at(0)],
      ['b', 'waiting', at(5)],
      ['c', 'waiting', at(0)],
    ]);
    await want(aJob('a'));
    expect((await states()).map(([, state]) => state)).toEqual([
      'waiting',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('what is wanted of another kind stays', async () => {
    await want(aJob('k'));
    await store().transaction(async (tx) =>
      tx.wantJobs({ subject: 's', kind: 'other', jobs: [], at: at(0) }),
    );
    expect((await only()).state).toBe('waiting');
  });
}

function testKills(opened: Opened): void {
  const { aJob, want, lease, only, leased, end, begin } = hands(opened);
  const { reopen } = opened;

  test('nothing is taken up before it is due, nor by two, nor of another kind', async () => {
    await want(aJob('late', { due: at(1) }), aJob('now'), aJob('never', { kind: 'other' }));
    expect((await lease()).map(({ key }) => key)).toEqual(['now']);
    expect(await lease()).toEqual([]);
    expect((await lease(1)).map(({ key }) => key)).toEqual(['late']);
  });

  /** Where the server may be killed, and what is found when somebody looks again after the lease has run out. */
  const KILLED: readonly (readonly [
    string,
    (job: LeasedJob) => Promise<unknown>,
    string,
    number,
  ])[] = [
    ['before anything was marked', async () => undefined, 'leased', 1],
    ['after it was marked, before or while or after it happened', begin, 'unclear', 0],
    ['after it was done', async (job) => (await begin(job), end(job, DONE)), 'done', 0],
    ['after it failed', async (job) => (await begin(job), end(job, FAILED)), 'failed', 0],
    ['after it was put off', async (job) => (await begin(job), end(job, AGAIN)), 'leased', 1],
  ];
  test.each(KILLED)('killed %s', async (_, work, state, taken) => {
    const job = await leased();
    await work(job);
    await reopen();
    expect(await lease(60)).toHaveLength(taken);
    expect((await only()).state).toBe(state);
  });

  test('a job that ends its worker each time is given up', async () => {
    await want(aJob('k'));
    for (let i = 0; i < MOST_TRIES; i += 1) expect(await lease(i * 10)).toHaveLength(1);
    expect(await lease(1000)).toEqual([]);
    expect(await only()).toMatchObject({ state: 'failed', outcome: 'interrupted' });
  });

  test('a job that comes to nothing each time fails after its last try', async () => {
    await want(aJob('k'));
    for (let i = 0; i < MOST_TRIES; i += 1) {
      const [job] = await lease(i * 10);
      if (job) await end(job, { ...AGAIN, due: at(i * 10 + 10) } as JobEnd);
    }
    expect(await only()).toMatchObject({ state: 'failed', outcome: 'unreachable' });
  });
}

function testEnds(opened: Opened): void {
  const { aJob, want, lease, only, leased, end, begin } = hands(opened);
  const { store } = opened;

  test('whoever lost the lease can neither begin nor end', async () => {
    const job = await leased();
    const [again] = await lease(60);
    expect(await begin(job)).toBe(false);
    expect(await end(job, DONE)).toBe(false);
    expect(again && (await begin(again))).toBe(true);
  });

  test('what is withdrawn while it is looked at does not begin; what has begun is not withdrawn', async () => {
    const job = await leased();
    await want();
    expect(await begin(job)).toBe(false);
    await want(aJob('k'));
    const [again] = await lease(1);
    if (!again) throw new Error('a lease');
    await begin(again);
    await want();
    expect((await only()).state).toBe('begun');
    expect(await end(again, DONE)).toBe(true);
  });

  test('what is done is not done again, however often it is wanted', async () => {
    const job = await leased();
    await begin(job);
    await end(job, DONE);
    await want();
    await want(aJob('k', { due: at(30) }));
    expect(await lease(100)).toEqual([]);
    expect(await only()).toMatchObject({ state: 'done', outcome: 'sent' });
  });

  test('only a person lets run again what has failed or may have happened', async () => {
    const job = await leased();
    expect(await store().jobs.retryJob('k', at(9))).toBe(false);
    await begin(job);
    await end(job, UNCLEAR);
    expect(await lease(60)).toEqual([]);
    expect(await store().jobs.retryJob('k', at(61))).toBe(true);
    expect(await lease(61)).toHaveLength(1);
  });

  test('a try that came too early is none', async () => {
    const job = await leased();
    await end(job, { state: 'waiting', due: at(5), outcome: 'quiet', isTry: false });
    expect(await only()).toMatchObject({ tries: 0, due: at(5), outcome: 'quiet' });
  });

  test('jobs are counted and listed by how they stand, and dropped once they have had their time', async () => {
    const job = await leased();
    await begin(job);
    await end(job, DONE);
    await want(aJob('k'), aJob('next', { due: at(9) }));
    expect(await store().jobs.countJobs([KIND])).toMatchObject({ done: 1, waiting: 1 });
    const listed = await store().jobs.listJobs({ kinds: [KIND], states: ['done'], limit: 5 });
    expect(listed.map(({ key }) => key)).toEqual(['k']);
    expect(await store().jobs.dropJobs(at(1000), 5)).toBe(1);
    expect((await store().jobs.listJobsOf('s')).map(({ key }) => key)).toEqual(['next']);
  });
}

const DONE: JobEnd = { state: 'done', outcome: 'sent' };
const FAILED: JobEnd = { state: 'failed', outcome: 'refused' };
const UNCLEAR: JobEnd = { state: 'unclear', outcome: 'cut-off' };
const AGAIN: JobEnd = { state: 'waiting', due: at(10), outcome: 'unreachable', isTry: true };
