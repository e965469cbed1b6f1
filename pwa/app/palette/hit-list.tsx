import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder } from '#pwa/store/people-finder.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import type { Answer } from './follow-search.ts';
import { PersonOption } from './person-option.tsx';
import { groupsOf, type FoundHit } from './palette-groups.ts';

interface HitListProps {
  readonly text: string;
  readonly answer: Answer | null;
  /** Which hit is chosen, counted over both groups. */
  readonly at: number;
  readonly onOpen: (id: string) => void;
}

/** The id of a hit in the page: what the field points at. */
export function hitId(at: number): string {
  return `palette-hit-${at}`;
}

/** People found, those who are here today first; or in words why nobody is. */
export function HitList({ text, answer, at, onOpen }: HitListProps): JSX.Element {
  const { near, others } = groupsOf(answer?.hits ?? []);
  const n = near.length + others.length;
  const isAsked = text.trim() !== '' && answer !== null;
  useEffect(() => {
    document.getElementById(hitId(at))?.scrollIntoView({ block: 'nearest' });
  }, [at, n]);
  const group = (hits: readonly FoundHit[], from: number, head: JSX.Element) =>
    hits.length > 0 && (
      <>
        {head}
        {hits.map((hit, i) => (
          <PersonOption
            key={hit.id}
            id={hitId(from + i)}
            hit={hit}
            text={answer?.text ?? ''}
            isChosen={from + i === at}
            onOpen={() => onOpen(hit.id)}
          />
        ))}
      </>
    );
  return (
    <div class="palette-found">
      <FinderProgress />
      <div class="palette-list" id="palette-hits" role="listbox" aria-label={t('shell.found')}>
        {group(near, 0, <GroupHead says={t('shell.near')} n={near.length} />)}
        {group(others, near.length, <WholeHead n={others.length} />)}
      </div>
      {text.trim() === '' && <p class="palette-say soft">{t('shell.startTyping')}</p>}
      {!isAsked && text.trim() !== '' && <p class="palette-say soft">{t('shell.searching')}</p>}
      {isAsked && n === 0 && <Nobody text={text.trim()} />}
      <span class="vh" role="status">
        {isAsked ? t('shell.foundCount', { n }) : ''}
      </span>
    </div>
  );
}

function GroupHead({
  says,
  n,
}: {
  readonly says: string;
  readonly n: number | string;
}): JSX.Element {
  return (
    <div class="palette-group" role="presentation">
      <span>{says}</span>
      <bdi>{n}</bdi>
    </div>
  );
}

function WholeHead({ n }: { readonly n: number }): JSX.Element {
  const state = usePeopleFinder().state.value;
  const of = state.kind === 'ready' ? state.people : null;
  return <GroupHead says={t('shell.whole')} n={of === null ? n : t('shell.ofPeople', { n, of })} />;
}

/** How far the list of people has been read; answers come all the while. */
function FinderProgress(): JSX.Element | null {
  const state = usePeopleFinder().state.value;
  if (state.kind === 'ready') return null;
  return (
    <p class="palette-say soft small">
      {state.kind === 'starting'
        ? t('shell.finderStarting')
        : t('shell.reading', { read: state.read, total: state.total })}
    </p>
  );
}

function Nobody({ text }: { readonly text: string }): JSX.Element {
  const state = usePeopleFinder().state.value;
  return (
    <div class="blank">
      <Icon name="search" />
      <h3>
        <bdi>{t('shell.nobody', { text })}</bdi>
      </h3>
      <p>
        {state.kind === 'ready' ? t('shell.nobodyWhy', { n: state.people }) : t('shell.nobodyYet')}
      </p>
    </div>
  );
}
