import { isSame, type JsonMap } from '#shared/lib/json.ts';

/**
 * Where a piece of work stands. Only `waiting` runs by itself.
 *
 *   waiting ──lease──▶ leased ──begin──▶ begun ──▶ done
 *      ▲  ▲              │ │               ├─────▶ failed   nothing happened, and never will by itself
 *      │  └── its lease ─┘ ├▶ done, failed ├─────▶ unclear  it may have happened: never again by itself
 *      │      ran out      │               │        ▲
 *      └──── not now ──────┴───────────────┘        └── its lease ran out, or a backup went on
 *   withdrawn: nobody wants it any more; wanted again it waits again. A person may let `failed` and `unclear` run again.
 */
export type JobState = 'waiting' | 'leased' | 'begun' | 'done' | 'failed' | 'unclear' | 'withdrawn';

/** One piece of work that the hospital has to do by itself. The same key is the same work, however often it is asked for. */
export interface NewJob {
  readonly key: string;
  /** Which worker does it. */
  readonly kind: string;
  /** What it is about: the id of a document, or '' for the hospital. */
  readonly subject: string;
  /** Not before this instant. */
  readonly due: string;
  readonly payload: JsonMap;
  /** True for what must never happen twice: it is marked before it happens (`begin`). */
  readonly isOnce: boolean;
}
export interface Job extends NewJob {
  readonly state: JobState;
  /** How often it was begun or tried. */
  readonly tries: number;
  /** What came of it, as a word; null while nothing has. */
  readonly outcome: string | null;
  readonly changedAt: string;
}
export interface LeasedJob extends Job {
  /** Whoever holds this word may say how it ended. */
  readonly lease: string;
}
/** How a worker leaves a job. */
export type JobEnd =
  | { readonly state: 'done' | 'failed' | 'unclear'; readonly outcome: string }
  /** Nothing has happened; `isTry` is false where it was only too early. */
  | {
      readonly state: 'waiting';
      readonly due: string;
      readonly outcome: string;
      readonly isTry: boolean;
    };

/** All the jobs of one kind that a subject is to have from now on. */
export interface Wanted {
  readonly subject: string;
  readonly kind: string;
  readonly jobs: readonly NewJob[];
  readonly at: string;
}
export interface LeaseQuestion {
  readonly kinds: readonly string[];
  readonly now: string;
  /** Until when the caller answers for what it takes. */
  readonly until: string;
  readonly limit: number;
}
interface JobsQuestion {
  readonly kinds: readonly string[];
  readonly states: readonly JobState[];
  readonly limit: number;
}

/** Jobs as a transaction asks for them: they come to be with the data that they belong to, or not at all. */
export interface JobsTx {
  /** Jobs that are there and wait, but are not named, are withdrawn; what has begun stays as it is. */
  wantJobs(wanted: Wanted): void;
  listJobsOf(subject: string): Promise<readonly Job[]>;
}
/** The leased table: work that outlives the process, each piece with one worker at a time. */
export interface JobsStore {
  /** Takes what is due, the longest due first; what others have let go of is sorted out before. */
  readonly leaseJobs: (question: LeaseQuestion) => Promise<readonly LeasedJob[]>;
  /** On disk when it resolves: what comes next may happen once. False where it was withdrawn meanwhile, or the lease is another's. */
  readonly beginJob: (key: string, lease: string, at: string) => Promise<boolean>;
  readonly endJob: (key: string, lease: string, end: JobEnd, at: string) => Promise<boolean>;
  /** A person lets one run again that has failed or may have happened. */
  readonly retryJob: (key: string, at: string) => Promise<boolean>;
  readonly listJobs: (question: JobsQuestion) => Promise<readonly Job[]>;
  readonly listJobsOf: (subject: string) => Promise<readonly Job[]>;
  readonly countJobs: (kinds: readonly string[]) => Promise<Readonly<Record<JobState, number>>>;
  /** Drops at most so many that ended before; answers how many. */
  readonly dropJobs: (before: string, limit: number) => Promise<number>;
}

/** So often is a job taken up before it is given up. */
export const MOST_TRIES = 8;

/** What a wish changes among the jobs of its subject and kind: the one rule of every adapter. */
export function jobsWanted(there: readonly Job[], wanted: Wanted): readonly Job[] {
  const { at, kind } = wanted;
  const mine = new Map(there.filter((job) => job.kind === kind).map((job) => [job.key, job]));
  const named = new Set(wanted.jobs.map(({ key }) => key));
  const fresh = { state: 'waiting', tries: 0, outcome: null, changedAt: at } as const;
  const taken = wanted.jobs.flatMap((job): readonly Job[] => {
    const before = mine.get(job.key);
    if (!before || before.state === 'withdrawn') return [{ ...job, ...fresh }];
    if (before.state !== 'waiting') return [];
    const isAsIs = before.due === job.due && isSame(before.payload, job.payload);
    return isAsIs ? [] : [{ ...before, ...job, changedAt: at }];
  });
  const withdrawn = [...mine.values()].filter(
    ({ key, state }) => !named.has(key) && (state === 'waiting' || state === 'leased'),
  );
  return [
    ...taken,
    ...withdrawn.map((job): Job => ({ ...job, state: 'withdrawn', changedAt: at })),
  ];
}

/** The jobs of a subject as they are once somebody's wishes count. */
export function withWanted(there: readonly Job[], wishes: readonly Wanted[]): readonly Job[] {
  return wishes.reduce<readonly Job[]>((jobs, wanted) => {
    const changed = new Map(jobsWanted(jobs, wanted).map((job) => [job.key, job]));
    const kept = jobs.map((job) => changed.get(job.key) ?? job);
    const known = new Set(jobs.map(({ key }) => key));
    return [...kept, ...[...changed.values()].filter(({ key }) => !known.has(key))];
  }, there);
}
