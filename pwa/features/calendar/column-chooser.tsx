import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { columnName } from './column-name.ts';
import type { Column } from './day-columns.ts';
import type { ColumnsShown } from './use-columns-shown.ts';

export interface ColumnChooserProps {
  readonly all: readonly Column[];
  readonly shown: ColumnsShown;
}

/** On a tablet and a phone: which clinicians stand on the page. Nothing where all of them have room. */
export function ColumnChooser({ all, shown }: ColumnChooserProps): JSX.Element | null {
  if (!shown.hasChooser || all.length <= shown.abreast) return null;
  const visible = new Set(shown.columns.map(({ id }) => id));
  return (
    <div class="cal-pick">
      <div class="seg scroll-x" role="group" aria-label={t('calendar.shown')}>
        {all.map((column) => (
          <button
            key={column.id}
            type="button"
            aria-pressed={visible.has(column.id)}
            onClick={() => shown.choose(column.id)}
          >
            <bdi>{columnName(column)}</bdi>
          </button>
        ))}
      </div>
    </div>
  );
}
