import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import type { HistoryEntry } from './history-rows.ts';
import { mergeTold } from './merge-told.ts';

/** The way to the two records of a merge, where it can be undone. */
export function UndoMerge({ entry }: { readonly entry: HistoryEntry }): JSX.Element | null {
  const href = mergeTold(entry);
  if (!href) return null;
  return (
    <p>
      <a class="btn" href={href}>
        {t('chart.undoMerge')}
      </a>
    </p>
  );
}
