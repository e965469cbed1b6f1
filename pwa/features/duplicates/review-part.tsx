import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { useDuplicateScan, type ScanState } from '#pwa/store/duplicate-scan.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { useKeys } from '#pwa/ui/use-keys.ts';
import { compareHref, PairRow } from './pair-row.tsx';
import { toReview, type Asked, type KnownPair } from './review-list.ts';
import { ScanCard } from './scan-card.tsx';
import { useLeftForLater } from './use-left-for-later.ts';
import { usePairWrites } from './use-pair-writes.ts';

const PAGE = 20;

/** The pairs that wait for a person, and the scan that finds them. */
export function ReviewPart({ pairs }: { readonly pairs: readonly KnownPair[] }): JSX.Element {
  const scanning = useDuplicateScan();
  const later = useLeftForLater();
  const writes = usePairWrites();
  const shown = useSignal(PAGE);
  const found = scanning.found.value;
  const replaced = useMemo(() => replacedIn(pairs), [pairs]);
  const all = useMemo(
    () => toReview({ found, pairs, later: later.ids.value, replaced }),
    [found, pairs, later.ids.value, replaced],
  );
  const rows = all.slice(0, shown.value);
  const { people } = usePeopleOf(rows.flatMap(({ one, other }) => [one, other]));
  const root = useRef<HTMLDivElement>(null);
  const { route } = useLocation();
  const verbs = {
    two: (asked: Asked) => void writes.different(asked),
    later: ({ id }: Asked) => later.toggle(id),
    compare: (asked: Asked) => route(compareHref(asked)),
  };
  useKeys(root, (event) => pressed(event, { root: root.current, rows, verbs }));
  return (
    <>
      <ScanCard scanning={scanning} />
      {all.length === 0 && <NoPairs kind={scanning.state.value.kind} />}
      {all.length > 0 && <p class="small soft no-touch">{t('duplicates.keys')}</p>}
      <div ref={root} class="stack" role="list" aria-label={t('duplicates.list')}>
        {rows.map((asked) => (
          <PairRow
            key={asked.id}
            asked={asked}
            people={people}
            onTwo={() => verbs.two(asked)}
            onLater={() => verbs.later(asked)}
          />
        ))}
      </div>
      {all.length > rows.length && (
        <Button onClick={() => (shown.value += PAGE)}>
          {t('duplicates.more', { n: Math.min(PAGE, all.length - rows.length) })}
        </Button>
      )}
    </>
  );
}

/** Only a comparison that has come to its end says that there is nothing to review. */
function NoPairs({ kind }: Pick<ScanState, 'kind'>): JSX.Element | null {
  if (kind === 'new') return <Notice tone="info" title={t('duplicates.notScanned')} />;
  if (kind !== 'done') return null;
  return (
    <Notice tone="good" title={t('duplicates.nothing')}>
      {t('duplicates.nothingWhy')}
    </Notice>
  );
}

function replacedIn(pairs: readonly KnownPair[]): ReadonlySet<string> {
  return new Set(pairs.flatMap(({ content }) => content.carried?.replaced ?? []));
}

interface Pressing {
  readonly root: HTMLElement | null;
  readonly rows: readonly Asked[];
  readonly verbs: Readonly<Record<'two' | 'later' | 'compare', (asked: Asked) => void>>;
}

/** The list by keyboard alone: from pair to pair, and what can be said of the one in focus. */
function pressed(event: KeyboardEvent, { root, rows, verbs }: Pressing): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-pair]');
  const at = rows.findIndex(({ id }) => id === row?.dataset['pair']);
  const asked = rows[at];
  if (!asked || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    const next = rows[at + step]?.id;
    root?.querySelector<HTMLElement>(`[data-pair="${next}"] a.btn`)?.focus();
  } else if (event.key === 'd' || event.key === 'D') verbs.two(asked);
  else if (event.key === 'l' || event.key === 'L') verbs.later(asked);
  else return;
  event.preventDefault();
}
