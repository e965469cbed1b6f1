import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { isUuid } from '#shared/domain/ids.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsOn, usePractitioners } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { usePaper } from '#pwa/ui/use-paper.ts';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { personLine, stepDoneWords } from '#pwa/widgets/appointment-words.ts';
import { QueueTicket } from '#pwa/widgets/queue-ticket.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { AskedPerson } from './asked-person.tsx';
import { BecomeKiosk } from './become-kiosk.tsx';
import { queueLanes, type QueueLane } from './queue-lanes.ts';
import { QueueRow } from './queue-row.tsx';
import { WalkIn } from './walk-in.tsx';

/** The waiting room, clinician by clinician: `/queue`, and `/queue?patient=` for somebody who stands at the desk. */
export function QueueScreen(): JSX.Element {
  const today = useToday();
  const live = useAppointmentsOn(today);
  const { query } = useLocation();
  const patientId = isUuid(query['patient']) ? query['patient'] : '';
  const mayStep = mayWrite(useRoles(), 'appointments', '/status');
  const isWalkIn = useSignal(false);
  const isKioskAsked = useSignal(false);
  const mayBook = mayWrite(useRoles(), 'appointments', '/slot');
  const ticketOf = useSignal<Stored<'appointments'> | null>(null);
  usePaper(ticketOf, null);
  return (
    <Screen
      title={t('queue.title')}
      actions={
        <>
          <a class="btn" href="/queue/wall">
            <Icon name="eye" />
            {t('queue.wall')}
          </a>
          {mayBook && (
            <Button icon="lock" onClick={() => (isKioskAsked.value = true)}>
              {t('kiosk.title')}
            </Button>
          )}
          {mayBook && (
            <Button kind="main" icon="plus" onClick={() => (isWalkIn.value = true)}>
              {t('queue.walkIn')}
            </Button>
          )}
        </>
      }
    >
      <WhenReady live={live}>
        {(rows) => (
          <>
            {patientId && <AskedPerson {...{ patientId, rows, mayStep }} />}
            <Lanes rows={rows} onTicket={(row) => (ticketOf.value = row)} />
            {isWalkIn.value && <WalkIn rows={rows} onClose={() => (isWalkIn.value = false)} />}
            {ticketOf.value && (
              <div class="queue-paper">
                <QueueTicket row={ticketOf.value} />
              </div>
            )}
            {isKioskAsked.value && <BecomeKiosk onClose={() => (isKioskAsked.value = false)} />}
          </>
        )}
      </WhenReady>
    </Screen>
  );
}

interface LanesProps {
  readonly rows: readonly Stored<'appointments'>[];
  readonly onTicket: (row: Stored<'appointments'>) => void;
}

function Lanes({ rows, onTicket }: LanesProps): JSX.Element {
  const now = useNow().value;
  const nameOf = useClinicianNames();
  const orderOf = useClinicianOrder();
  const lanes = queueLanes(rows, now)
    .filter(hasAnybody)
    .toSorted((a, b) => orderOf(a.practitionerId) - orderOf(b.practitionerId));
  const ids = useMemo(() => rows.flatMap(({ content }) => content.patientId ?? []), [rows]);
  const { people, arePeopleRead } = usePeopleOf(ids);
  const mayStep = mayWrite(useRoles(), 'appointments', '/status');
  const writes = useAppointmentWrites();
  const step = async (row: Stored<'appointments'>, to: DayStep): Promise<void> => {
    const about = personLine(people.get(row.content.patientId ?? ''));
    tellOutcome(await writes.step(row.id, to), {
      about,
      said: stepDoneWords(to),
      undo: writes.undo,
    });
  };
  if (lanes.length === 0)
    return (
      <Notice tone="info" title={t('queue.empty')}>
        {t('queue.emptyWhy')}
      </Notice>
    );
  return (
    <div class="queue">
      {lanes.map((lane) => (
        <section key={lane.practitionerId} class="card" aria-label={nameOf(lane.practitionerId)}>
          <div class="card-head">
            <h2 class="grow">
              <bdi>{nameOf(lane.practitionerId) || t('appointment.noClinician')}</bdi>
            </h2>
          </div>
          <p class="queue-sum">{laneWords(lane)}</p>
          {GROUPS.map(
            ({ key, words }) =>
              lane[key].length > 0 && (
                <div key={key} role="group" aria-label={t(words)}>
                  <p class="queue-part">{t(words)}</p>
                  {lane[key].map((turn, n) => (
                    <QueueRow
                      key={turn.id}
                      {...{ turn, mayStep, arePeopleRead }}
                      kind={key}
                      isNext={key === 'waiting' && n === 0}
                      patient={people.get(turn.row.content.patientId ?? '')}
                      onStep={(to) => void step(turn.row, to)}
                      onTicket={() => onTicket(turn.row)}
                    />
                  ))}
                </div>
              ),
          )}
        </section>
      ))}
    </div>
  );
}

const GROUPS = [
  { key: 'room', words: 'queue.room' },
  { key: 'waiting', words: 'queue.waiting' },
  { key: 'late', words: 'queue.late' },
  { key: 'absent', words: 'queue.absent' },
] as const;

/** The hospital's fixed order: nobody's queue jumps about because somebody came. */
function useClinicianOrder(): (practitionerId: string) => number {
  const live = usePractitioners().value;
  return useMemo(() => {
    const rows = live.kind === 'ready' ? live.rows : [];
    const order = new Map(rows.map(({ id, content }) => [id, content.order ?? 1e6]));
    return (id) => order.get(id) ?? 1e6;
  }, [live]);
}

function laneWords({ waiting, expected, nextMinutes }: QueueLane): string {
  return [
    t('queue.count', { n: waiting.length }),
    t('queue.toCome', { n: expected }),
    nextMinutes === 0 ? t('queue.noWait') : t('queue.next', { n: nextMinutes }),
  ].join(' · ');
}

function hasAnybody({ room, waiting, late, absent, expected }: QueueLane): boolean {
  return room.length + waiting.length + late.length + absent.length + expected > 0;
}
