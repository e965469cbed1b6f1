import type { JSX } from 'preact';
import type { FileJob } from '#shared/sync/files.ts';
import { bytesText, momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import type { Tone } from '#pwa/ui/tone.ts';
import { nameOf, sumWords } from './file-words.ts';

const TONES: Readonly<Record<FileJob['phase'], Tone>> = {
  arriving: 'hold',
  arrived: 'hold',
  checking: 'accent',
  checked: 'hold',
  writing: 'accent',
  making: 'accent',
  done: 'good',
  stopped: 'caution',
  failed: 'caution',
  removed: 'plain',
};

interface JobListProps {
  readonly jobs: readonly FileJob[];
  readonly zone: string;
  readonly onOpen: (job: FileJob) => void;
  readonly onGoOn: (job: FileJob) => void;
  readonly onRemove: (job: FileJob) => void;
}

/** Every file that came in or went out lately: which, by whom, how it stands. */
export function JobList(props: JobListProps): JSX.Element {
  const { jobs } = props;
  if (jobs.length === 0) return <p class="soft pad">{t('files.listNone')}</p>;
  return (
    <ul class="file-list">
      {jobs.map((job) => (
        <JobRow key={job.id} {...props} job={job} />
      ))}
    </ul>
  );
}

function JobRow({
  job,
  zone,
  onOpen,
  onGoOn,
  onRemove,
}: Omit<JobListProps, 'jobs'> & { readonly job: FileJob }): JSX.Element {
  const { byName, deviceName, at, phase } = job;
  const isGone = phase === 'removed';
  const isExport = job.kind === 'export';
  const isBusy = phase === 'checking' || phase === 'writing' || phase === 'making';
  return (
    <li class="file-row">
      <div class="file-say">
        <b>
          <bdi>{nameOf(job)}</bdi>
        </b>
        <Chip tone={TONES[phase]}>{t(`files.phase.${phase}`)}</Chip>
        <small class="soft">
          <bdi>{byName}</bdi> · <bdi>{deviceName}</bdi> · <bdi>{momentText(at, zone)}</bdi>
        </small>
        <small>{stateWords(job)}</small>
      </div>
      <div class="row">
        {isExport && phase === 'done' && (
          <a class="btn" href={`/api/v1/files/${job.id}/content`} download>
            {t('files.download')}
          </a>
        )}
        {isExport && phase === 'stopped' && (
          <Button onClick={() => onGoOn(job)}>{t('files.goOn')}</Button>
        )}
        {!isExport && !isGone && <Button onClick={() => onOpen(job)}>{t('files.open')}</Button>}
        {!isGone && !isBusy && (
          <Button kind="quiet" onClick={() => onRemove(job)}>
            {t('files.remove')}
          </Button>
        )}
      </div>
    </li>
  );
}

function stateWords(job: FileJob): string {
  if (job.kind === 'import') {
    const sums = job.result ?? job.check;
    return sums ? (sumWords(sums, job.result !== null)[0] ?? '') : '';
  }
  const { phase, records, of, people, bytes, isWholeHospital } = job;
  const made =
    phase === 'making'
      ? t('files.making', { n: records, of })
      : t('files.made', { n: people, bytes: bytesText(bytes) });
  return isWholeHospital ? made : `${made}; ${t('files.onlyPlaces')}`;
}
