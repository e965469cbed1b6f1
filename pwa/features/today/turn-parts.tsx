import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import { DayFigures } from '#pwa/widgets/day-figures.tsx';
import { TurnRow } from './turn-row.tsx';
import { PARTS, rowsFor, turnsOf, type Part, type Turn } from './turns.ts';
import { useRowHeight } from './use-row-height.ts';
import { useSteps } from './use-steps.ts';
import { useWhose, type WhoseDay } from './use-whose.ts';

export interface TurnPartsProps {
  readonly rows: readonly Stored<'appointments'>[];
  readonly today: string;
}
const TITLES = {
  waiting: 'today.waiting',
  room: 'today.room',
  next: 'today.next',
  done: 'today.done',
} as const satisfies Record<Part, string>;

/** The list in its parts: who waits, who is in the room, who is expected, who is closed. */
export function TurnParts({ rows, today }: TurnPartsProps): JSX.Element {
  const day = useWhose(rows);
  const { kind, id } = day.whose;
  const own = useMemo(() => rowsFor(rows, { kind, id }), [rows, kind, id]);
  const ids = useMemo(() => own.flatMap(({ content }) => content.patientId ?? []), [own]);
  const { people, arePeopleRead } = usePeopleOf(ids);
  const steps = useSteps(people);
  const parts = useMemo(() => turnsOf(own, steps.held.value), [own, steps.held.value]);
  const where = useWhere();
  const now = useNow().value;
  const zone = useZone();
  const mayStep = mayWrite(useRoles(), 'appointments', '/status');
  const rowHeight = useRowHeight();
  const first = parts.waiting[0] ?? parts.next[0];
  const render = (turn: Turn): JSX.Element => (
    <TurnRow
      {...{ turn, mayStep, arePeopleRead, today, now, zone, steps }}
      isFirst={turn.id === first?.id}
      isOwnList={day.isOwnList}
      patient={people.get(turn.row.content.patientId ?? '')}
      where={where(turn.row)}
    />
  );
  const shown = PARTS.filter((part) => parts[part].length > 0);
  return (
    <>
      <div class="row row-apart">
        <DayFigures rows={own} now={now} />
        <WhoseSelect day={day} />
      </div>
      {!mayStep && <p class="hint">{t('today.mayNot')}</p>}
      {shown.length === 0 && <Empty isOwnList={day.isOwnList} isEmpty={rows.length === 0} />}
      {shown.map((part) => (
        <PartCard key={part} part={part}>
          <VirtualList
            label={t(TITLES[part])}
            items={parts[part]}
            rowHeight={rowHeight}
            keyOf={({ id }) => id}
            render={render}
          />
        </PartCard>
      ))}
    </>
  );
}

function WhoseSelect({ day }: { readonly day: WhoseDay }): JSX.Element {
  return (
    <select
      class="input select turns-whose"
      aria-label={t('today.whose')}
      value={day.value}
      onChange={(event) => day.choose(event.currentTarget.value)}
    >
      {day.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

interface PartCardProps {
  readonly part: Part;
  readonly children: JSX.Element;
}

function PartCard({ part, children }: PartCardProps): JSX.Element {
  return (
    <section class="card" aria-labelledby={`turns-${part}`}>
      <div class="card-head">
        <h2 id={`turns-${part}`} class="grow">
          {t(TITLES[part])}{' '}
          {part === 'waiting' && <span class="soft">{t('today.longestFirst')}</span>}
        </h2>
        {part === 'next' && (
          <a class="btn btn-quiet" href="/calendar">
            {t('today.calendar')}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

function Empty({
  isOwnList,
  isEmpty,
}: {
  readonly isOwnList: boolean;
  readonly isEmpty: boolean;
}): JSX.Element {
  const isArriving = useReplica()?.sync.isArriving.value ?? true;
  if (isEmpty && isArriving) return <Skeleton />;
  const title = isOwnList ? t('today.emptyMine') : t('today.empty');
  return (
    <Notice
      tone="info"
      title={title}
      action={
        <a class="btn" href="/calendar">
          {t('today.calendar')}
        </a>
      }
    >
      {isEmpty ? t('today.emptyWhy') : t('today.emptyFiltered')}
    </Notice>
  );
}

/** "Dr Petrova, room 4": with whom and where. */
function useWhere(): (row: Stored<'appointments'>) => string {
  const nameOf = useClinicianNames();
  const locations = useLocations().value;
  const places = useMemo(
    () =>
      new Map(
        locations.kind === 'ready'
          ? locations.rows.map(({ id, content }) => [id, content.name] as const)
          : [],
      ),
    [locations],
  );
  return ({ content }) => {
    const room = places.get(content.slot?.roomId ?? '') ?? '';
    return [nameOf(content.slot?.practitionerId), room].filter(Boolean).join(', ');
  };
}
