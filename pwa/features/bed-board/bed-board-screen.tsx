import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { mayWrite } from '#shared/domain/rights.ts';
import { needsAttention, type BoardBay, type BoardBed } from '#shared/domain/ward-board.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useBeds, type Beds, type PlaceRow } from '#pwa/store/use-beds.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { StaleNote } from '#pwa/widgets/stale-note.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { WHY_KEEP, WHY_MOVE } from './bed-card.tsx';
import { BedDialogs } from './bed-dialogs.tsx';
import { BedGrid } from './bed-grid.tsx';
import { useWardChoice } from './use-ward-choice.ts';
import { useWardVerbs } from './use-ward-verbs.ts';
import { WardActions, WardHeading, type Filter } from './ward-head.tsx';
import { WardListSheet } from './ward-list-sheet.tsx';
import type { Asked, WardView } from './ward-view.ts';
import { wardName } from './ward-words.ts';

/** The ward at a glance: every bed, who lies in it, and which are free. Without an id, the ward this device showed last. */
export function BedBoardScreen({ id }: { readonly id?: string }): JSX.Element {
  const live = useBeds(useToday());
  if (live.kind !== 'ready') {
    return (
      <Screen title={t('wards.title')}>
        <WhenReady live={live}>{() => null}</WhenReady>
      </Screen>
    );
  }
  return <ChosenWard beds={live.rows} named={id} />;
}

function ChosenWard({
  beds,
  named,
}: {
  readonly beds: Beds;
  readonly named: string | undefined;
}): JSX.Element {
  const ward = useWardChoice(beds.wards, named);
  const roles = useRoles();
  const isArriving = useReplica()?.sync.isArriving.value ?? true;
  if (ward) return <Ward key={ward.id} beds={beds} ward={ward} />;
  const isEmpty = beds.wards.length === 0;
  return (
    <Screen title={t('wards.title')}>
      {isEmpty && isArriving && <Skeleton />}
      {isEmpty && !isArriving && (
        <Notice
          tone="info"
          title={t('wards.noWards')}
          action={
            roles.includes('admin') && (
              <a class="btn" href="/admin/set-up">
                {t('wards.setUp')}
              </a>
            )
          }
        >
          {t('wards.noWardsWhy')}
        </Notice>
      )}
      {!isEmpty && named && <Notice tone="info" title={t('wards.noWard')} />}
    </Screen>
  );
}

interface WardProps {
  readonly beds: Beds;
  readonly ward: PlaceRow;
}

function Ward({ beds, ward }: WardProps): JSX.Element {
  const asked = useSignal<Asked | null>(null);
  const filter = useSignal<Filter>('all');
  const view = useWardView({ beds, ward }, (next) => (asked.value = next));
  const name = wardName(ward);
  const bays = filtered(view.board.bays, filter.value);
  const { mayMove, mayKeep } = view;
  return (
    <Screen
      title={name}
      heading={<WardHeading view={view} name={name} />}
      actions={<WardActions view={view} filter={filter} />}
    >
      <StaleNote />
      {!mayMove && (
        <p class="hint" id={WHY_MOVE}>
          {t('wards.mayNotMove')}
        </p>
      )}
      {!mayKeep && (
        <p class="hint" id={WHY_KEEP}>
          {t('wards.mayNotKeep')}
        </p>
      )}
      <BedGrid view={view} bays={bays} withStrays={filter.value !== 'free'} />
      {bays.length === 0 && <p class="soft">{t(NOTHING[filter.value])}</p>}
      <BedDialogs view={view} asked={asked.value} />
      <WardListSheet view={view} ward={name} />
    </Screen>
  );
}

function useWardView({ beds, ward }: WardProps, ask: WardView['ask']): WardView {
  const roles = useRoles();
  return {
    beds,
    board: beds.board(ward.id),
    wardId: ward.id,
    zone: useZone(),
    today: useToday(),
    now: useNow().value,
    mayMove: mayWrite(roles, 'encounters', '/stays'),
    mayKeep: mayWrite(roles, 'locations', '/cleanedAt'),
    verbs: useWardVerbs(beds),
    ask,
  };
}

const NOTHING = {
  all: 'wards.emptyWard',
  attention: 'wards.noneAttention',
  free: 'wards.noneFree',
} as const satisfies Record<Filter, string>;

function filtered(bays: readonly BoardBay[], filter: Filter): readonly BoardBay[] {
  if (filter === 'all') return bays;
  const isShown = ({ state }: BoardBed): boolean =>
    filter === 'free' ? state.kind === 'free' : needsAttention(state);
  return bays
    .map((bay) => ({ ...bay, beds: bay.beds.filter(isShown) }))
    .filter(({ beds }) => beds.length > 0);
}
