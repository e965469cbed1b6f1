import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JobEnd } from '#server/store/jobs.ts';
import type { Store, StoreTx } from '#server/store/store.ts';
import { planReminders, REMINDER } from './plan.ts';
import { readSettings } from './settings.ts';

export const REPLAN = 'replan-reminders';

/** Nobody's push waits longer than for so many. */
const AT_ONCE = 100;
const DAY_MS = 86_400_000;
/** What became of messages is kept a year and a month. */
const KEPT_MS = 400 * DAY_MS;

/** Asks for all coming appointments to be looked at: rules have changed. */
export function wantReplan(tx: Pick<StoreTx, 'wantJobs'>, at: string): void {
  tx.wantJobs({
    subject: '',
    kind: REPLAN,
    jobs: [
      { key: `${REPLAN}/${at}`, kind: REPLAN, subject: '', due: at, payload: {}, isOnce: false },
    ],
    at,
  });
}

/** Has it done at an instant, unless it is to be done sooner anyhow. */
export async function keepReplanning(
  tx: Pick<StoreTx, 'wantJobs' | 'listJobsOf'>,
  at: string,
): Promise<void> {
  const there = await tx.listJobsOf('');
  if (!there.some(({ kind, state }) => kind === REPLAN && state === 'waiting')) wantReplan(tx, at);
}

/**
 * Looks at every appointment to come as if it had just been written; what is planned rightly stays. After new rules, and once a night:
 * what an import brought in another process is planned by it too.
 */
export async function replanReminders({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<JobEnd> {
  const now = clock.now();
  const { isOn } = await readSettings(store);
  let after: number | undefined;
  do {
    const { documents, next } = await store.find({
      collection: 'appointments',
      where: [{ key: 'start', from: instantAt(now) }],
      ...(after === undefined ? {} : { after }),
      limit: AT_ONCE,
    });
    await store.transaction(async (tx) => {
      for (const { id } of documents) await replanOne(tx, id, { at: instantAt(now), isOn });
    });
    after = next ?? undefined;
  } while (after !== undefined);
  await store.jobs.dropJobs(instantAt(now - KEPT_MS), 1000);
  const at = instantAt(now);
  await store.transaction((tx) => keepReplanning(tx, instantAt(now + DAY_MS)));
  return { state: 'done', outcome: at };
}

async function replanOne(
  tx: StoreTx,
  id: string,
  { at, isOn }: { readonly at: string; readonly isOn: boolean },
): Promise<void> {
  const found = await tx.readDocument('appointments', id);
  if (!found) return;
  const { content } = found;
  if (isOn) return planReminders({ tx, now: at, isNews: false }, { id, before: content, content });
  const there = await tx.listJobsOf(id);
  if (there.some(({ state }) => state === 'waiting'))
    tx.wantJobs({ subject: id, kind: REMINDER, jobs: [], at });
}
