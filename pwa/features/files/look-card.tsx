import type { JSX } from 'preact';
import { ENCODINGS, type ImportSettings } from '#shared/sync/files.ts';
import type { FileLook } from '#shared/tables/look-at-head.ts';
import { PEOPLE_FIELDS, type PeopleField } from '#shared/tables/people-fields.ts';
import { hasName, type TableSettings } from '#shared/tables/table-settings.ts';
import { t } from '#pwa/i18n/t.ts';
import { CheckField, SelectField, TextField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

interface LookProps {
  readonly look: FileLook;
  readonly settings: ImportSettings;
  readonly onChange: (settings: ImportSettings) => void;
}

/** Why a file cannot be read as it is said to be; '' where it can. */
export function whyNotReadable({ look, settings }: Omit<LookProps, 'onChange'>): string {
  if (!isSource(settings.source)) return t('files.sourceWrong');
  if (look.kind !== 'table' || !settings.table) return '';
  if (look.isOther) return t('files.otherList');
  return hasName(settings.table) ? '' : t('files.noName');
}

/** A file as it looks, and how it is read: guessed, and to be put right. */
export function LookCard({ look, settings, onChange }: LookProps): JSX.Element {
  const { table } = settings;
  const change = (next: Partial<TableSettings>): void => {
    if (table) onChange({ ...settings, table: { ...table, ...next } });
  };
  return (
    <div class="stack">
      <div class="form-row">
        <TextField
          label={t('files.source')}
          hint={t('files.sourceHint')}
          error={isSource(settings.source) ? undefined : t('files.sourceWrong')}
          value={settings.source}
          dir="ltr"
          onInput={(source) => onChange({ ...settings, source })}
        />
        <SelectField
          label={t('files.encoding')}
          value={settings.encoding}
          options={ENCODINGS.map((value) => ({ value, label: t(`files.encoding.${value}`) }))}
          onChange={(value) =>
            onChange({ ...settings, encoding: value as ImportSettings['encoding'] })
          }
        />
      </div>
      {look.kind === 'fhir' && look.rows.length > 0 && (
        <p>
          <bdi>
            {t('files.holds', { what: look.rows.map(([type, n]) => `${n} ${type}`).join(', ') })}
          </bdi>
        </p>
      )}
      {look.kind === 'table' && table && (
        <>
          <ReadAs table={table} onChange={change} />
          {look.isOther && <Notice tone="caution" title={t('files.otherList')} />}
          <Preview rows={look.rows} table={table} onChange={change} />
          {!table.columns.includes('number') && <p class="soft">{t('files.noNumber')}</p>}
        </>
      )}
    </div>
  );
}

function isSource(source: string): boolean {
  return /^[\w.:/-]{1,100}$/.test(source);
}

interface TableProps {
  readonly table: TableSettings;
  readonly onChange: (next: Partial<TableSettings>) => void;
}

function ReadAs({ table, onChange }: TableProps): JSX.Element {
  return (
    <>
      <div class="form-row">
        <SelectField
          label={t('files.dates')}
          value={table.dates}
          options={DATES.map((value) => ({ value, label: t(`files.dates.${value}`) }))}
          onChange={(value) => onChange({ dates: value as TableSettings['dates'] })}
        />
        <SelectField
          label={t('files.calendar')}
          value={table.calendar}
          options={CALENDARS.map((value) => ({ value, label: t(`files.calendar.${value}`) }))}
          onChange={(value) => onChange({ calendar: value as TableSettings['calendar'] })}
        />
        {table.columns.includes('sex') && (
          <SelectField
            label={t('files.m')}
            value={table.m}
            options={SEXES.map((value) => ({ value, label: t(`files.m.${value}`) }))}
            onChange={(value) => onChange({ m: value as TableSettings['m'] })}
          />
        )}
      </div>
      <CheckField
        label={t('files.hasHeader')}
        checked={table.hasHeader}
        onChange={(hasHeader) => onChange({ hasHeader })}
      />
    </>
  );
}

const DATES = ['day-first', 'month-first'] as const;
const CALENDARS = ['gregorian', 'buddhist'] as const;
const SEXES = ['male', 'female'] as const;
const SHOWN_ROWS = 6;

function Preview({
  rows,
  table,
  onChange,
}: TableProps & { readonly rows: readonly (readonly string[])[] }): JSX.Element {
  const [head = [], ...below] = rows;
  const { columns, hasHeader } = table;
  const body = (hasHeader ? below : rows).slice(0, SHOWN_ROWS);
  const called = (at: number): string =>
    (hasHeader && head[at]) || t('files.column', { n: at + 1 });
  return (
    <section class="stack" aria-label={t('files.preview')}>
      <h3>{t('files.preview')}</h3>
      {/* A wide table is moved through by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="file-table" tabIndex={0} role="group" aria-label={t('files.preview')}>
        <table>
          <thead>
            <tr>
              {columns.map((field, at) => (
                <ColumnHead
                  key={at}
                  called={called(at)}
                  field={field}
                  onChoose={(next) => onChange({ columns: chosen(columns, at, next) })}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((cells, row) => (
              <tr key={row}>
                {columns.map((field, at) => (
                  <td key={at} class={field === null ? 'faint' : undefined}>
                    <bdi>{cells[at]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Columns = TableSettings['columns'];

/** One column says it: another that did is left aside. */
function chosen(columns: Columns, at: number, field: Columns[number]): Columns {
  return columns.map((one, index) => {
    if (index === at) return field;
    return one === field ? null : one;
  });
}

function ColumnHead({
  called,
  field,
  onChoose,
}: {
  readonly called: string;
  readonly field: Columns[number];
  readonly onChoose: (field: Columns[number]) => void;
}): JSX.Element {
  return (
    <th scope="col">
      <bdi>{called}</bdi>
      <select
        class="input select"
        aria-label={called}
        value={field ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChoose(value === '' ? null : (value as PeopleField))
        }
      >
        <option value="">{t('files.leftAside')}</option>
        {PEOPLE_FIELDS.map((one) => (
          <option key={one} value={one}>
            {t(`files.field.${one}`)}
          </option>
        ))}
      </select>
    </th>
  );
}
