import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { FILE_LIMITS, type FileJob, type ImportJob } from '#shared/sync/files.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';

/** A file on its way; `waits` while the hospital does not answer. */
export interface Sending {
  readonly id: string;
  readonly sent: number;
  readonly of: number;
  readonly waits: boolean;
}
export interface SendFile {
  readonly sending: ReadonlySignal<Sending | null>;
  /** Sends a file, or the rest of it; the job as it is then, null where it cannot be. */
  readonly send: (file: File, known: readonly FileJob[]) => Promise<ImportJob | null>;
}

/** A slow line has fifteen seconds for each. */
const PART_BYTES = FILE_LIMITS.partBytes / 2;
const RETRY_MS = 3000;

/** Sends files part by part: a line that breaks goes on where it stood, a page that was closed too once the file is chosen again. */
export function useSending(onJob: (job: FileJob, isBegun: boolean) => void): SendFile {
  const sending = useSignal<Sending | null>(null);
  const gone = useMemo(() => new AbortController(), []);
  useEffect(() => () => gone.abort(), [gone]);
  const send: SendFile['send'] = async (file, known) => {
    const job = known.find((one): one is ImportJob => isRestOf(one, file)) ?? (await begin(file));
    if (!job || gone.signal.aborted) return null;
    onJob(job, true);
    const done = await sendParts(file, job, {
      signal: gone.signal,
      onStep: (step) => (sending.value = { id: job.id, of: file.size, ...step }),
    });
    sending.value = null;
    if (done) onJob(done, false);
    return done;
  };
  return { sending, send };
}

/** The same file that has come in part. */
function isRestOf(job: FileJob, { name, size, lastModified }: File): boolean {
  return (
    job.kind === 'import' &&
    job.phase === 'arriving' &&
    job.name === name &&
    job.bytes === size &&
    job.lastModified === lastModified
  );
}

async function begin({ name, size, lastModified }: File): Promise<ImportJob | null> {
  const file = { kind: 'import', name, bytes: size, lastModified };
  const answer = await callHospital<ImportJob>('POST', '/api/v1/files', file);
  return answer.ok ? answer.value : null;
}

interface Steps {
  readonly signal: AbortSignal;
  readonly onStep: (step: Pick<Sending, 'sent' | 'waits'>) => void;
}

async function sendParts(
  file: File,
  begun: ImportJob,
  { signal, onStep }: Steps,
): Promise<ImportJob | null> {
  let job = begun;
  while (job.phase === 'arriving' && !signal.aborted) {
    const from = job.receivedBytes;
    onStep({ sent: from, waits: false });
    const part = file.slice(from, from + PART_BYTES, 'application/octet-stream');
    const path = `/api/v1/files/${job.id}`;
    const answer = await callHospital<ImportJob>('PUT', `${path}/part/${from}`, part);
    if (answer.ok) {
      job = answer.value;
      continue;
    }
    // A part whose answer was lost has come all the same: what the hospital has says where to go on.
    const now = await callHospital<ImportJob>('GET', path);
    if (now.ok) job = now.value;
    const isRefused = answer.error.kind === 'refused' && answer.error.problem.status !== 409;
    if (answer.error.kind === 'signed-out' || isRefused) return null;
    if (now.ok) continue;
    onStep({ sent: from, waits: true });
    await pause(signal);
  }
  return signal.aborted ? null : job;
}

/** Until the browser says that the network is back, or a moment. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, RETRY_MS);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end, { once: true });
  });
}
