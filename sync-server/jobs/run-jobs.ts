import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JobEnd, JobsStore, LeasedJob } from '#server/store/jobs.ts';

/** Does one kind of work. `begin` marks it before it happens; where it answers false nothing may happen. */
export type Worker = (job: LeasedJob, begin: () => Promise<boolean>) => Promise<JobEnd | null>;

export interface RunJobsDeps {
  readonly jobs: JobsStore;
  readonly clock: Clock;
  readonly workers: Readonly<Record<string, Worker>>;
  readonly onFailure: (cause: unknown) => void;
}
/** The line of work that is due, one piece after the other. */
export interface JobsRunner {
  /** Looks now, and does all that is due; resolves when nothing is. */
  readonly look: () => Promise<void>;
  /** Ends after the piece in hand. */
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 15_000;
/** Longer than any worker takes: whoever is not heard of for so long is gone. */
const LEASE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** After the first, the second … try. */
const WAITS_MINUTES = [1, 5, 15, 60, 180, 360, 720] as const;

/** When a try is made again that came to nothing, by how many there were. */
export function nextTry(tries: number, now: number): string {
  const minutes = WAITS_MINUTES[Math.min(tries, WAITS_MINUTES.length) - 1] ?? WAITS_MINUTES[0];
  return instantAt(now + minutes * MINUTE_MS);
}

/** Does what is due, now and every quarter of a minute, until it is stopped. */
export function runJobs(deps: RunJobsDeps): JobsRunner {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const doAll = async (): Promise<void> => {
    while (!isStopped) {
      const [job] = await leaseOne(deps);
      if (!job) return;
      await doOne(deps, job);
    }
  };
  const look = (): Promise<void> => {
    running = running.then(doAll).catch(deps.onFailure);
    return running;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return {
    look,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

function leaseOne({ jobs, clock, workers }: RunJobsDeps): Promise<readonly LeasedJob[]> {
  const now = clock.now();
  return jobs.leaseJobs({
    kinds: Object.keys(workers),
    now: instantAt(now),
    until: instantAt(now + LEASE_MS),
    limit: 1,
  });
}

async function doOne(
  { jobs, clock, workers, onFailure }: RunJobsDeps,
  job: LeasedJob,
): Promise<void> {
  const { key, kind, lease, tries } = job;
  let hasBegun = false;
  const begin = async (): Promise<boolean> =>
    (hasBegun = await jobs.beginJob(key, lease, instantAt(clock.now())));
  let end: JobEnd | null;
  try {
    end = (await workers[kind]?.(job, begin)) ?? null;
  } catch (cause) {
    onFailure(cause);
    // What had begun when our own code broke may have happened.
    end = hasBegun
      ? { state: 'unclear', outcome: 'broken' }
      : {
          state: 'waiting',
          due: nextTry(tries, clock.now()),
          outcome: 'broken',
          isTry: true,
        };
  }
  if (end) await jobs.endJob(key, lease, end, instantAt(clock.now()));
}
