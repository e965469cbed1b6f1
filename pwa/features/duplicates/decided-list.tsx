import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { DecidedPair } from './decided-pair.tsx';
import { compareHref } from './pair-row.tsx';
import type { KnownPair } from './review-list.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { usePairWrites } from './use-pair-writes.ts';

interface DecidedListProps {
  readonly part: 'merged' | 'apart';
  readonly pairs: readonly KnownPair[];
  readonly shown: Signal<number>;
}

/** What was decided about pairs, the latest first, each with the way back. */
export function DecidedList({ part, pairs, shown }: DecidedListProps): JSX.Element {
  const newest = pairs.toSorted((a, b) => (whenOf(a) < whenOf(b) ? 1 : -1));
  const rows = newest.slice(0, shown.value);
  const { people } = usePeopleOf(rows.flatMap(({ content }) => [content.one, content.other]));
  const undoing = useSignal<KnownPair | null>(null);
  const writes = usePairWrites();
  if (rows.length === 0)
    return (
      <Notice
        tone="info"
        title={t(part === 'merged' ? 'duplicates.noMerges' : 'duplicates.noApart')}
      />
    );
  return (
    <div class="stack" role="list" aria-label={t('duplicates.list')}>
      {rows.map((row) => (
        <div key={row.id} class="card pair" role="listitem">
          <DecidedPair pair={row} people={people} />
          <div class="row">
            <a class="btn btn-quiet" href={compareHref(row.content)}>
              {t('duplicates.compare')}
            </a>
            {part === 'merged' ? (
              <Button onClick={() => (undoing.value = row)}>{t('duplicates.undo')}</Button>
            ) : (
              <Button onClick={() => void writes.askAgain(row.content, t('duplicates.askedAgain'))}>
                {t('duplicates.askAgain')}
              </Button>
            )}
          </div>
        </div>
      ))}
      {newest.length > rows.length && (
        <Button onClick={() => (shown.value += 50)}>
          {t('duplicates.more', { n: newest.length - rows.length })}
        </Button>
      )}
      {undoing.value && (
        <UndoDialog pair={undoing.value} people={people} onClose={() => (undoing.value = null)} />
      )}
    </div>
  );
}

function whenOf({ content }: KnownPair): string {
  return content.decision?.at ?? '';
}
