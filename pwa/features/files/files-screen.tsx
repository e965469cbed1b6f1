import type { JSX } from 'preact';
import type { ImportJob } from '#shared/sync/files.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { ChooseCard } from './choose-card.tsx';
import { ExportCard } from './export-card.tsx';
import { ImportView } from './import-view.tsx';
import { JobList } from './job-list.tsx';
import { useFileDesk, type FileDesk } from './use-file-desk.ts';

/** Files of people that come in and go out, for records officers. */
export function FilesScreen(): JSX.Element {
  const today = useToday();
  const zone = useZone();
  const desk = useFileDesk();
  const { jobs, trouble, open } = desk;
  const isReached = trouble === null;
  return (
    <Screen
      title={t('files.title')}
      actions={
        <a class="btn" href="/patients">
          {t('files.toPatients')}
        </a>
      }
    >
      <div class="stack files">
        <p class="soft">{t('files.why')}</p>
        {trouble && <Trouble trouble={trouble} />}
        {open ? (
          <OpenImport desk={desk} job={open} />
        ) : (
          <div class="file-cards">
            <Card title={t('files.bringIn')}>
              <ChooseCard today={today} isReached={isReached} onSend={desk.bring} />
            </Card>
            <Card title={t('files.takeOut')}>
              <ExportCard today={today} isReached={isReached} onMake={desk.make} />
            </Card>
          </div>
        )}
        <Card title={t('files.list')}>
          {jobs === null &&
            (isReached ? <Skeleton rows={3} /> : <p class="soft">{t('files.needsHospital')}</p>)}
          {jobs && (
            <JobList
              jobs={jobs}
              zone={zone}
              onOpen={({ id }) => desk.show(id)}
              onGoOn={({ id }) => desk.step(id, { step: 'go-on' })}
              onRemove={({ id }) => desk.remove(id)}
            />
          )}
        </Card>
      </div>
    </Screen>
  );
}

function OpenImport({
  desk,
  job,
}: {
  readonly desk: FileDesk;
  readonly job: ImportJob;
}): JSX.Element {
  const close = (
    <Button kind="quiet" icon="close" onClick={() => desk.show(null)}>
      {t('files.close')}
    </Button>
  );
  return (
    <Card title={<bdi>{job.name}</bdi>} action={close}>
      <ImportView
        key={job.id}
        job={job}
        sending={desk.sending}
        onStep={(next) => desk.step(job.id, next)}
      />
    </Card>
  );
}

function Card({
  title,
  action,
  children,
}: {
  readonly title: string | JSX.Element;
  readonly action?: JSX.Element;
  readonly children: JSX.Element | readonly (JSX.Element | false | null)[];
}): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <h2 class="grow">{title}</h2>
        {action}
      </div>
      <div class="pad">{children}</div>
    </section>
  );
}

function Trouble({ trouble }: { readonly trouble: CallError }): JSX.Element {
  const isOut = trouble.kind === 'signed-out';
  return (
    <Notice tone="caution" title={t(isOut ? 'files.signedOut' : 'files.offline')}>
      {t(isOut ? 'files.signedOutWhy' : 'files.offlineWhy')}
    </Notice>
  );
}
