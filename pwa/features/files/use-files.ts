import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { FileJob, FilesAnswer } from '#shared/sync/files.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';

export interface FilesView {
  /** Null until the hospital has answered once. */
  readonly jobs: readonly FileJob[] | null;
  readonly trouble: CallError | null;
  /** Shows a job as the hospital has just answered it. */
  readonly put: (job: FileJob) => void;
  readonly askNow: () => void;
}

const SOON_MS = 700;
const LATER_MS = 15_000;

/** Follows the files of the hospital: often while it works at one, now and then else, and when the network returns. */
export function useFiles(): FilesView {
  const jobs = useSignal<readonly FileJob[] | null>(null);
  const trouble = useSignal<CallError | null>(null);
  const asking = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    let turn = 0;
    const ask = async (): Promise<void> => {
      clearTimeout(timer);
      const mine = (turn += 1);
      const answer = await callHospital<FilesAnswer>('GET', '/api/v1/files');
      if (isGone || mine !== turn) return;
      trouble.value = answer.ok ? null : answer.error;
      if (answer.ok) jobs.value = answer.value.jobs;
      const isBusy = answer.ok && answer.value.jobs.some(isAtWork);
      timer = setTimeout(() => void ask(), isBusy ? SOON_MS : LATER_MS);
    };
    return {
      askNow: () => void ask(),
      begin: () => void (isGone = false),
      stop: () => {
        isGone = true;
        clearTimeout(timer);
      },
    };
  }, [jobs, trouble]);
  useEffect(() => {
    asking.begin();
    asking.askNow();
    window.addEventListener('online', asking.askNow);
    return () => {
      window.removeEventListener('online', asking.askNow);
      asking.stop();
    };
  }, [asking]);
  return {
    jobs: jobs.value,
    trouble: trouble.value,
    askNow: asking.askNow,
    put: (job) => {
      const others = (jobs.peek() ?? []).filter(({ id }) => id !== job.id);
      const isNew = others.length === (jobs.peek() ?? []).length;
      jobs.value = isNew
        ? [job, ...others]
        : (jobs.peek() ?? []).map((one) => (one.id === job.id ? job : one));
    },
  };
}

/** True while the hospital works at it. */
function isAtWork({ phase }: FileJob): boolean {
  return phase === 'checking' || phase === 'writing' || phase === 'making';
}
