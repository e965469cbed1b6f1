import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { newId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField, TextArea } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { COLUMNS, IMPORT_KINDS, type ImportKind } from './plan-import.ts';
import type { Known } from './planned.ts';
import type { AllRows } from './set-up-steps.ts';
import { TablePreview } from './table-preview.tsx';
import { planTable } from './table-plan.ts';
import { TableResult } from './table-result.tsx';
import { useSetUpVerbs } from './use-set-up-verbs.ts';
import { useTableWrites } from './use-table-writes.ts';
import { useUsernames } from './use-usernames.ts';
import { ownZone } from './zones.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/** Many at once from a spreadsheet: pasted or chosen, looked at row by row, and only then written. */
export function FileStep({ rows }: { readonly rows: AllRows }): JSX.Element {
  const kind = useSignal<ImportKind>('places');
  const draft = useDraft('set-up-table', '');
  const verbs = useSetUpVerbs();
  const writes = useTableWrites(verbs);
  const usernames = useUsernames(kind.value === 'people');
  const zone = useReplica()?.sync.facility.value?.zone ?? ownZone();
  const text = draft.value.value;
  const progress = writes.progress.value;
  const plan = useMemo(() => {
    const known: Known = { ...rows, usernames, zone, newId };
    return planTable(kind.value, text, known);
  }, [kind.value, text, rows, usernames, zone]);
  if (progress) {
    const done = (): void => {
      if (progress.refused.length === 0) draft.clear();
      writes.forget();
    };
    return <TableResult progress={progress} onDone={done} />;
  }
  return (
    <div class="stack">
      <p class="soft">{t('setUp.fileHint')}</p>
      <SelectField
        label={t('setUp.fileKind')}
        value={kind.value}
        options={IMPORT_KINDS.map((value) => ({ value, label: t(`setUp.file.${value}`) }))}
        onChange={(value) => (kind.value = value as ImportKind)}
      />
      <TableText kind={kind.value} text={draft.value} />
      {plan.kind === 'unreadable' && <Notice tone="caution" title={plan.why} />}
      {plan.kind === 'planned' && (
        <TablePreview rows={plan.rows} onWrite={() => void writes.write(plan.rows)} />
      )}
    </div>
  );
}

function TableText({
  kind,
  text,
}: {
  readonly kind: ImportKind;
  readonly text: Signal<string>;
}): JSX.Element {
  const fault = useSignal('');
  const read = async (file: File | undefined): Promise<void> => {
    fault.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) return void (fault.value = t('setUp.fileTooLarge'));
    try {
      text.value = await file.text();
    } catch {
      fault.value = t('setUp.fileUnread');
    }
  };
  return (
    <>
      <TextArea
        label={t('setUp.fileText')}
        rows={8}
        dir="ltr"
        spellcheck={false}
        value={text.value}
        error={fault.value || undefined}
        onInput={(next) => (text.value = next)}
      />
      <div class="row">
        <label class="btn file-choose">
          {t('setUp.fileChoose')}
          <input
            type="file"
            class="vh"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => {
              void read(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <Button
          kind="quiet"
          disabled={text.value !== ''}
          onClick={() => (text.value = COLUMNS[kind].sample)}
        >
          {t('setUp.fileSample')}
        </Button>
        {text.value !== '' && (
          <Button kind="quiet" onClick={() => (text.value = '')}>
            {t('setUp.fileClear')}
          </Button>
        )}
      </div>
    </>
  );
}
