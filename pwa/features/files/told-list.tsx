import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ImportJob, ToldAnswer } from '#shared/sync/files.ts';
import { BYTE_ORDER_MARK, csvLine } from '#shared/tables/csv-text.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital } from '#pwa/store/call-hospital.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon, type IconName } from '#pwa/ui/icon.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { placeWords, toldWords, type Told } from './file-words.ts';
import { saveHere } from './save-here.ts';

const SIGNS: Readonly<Record<Told['verdict'], IconName>> = {
  refused: 'alert',
  twin: 'people',
  note: 'info',
};

/** Everything that there is to say of the records of a file, page by page. */
export function ToldList({ job }: { readonly job: ImportJob }): JSX.Element {
  const rows = useSignal<readonly Told[]>([]);
  const next = useSignal<number | null>(0);
  const isAsking = useSignal(false);
  const { id, phase } = job;
  const more = async (): Promise<void> => {
    if (next.peek() === null || isAsking.peek()) return;
    isAsking.value = true;
    const answer = await pageOf(id, next.peek() ?? 0);
    isAsking.value = false;
    if (!answer.ok) return;
    rows.value = [...rows.peek(), ...answer.value.rows];
    next.value = answer.value.next;
  };
  useEffect(() => {
    rows.value = [];
    next.value = 0;
    void more();
    // Another phase has other things to say.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, phase]);
  const refused = (job.result ?? job.check)?.refused ?? 0;
  return (
    <section class="stack" aria-label={t('files.told')}>
      <h3>{t('files.told')}</h3>
      {rows.value.length === 0 && next.value === null && <p class="soft">{t('files.toldNone')}</p>}
      {refused > 0 && (
        <div class="row">
          <Button onClick={() => void saveRefused(job)}>{t('files.saveRefused')}</Button>
          <span class="hint">{t('files.saveRefusedHint')}</span>
        </div>
      )}
      {rows.value.length > 0 && (
        <ul class="card file-told" aria-label={t('files.told')}>
          {rows.value.map((row) => (
            <ToldRow key={`${row.verdict} ${row.line} ${row.entry}`} row={row} />
          ))}
        </ul>
      )}
      {rows.value.length > 0 && next.value !== null && (
        <div class="row">
          <Button onClick={() => void more()}>{t('files.more')}</Button>
        </div>
      )}
    </section>
  );
}

function ToldRow({ row }: { readonly row: Told }): JSX.Element {
  const { verdict, cells } = row;
  return (
    <li class="planned" data-verdict={verdict}>
      <Icon name={SIGNS[verdict]} />
      <span class="account-name">
        <b>
          {t(`files.verdict.${verdict}`)} · <bdi>{placeWords(row)}</bdi>
        </b>
        <small>
          <bdi>{toldWords(row)}</bdi>
        </small>
        {cells && (
          <small class="file-cells soft">
            <bdi>{cells.filter(Boolean).join(' · ')}</bdi>
          </small>
        )}
      </span>
    </li>
  );
}

function pageOf(id: string, after: number): ReturnType<typeof callHospital<ToldAnswer>> {
  return callHospital<ToldAnswer>('GET', `/api/v1/files/${id}/rows/${after}`);
}

/** The refused rows as they stood, with the reason behind each: to be mended and brought in again. */
async function saveRefused({ id, name, look, settings }: ImportJob): Promise<void> {
  const head = look?.kind === 'table' && settings?.table?.hasHeader ? (look.rows[0] ?? []) : [];
  const width = settings?.table?.columns.length ?? 0;
  const padded = (cells: readonly string[]): readonly string[] =>
    Array.from({ length: width }, (_, at) => cells[at] ?? '');
  const parts = [
    BYTE_ORDER_MARK,
    csvLine([...padded(head), t('files.lineHeading'), t('files.whyHeading')]),
  ];
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(id, after);
    if (!page.ok) return showToast({ text: t('files.needsHospital'), tone: 'alarm' });
    for (const row of page.value.rows) {
      const { verdict, cells = [], line, entry } = row;
      if (verdict !== 'refused') continue;
      const place = entry === null ? line : entry + 1;
      parts.push(csvLine([...padded(cells), String(place), toldWords(row)]));
    }
    after = page.value.next;
  }
  saveHere(parts, `${name.replace(/\.[^.]*$/, '')}-refused.csv`, 'text/csv;charset=utf-8');
}
