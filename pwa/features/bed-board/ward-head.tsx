import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { needsAttention } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import type { WardView } from './ward-view.ts';
import { wardName } from './ward-words.ts';

export type Filter = 'all' | 'attention' | 'free';

/** What the ward is called, how many beds it has and how they are, in words. */
export function WardHeading({
  view,
  name,
}: {
  readonly view: WardView;
  readonly name: string;
}): JSX.Element {
  const { counts, bays } = view.board;
  const beds = bays.reduce((sum, bay) => sum + bay.beds.length, 0);
  return (
    <>
      <h1>
        <bdi>{name}</bdi>
        <span class="soft ward-size">
          {t('wards.comma')}
          {t('wards.beds', { n: beds })}
        </span>
      </h1>
      <p class="figures">
        {KINDS.filter((kind) => kind !== 'clash' || counts.clash > 0).map((kind) => (
          <span key={kind}>
            <b>{counts[kind]}</b> {t(`wards.${kind}`)}
          </span>
        ))}
      </p>
    </>
  );
}
const KINDS = ['occupied', 'clash', 'free', 'cleaning', 'closed'] as const;

/** Which ward, which beds, and the paper. */
export function WardActions({
  view,
  filter,
}: {
  readonly view: WardView;
  readonly filter: Signal<Filter>;
}): JSX.Element {
  const attention = view.board.bays
    .flatMap(({ beds }) => beds)
    .filter(({ state }) => needsAttention(state)).length;
  return (
    <>
      {view.beds.wards.length > 1 && (
        <nav class="seg ward-choice" aria-label={t('wards.choose')}>
          {view.beds.wards.map((ward) => (
            <a
              key={ward.id}
              href={`/wards/${ward.id}`}
              title={wardName(ward)}
              {...(ward.id === view.wardId ? { 'aria-current': 'page' as const } : {})}
            >
              <bdi>{ward.content.name}</bdi>
            </a>
          ))}
        </nav>
      )}
      <div class="seg" role="group" aria-label={t('wards.show')}>
        {FILTERS.map(({ key, words }) => (
          <button
            key={key}
            type="button"
            aria-pressed={filter.value === key}
            onClick={() => (filter.value = key)}
          >
            {t(words)}
            {key === 'attention' && attention > 0 && (
              <span class="tally tally-alarm">{attention}</span>
            )}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="btn btn-icon"
        aria-label={t('wards.print')}
        title={t('wards.print')}
        onClick={() => window.print()}
      >
        <Icon name="print" />
      </button>
    </>
  );
}
const FILTERS = [
  { key: 'all', words: 'wards.all' },
  { key: 'attention', words: 'wards.attention' },
  { key: 'free', words: 'wards.onlyFree' },
] as const;
