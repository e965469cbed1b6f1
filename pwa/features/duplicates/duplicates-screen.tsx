import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePairs } from '#pwa/store/queries.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { Tabs } from '#pwa/ui/tabs.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { CompareScreen } from './compare-screen.tsx';
import { DecidedList } from './decided-list.tsx';
import { ReviewPart } from './review-part.tsx';
import type { KnownPair } from './review-list.ts';

const TABS = ['review', 'merged', 'apart'] as const;
type Part = (typeof TABS)[number];
const WORDS = {
  review: 'duplicates.toReview',
  merged: 'duplicates.merges',
  apart: 'duplicates.apart',
} as const;

/** Records that may be one person's: the list, or two of them side by side (`?one=&other=`). */
export function DuplicatesScreen(): JSX.Element {
  const { one, other } = useLocation().query;
  return one && other ? <CompareScreen one={one} other={other} /> : <Lists />;
}

/** What the scan found, what was merged, and who was decided to be two people (`?part=`). */
function Lists(): JSX.Element {
  const live = usePairs().value;
  const { query, route } = useLocation();
  const part = TABS.find((one) => one === query['part']) ?? 'review';
  const isMine = mayWrite(useRoles(), 'pairs', '/decision');
  return (
    <Screen
      title={t('duplicates.title')}
      heading={
        <>
          <h1>{t('duplicates.title')}</h1>
          <p class="sub">{t(isMine ? 'duplicates.sub' : 'duplicates.notYours')}</p>
        </>
      }
    >
      {isMine && (
        <div class="stack">
          <Tabs
            label={t('duplicates.title')}
            tabs={TABS.map((key) => ({ key, label: t(WORDS[key]) }))}
            current={part}
            onChange={(key) => route(`/duplicates?part=${key}`, true)}
          />
          <WhenReady live={live}>{(pairs) => <Chosen part={part} pairs={pairs} />}</WhenReady>
        </div>
      )}
    </Screen>
  );
}

function Chosen({
  part,
  pairs,
}: {
  readonly part: Part;
  readonly pairs: readonly KnownPair[];
}): JSX.Element {
  const shown = useSignal(50);
  const decided = useMemo(
    () =>
      pairs.filter(({ content: { decision } }) =>
        part === 'merged' ? decision?.kind === 'same' : decision?.kind === 'different',
      ),
    [pairs, part],
  );
  if (part === 'review') return <ReviewPart pairs={pairs} />;
  return <DecidedList key={part} part={part} pairs={decided} shown={shown} />;
}
