import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantAt } from '#shared/lib/clock.ts';
import type { Job, JobEnd } from '#server/store/jobs.ts';
import { aHospital, type TestHospital } from '#server/testing/a-hospital.ts';
import { runJobs, type JobsRunner, type Worker } from './run-jobs.ts';

const START = Date.UTC(2026, 10, 24, 7);
const MINUTE_MS = 60_000;
let now: number;
let hospital: TestHospital;
let runner: JobsRunner;
let causes: unknown[];
beforeEach(async () => {
  now = START;
  causes = [];
  hospital = await aHospital();
});
afterEach(async () => {
  await runner.stop();
  await hospital.close();
});

async function run(...workers: readonly Worker[]): Promise<void> {
  await hospital.store.transaction(async (tx) => {
    for (const [n] of workers.entries()) {
      const key = `k${n}`;
      const job = {
        key,
        kind: key,
        subject: key,
        due: instantAt(START),
        payload: {},
        isOnce: true,
      };
      tx.wantJobs({ subject: key, kind: key, jobs: [job], at: instantAt(now) });
    }
  });
  runner = runJobs({
    jobs: hospital.store.jobs,
    clock: { now: () => now },
    workers: Object.fromEntries(workers.map((worker, n) => [`k${n}`, worker])),
    onFailure: (cause) => causes.push(cause),
  });
  await runner.look();
}
const jobOf = async (key = 'k0'): Promise<Job | undefined> =>
  (await hospital.store.jobs.listJobsOf(key))[0];
const done: JobEnd = { state: 'done', outcome: 'sent' };

test('each job that is due goes to the worker of its kind, and what happens once is marked before', async () => {
  const seen: string[] = [];
  await run(
    async (job, begin) => {
      await begin();
      seen.push(`${job.key} ${(await jobOf())?.state}`);
      return done;
    },
    async (job) => (seen.push(job.key), done),
  );
  expect(seen).toEqual(['k0 begun', 'k1']);
  expect(await jobOf()).toMatchObject({ state: 'done', outcome: 'sent', tries: 1 });
  await runner.look();
  expect(seen).toHaveLength(2);
});

test('a worker that breaks before it has begun is tried again, later each time, and then no more', async () => {
  const tried: number[] = [];
  await run(async () => {
    tried.push((now - START) / MINUTE_MS);
    throw new Error('broken promise');
  });
  for (let minute = 1; minute <= 3 * 24 * 60; minute += 1) {
    now = START + minute * MINUTE_MS;
    await runner.look();
  }
  expect(tried).toEqual([0, 1, 6, 21, 81, 261, 621, 1341]);
  expect(await jobOf()).toMatchObject({ state: 'failed', outcome: 'broken' });
  expect(causes).toHaveLength(8);
});

test('a worker that breaks after it has begun may have done it: it is not tried again', async () => {
  let tries = 0;
  await run(async (_, begin) => {
    tries += 1;
    await begin();
    throw new Error('broken promise');
  });
  now += 24 * 60 * MINUTE_MS;
  await runner.look();
  expect(tries).toBe(1);
  expect(await jobOf()).toMatchObject({ state: 'unclear', outcome: 'broken' });
});

test('one that breaks holds back nobody', async () => {
  await run(
    async () => {
      throw new Error('broken promise');
    },
    async () => done,
  );
  expect(await jobOf('k1')).toMatchObject({ state: 'done' });
});

test('stopping waits for the piece in hand and takes up no other', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let starting = run(
    async () => (await held, done),
    async () => done,
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  void starting;
  while ((await jobOf())?.state !== 'leased') await new Promise((resolve) => setImmediate(resolve));
  const stopped = runner.stop();
  letGo();
  await stopped;
  starting = Promise.resolve();
  expect(await jobOf()).toMatchObject({ state: 'done' });
  expect(await jobOf('k1')).toMatchObject({ state: 'waiting' });
});
