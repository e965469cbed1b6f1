import type { JSX } from 'preact';
import { unreachable } from '#shared/lib/assert.ts';
import type { BedState, Occupant } from '#shared/domain/bed.ts';
import { hasRoom, type BoardBed } from '#shared/domain/ward-board.ts';
import { spanText, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon, type IconName } from '#pwa/ui/icon.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { OccupantFace } from './occupant-face.tsx';
import { useCarry } from './use-carry.ts';
import type { WardView } from './ward-view.ts';

export interface BedCardProps {
  readonly view: WardView;
  readonly bed: BoardBed;
}
/** Shown once above the beds; every button that is off points there. */
export const WHY_MOVE = 'ward-may-not-move';
export const WHY_KEEP = 'ward-may-not-keep';

/** One bed. What it is decides what is on it: somebody, a clash, or nobody and what can be done. */
export function BedCard({ view, bed }: BedCardProps): JSX.Element {
  const { state } = bed;
  switch (state.kind) {
    case 'occupied':
      return <Occupied view={view} bed={bed} occupants={state.occupants} />;
    case 'clash':
      return <Clash view={view} bed={bed} occupants={state.occupants} />;
    case 'free':
    case 'cleaning':
    case 'closed':
      return <Empty view={view} bed={bed} state={state} />;
    default:
      return unreachable(state);
  }
}

type Peopled = BedCardProps & { readonly occupants: readonly Occupant[] };

function Occupied({ view, bed, occupants }: Peopled): JSX.Element {
  const { cardProps, isOver } = useCarry(view, bed);
  return (
    <li
      class={`bed${isOver ? ' bed-over' : ''}`}
      aria-label={t('wards.bed', { name: bed.bed.name })}
      {...cardProps}
    >
      <BedNumber name={bed.bed.name} />
      {occupants.map((occupant) => (
        <OccupantFace
          key={occupant.encounterId}
          view={view}
          occupant={occupant}
          action={<ActionsButton view={view} bed={bed} />}
        />
      ))}
      {(bed.bed.status !== 'active' || hasRoom(bed)) && (
        <div class="bed-body bed-more">
          {bed.bed.status !== 'active' && (
            <Chip tone="caution" icon="lock">
              {t('wards.bedClosedToo')}
            </Chip>
          )}
          {hasRoom(bed) && <Admit view={view} bed={bed} />}
        </div>
      )}
    </li>
  );
}

function Clash({ view, bed, occupants }: Peopled): JSX.Element {
  return (
    <li class="bed bed-clash" aria-label={t('wards.bed', { name: bed.bed.name })} data-bed={bed.id}>
      <BedNumber name={bed.bed.name} />
      <div>
        <div class="clash-head">
          <Icon name="alert" large />
          <div class="grow">
            <h3>{t('wards.clashTitle', { n: occupants.length, bed: bed.bed.name })}</h3>
            <p class="small">{t('wards.clashWhy')}</p>
          </div>
          <Button
            kind="bad"
            disabled={!view.mayMove}
            onClick={() => view.ask({ kind: 'sort-out', bedId: bed.id })}
          >
            {t('wards.sortOut')}
            <span class="vh"> {t('wards.bed', { name: bed.bed.name })}</span>
          </Button>
        </div>
        <div class="clash-two">
          {occupants.map((occupant) => (
            <div key={occupant.encounterId}>
              <OccupantFace view={view} occupant={occupant} />
            </div>
          ))}
        </div>
      </div>
    </li>
  );
}

type EmptyState = Extract<BedState, { kind: 'free' | 'cleaning' | 'closed' }>;
const LOOKS = {
  free: { classes: 'bed bed-empty bed-free', icon: 'bed', words: 'wards.isFree' },
  cleaning: { classes: 'bed bed-empty', icon: 'broom', words: 'wards.isCleaning' },
  closed: { classes: 'bed bed-empty bed-closed', icon: 'lock', words: 'wards.isClosed' },
} as const satisfies Record<
  EmptyState['kind'],
  { readonly classes: string; readonly icon: IconName; readonly words: string }
>;

function Empty({ view, bed, state }: BedCardProps & { readonly state: EmptyState }): JSX.Element {
  const { cardProps, isOver } = useCarry(view, bed);
  const { classes, icon, words } = LOOKS[state.kind];
  const more = moreWords(state, view);
  return (
    <li
      class={`${classes}${isOver ? ' bed-over' : ''}`}
      aria-label={t('wards.bed', { name: bed.bed.name })}
      {...cardProps}
    >
      <BedNumber name={bed.bed.name} />
      <div class="bed-state">
        <div class="grow">
          <h3>
            <Icon name={icon} />
            {t(words)}
          </h3>
          {more && (
            <p>
              <bdi>{more}</bdi>
            </p>
          )}
          <UnsentChip trail={view.beds.trailOf(bed.id)} />
        </div>
        {state.kind === 'free' && <Admit view={view} bed={bed} />}
        {state.kind === 'cleaning' && (
          <Keep view={view} icon="check" onClick={() => void view.verbs.ready(bed.id, state.since)}>
            {t('wards.ready')}
            <span class="vh"> {t('wards.bed', { name: bed.bed.name })}</span>
          </Keep>
        )}
        {state.kind === 'closed' && (
          <Keep view={view} icon="check" onClick={() => void view.verbs.open(bed.id)}>
            {t('wards.open')}
            <span class="vh"> {t('wards.bed', { name: bed.bed.name })}</span>
          </Keep>
        )}
        {state.kind !== 'closed' && <ActionsButton view={view} bed={bed} />}
      </div>
    </li>
  );
}

/** "since 12:50, 24 min", or "Ceiling leak, until Wed 25 Nov". */
function moreWords(state: EmptyState, { now, zone }: WardView): string {
  if (state.kind === 'free') return '';
  if (state.kind === 'cleaning') {
    const span = spanText(Math.max(0, now - Date.parse(state.since)));
    return t('wards.cleaningSince', { at: timeText(state.since, zone), span });
  }
  const until = state.until && t('wards.until', { day: weekdayText(state.until) });
  return [state.reason, until].filter(Boolean).join(', ');
}

function BedNumber({ name }: { readonly name: string }): JSX.Element {
  return (
    <p class="bed-no">
      <span class="vh">{t('wards.bed', { name })}</span>
      <bdi aria-hidden="true">{name}</bdi>
    </p>
  );
}

function Admit({ view, bed }: BedCardProps): JSX.Element {
  const inside = (
    <>
      {t('wards.admit')}
      <span class="vh"> {t('wards.bed', { name: bed.bed.name })}</span>
    </>
  );
  if (!view.mayMove) {
    return (
      <Button icon="plus" disabled aria-describedby={WHY_MOVE}>
        {inside}
      </Button>
    );
  }
  return (
    <a class="btn" href={`/admit?bed=${bed.id}`}>
      <Icon name="plus" />
      {inside}
    </a>
  );
}

function Keep({
  view,
  icon,
  onClick,
  children,
}: {
  readonly view: WardView;
  readonly icon: IconName;
  readonly onClick: () => void;
  readonly children: JSX.Element | readonly (JSX.Element | string)[];
}): JSX.Element {
  return (
    <Button
      icon={icon}
      disabled={!view.mayKeep}
      {...(view.mayKeep ? {} : { 'aria-describedby': WHY_KEEP })}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

function ActionsButton({ view, bed }: BedCardProps): JSX.Element {
  return (
    <button
      type="button"
      class="btn btn-quiet btn-icon bed-actions"
      aria-label={t('wards.actionsFor', { bed: bed.bed.name })}
      onClick={() => view.ask({ kind: 'actions', bedId: bed.id })}
    >
      <Icon name="more" />
    </button>
  );
}
