import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { inOrder } from './in-order.ts';
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
          <WhoWhen pair={row} />
          <div class="pair-two">
            {inOrder(row).map(([id, word]) => (
              <PersonCard key={id} patient={people.get(id)}>
                {word && <p class="small soft">{word}</p>}
              </PersonCard>
            ))}
          </div>
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

function WhoWhen({ pair: { content } }: { readonly pair: KnownPair }): JSX.Element | null {
  const nameOf = useStaff();
  const zone = useZone();
  const { decision, carried, waits } = content;
  if (!decision) return null;
  const name = nameOf(decision.by) || t('inbox.noName');
  return (
    <p class="row small soft">
      <bdi>{t('duplicates.mergedBy', { name, when: momentText(decision.at, zone) })}</bdi>
      {decision.kind === 'same' && !carried && !waits && (
        <Chip tone="hold" icon="kept">
          {t('duplicates.notCarried')}
        </Chip>
      )}
    </p>
  );
}
