import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { usePatientsByName } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { chained, limitOf, pageOf, type Anchor } from './people-page.ts';
import { PersonRow } from './person-row.tsx';
import { useFewFirst } from './use-few-first.ts';
import { useNear } from './use-near.ts';

interface PeopleListProps {
  /** The name key that the list begins at: '' or a letter. */
  readonly from: string;
  readonly today: string;
  /** Told once the first page is there: whether anybody stands on it. */
  readonly onFirst: (isEmpty: boolean) => void;
}

/** Everybody by name, page by page: only what is near the window is read and drawn, however many there are. */
export function PeopleList({ from, today, onFirst }: PeopleListProps): JSX.Element {
  const anchors = useSignal<readonly Anchor[]>([{ key: from, skip: 0 }]);
  return (
    <div class="card people-list" role="list" aria-label={t('patients.list')}>
      {anchors.value.map((anchor, at) => (
        <Page
          // Pages are places in a row: what stands on one may change, its place does not.
          key={at}
          anchor={anchor}
          isFirst={at === 0}
          today={today}
          onRead={(next, isEmpty) => {
            anchors.value = chained(anchors.peek(), at, next);
            if (at === 0) onFirst(isEmpty);
          }}
        />
      ))}
    </div>
  );
}

interface PageProps {
  readonly anchor: Anchor;
  readonly isFirst: boolean;
  readonly today: string;
  readonly onRead: (next: Anchor | null, isEmpty: boolean) => void;
}

/** A page that is far from the window keeps its height and lets go of its rows; the first one stays, for the way back. */
function Page(props: PageProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const { isNear, height } = useNear(root);
  const isDrawn = isNear || props.isFirst;
  return (
    <div ref={root} class="people-page" style={isDrawn ? {} : { blockSize: `${height}px` }}>
      {isDrawn && <PageRows {...props} />}
    </div>
  );
}

function PageRows({ anchor, isFirst, today, onRead }: PageProps): JSX.Element {
  const found = useHeldRows(usePatientsByName(limitOf(anchor), anchor.key).value);
  const page = useMemo(() => found && pageOf(found, anchor), [found, anchor]);
  const drawn = useFewFirst(page?.rows.length ?? 0);
  useEffect(() => {
    if (page) onRead(page.next, page.rows.length === 0);
    // The page says where it ends; who listens does not change that.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [page]);
  const isWhole = page !== null && page.rows.length > 0 && drawn === page.rows.length;
  useEffect(() => {
    if (isFirst && isWhole) markShown();
  }, [isFirst, isWhole]);
  if (!page) return <Skeleton rows={8} />;
  return (
    <>
      {page.rows
        .slice(0, drawn)
        .map((row) =>
          row.content.survivorId ? null : <PersonRow key={row.id} row={row} today={today} />,
        )}
    </>
  );
}

const SHOWN = 'people-shown';

/** Notes once when a whole page of people from this device's own data was first painted: what a cold start is measured by. */
function markShown(): void {
  if (performance.getEntriesByName(SHOWN).length > 0) return;
  requestAnimationFrame(() => setTimeout(() => performance.mark(SHOWN)));
}
