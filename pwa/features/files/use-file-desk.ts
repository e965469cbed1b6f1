import { useLocation } from 'preact-iso/router';
import type {
  ExportJob,
  FileJob,
  FileStep,
  ImportJob,
  ImportSettings,
} from '#shared/sync/files.ts';
import { FILE_FIELDS } from '#shared/tables/row-of-person.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { useFiles, type FilesView } from './use-files.ts';
import { useSending, type Sending } from './use-sending.ts';

export interface FileDesk extends Pick<FilesView, 'jobs' | 'trouble'> {
  /** The file that is looked at; the address names it. */
  readonly open: ImportJob | null;
  readonly show: (id: string | null) => void;
  readonly sending: Sending | null;
  readonly step: (id: string, step: FileStep) => void;
  /** Sends a file, and has it checked as it was said to be read. */
  readonly bring: (file: File, settings: ImportSettings | null) => void;
  readonly make: (format: ExportJob['format']) => void;
  readonly remove: (id: string) => void;
}

/** What the columns of a file are called, in the language on screen. */
export function headings(): readonly string[] {
  return FILE_FIELDS.map((field) => t(`files.field.${field}`));
}

/** Everything that is done with files; what the hospital answers is shown at once. */
export function useFileDesk(): FileDesk {
  const { jobs, trouble, put, askNow } = useFiles();
  const { query, route } = useLocation();
  const opened = query['file'];
  const show = (id: string | null): void =>
    route(`/patients/files${id === null ? '' : `?file=${id}`}`, true);
  const { sending, send } = useSending((job, isBegun) => {
    if (isBegun) show(job.id);
    put(job);
  });
  const tell = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> => {
    const answer = await callHospital<FileJob>(method, `/api/v1/files${path}`, body);
    if (answer.ok) put(answer.value);
    else {
      const isRefused = answer.error.kind === 'refused';
      showToast({ text: t(isRefused ? 'files.notDone' : 'files.needsHospital'), tone: 'alarm' });
    }
    askNow();
  };
  const step = (id: string, next: FileStep): Promise<void> => tell('POST', `/${id}/step`, next);
  const bring = async (file: File, settings: ImportSettings | null): Promise<void> => {
    const job = await send(file, jobs ?? []);
    if (job?.phase === 'arrived' && settings) await step(job.id, { step: 'check', settings });
    else askNow();
  };
  const open = (jobs ?? []).find(({ id }) => id === opened);
  return {
    jobs,
    trouble,
    show,
    open: open?.kind === 'import' && open.phase !== 'removed' ? open : null,
    sending: sending.value,
    step: (id, next) => void step(id, next),
    bring: (file, settings) => void bring(file, settings),
    make: (format) => void tell('POST', '', { kind: 'export', format, headings: headings() }),
    remove: (id) => void tell('DELETE', `/${id}`),
  };
}
