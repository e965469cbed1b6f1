import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ExportJob } from '#shared/sync/files.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField } from '#pwa/ui/field.tsx';
import { ownFile } from './own-file.ts';
import { saveHere } from './save-here.ts';
import { headings } from './use-file-desk.ts';

const FORMATS = ['csv', 'fhir-bundle', 'fhir-ndjson'] as const;

/** Taking people out: made in the hospital, or, without it, from what this device holds. */
export function ExportCard({
  isReached,
  today,
  onMake,
}: {
  readonly isReached: boolean;
  readonly today: string;
  readonly onMake: (format: ExportJob['format']) => void;
}): JSX.Element {
  const format = useSignal<ExportJob['format']>('csv');
  return (
    <div class="stack">
      <p class="soft">{t('files.takeOutWhy')}</p>
      <div class="file-make">
        <SelectField
          label={t('files.format')}
          value={format.value}
          options={FORMATS.map((value) => ({ value, label: t(`files.format.${value}`) }))}
          onChange={(value) => (format.value = value as ExportJob['format'])}
        />
        <Button
          disabled={!isReached}
          why={t('files.needsHospital')}
          onClick={() => onMake(format.value)}
        >
          {t('files.make')}
        </Button>
      </div>
      {!isReached && <OwnFile today={today} />}
      <p class="small soft">{t('files.ownCareful')}</p>
    </div>
  );
}

function OwnFile({ today }: { readonly today: string }): JSX.Element {
  const replica = useReplica();
  const saved = useSignal<{ readonly n: number; readonly isDone: boolean } | null>(null);
  const save = async (): Promise<void> => {
    if (!replica) return;
    const parts = await ownFile(replica, headings(), (n) => (saved.value = { n, isDone: false }));
    saveHere(parts, `wardline-this-device-${today}.csv`, 'text/csv;charset=utf-8');
    saved.value = { n: saved.peek()?.n ?? 0, isDone: true };
  };
  const now = saved.value;
  return (
    <div class="stack">
      <p>{t('files.ownWhy')}</p>
      <div class="row">
        <Button disabled={now?.isDone === false} onClick={() => void save()}>
          {t('files.own')}
        </Button>
        <span role="status">
          {now && t(now.isDone ? 'files.ownDone' : 'files.ownMaking', { n: now.n })}
        </span>
      </div>
    </div>
  );
}
