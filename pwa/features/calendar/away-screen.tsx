import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { isUuid } from '#shared/domain/ids.ts';
import { visitKindsOf } from '#shared/domain/visit-kind.ts';
import { addDays, isDay } from '#shared/scheduling/wall-time.ts';
import type { Proposed } from '#shared/scheduling/group-move.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import {
  useAppointmentsBetween,
  useLocations,
  usePractitioners,
  useSchedules,
} from '#pwa/store/queries.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField } from '#pwa/ui/field.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { nameWords, slotWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { proposeAway, type ToCall, type Towards } from './away-list.ts';
import { CallList } from './call-list.tsx';
import type { AppointmentRow } from './day-columns.ts';
import { useRights } from './use-rights.ts';

const DAYS_AHEAD = 14;

/** A clinician is away: everybody of the day gets another time in one go, and the list says whom to call: `/calendar/away?day=&who=`. */
export function AwayScreen(): JSX.Element {
  const { query } = useLocation();
  const today = useToday();
  const day = isDay(query['day']) ? query['day'] : today;
  const who = isUuid(query['who']) ? query['who'] : '';
  const nameOf = useClinicianNames();
  const towards = useSignal<Towards>('colleagues');
  const live = useAppointmentsBetween(day, addDays(day, DAYS_AHEAD));
  if (!who) return <Nobody day={day} />;
  return (
    <Screen
      title={t('away.title')}
      heading={
        <h1>
          <bdi>{t('away.of', { name: nameOf(who), day: weekdayText(day, 'long') })}</bdi>
        </h1>
      }
      actions={
        <Button icon="print" onClick={() => window.print()}>
          {t('away.print')}
        </Button>
      }
    >
      <div class="stack">
        <div class="no-print away-towards">
          <SelectField
            label={t('away.to')}
            value={towards.value}
            options={[
              { value: 'colleagues', label: t('away.colleagues') },
              { value: 'later', label: t('away.later') },
            ]}
            onChange={(value) => (towards.value = value as Towards)}
          />
        </div>
        <WhenReady live={live}>
          {(rows) => <Away {...{ rows, day, who }} towards={towards.value} />}
        </WhenReady>
      </div>
    </Screen>
  );
}

/** An address that names nobody, or somebody by no id. */
function Nobody({ day }: { readonly day: string }): JSX.Element {
  return (
    <Screen title={t('away.title')}>
      <Notice tone="info" title={t('away.unnamed')}>
        <a href={`/calendar?day=${day}`}>{t('away.choose')}</a>
      </Notice>
    </Screen>
  );
}

interface AwayProps {
  readonly rows: readonly AppointmentRow[];
  readonly day: string;
  readonly who: string;
  readonly towards: Towards;
}

function Away({ rows, day, who, towards }: AwayProps): JSX.Element {
  const proposed = useProposed({ rows, day, who, towards });
  const { mayMove } = useRights();
  const writes = useAppointmentWrites();
  // Who was moved is on no list of that day any more: whom to call is kept until it is done.
  const kept = useDraft<{ readonly list: readonly ToCall[] }>(`away ${day} ${who}`, { list: [] });
  const moveAll = async (): Promise<void> => {
    const moves = proposed.flatMap(({ row, slot }) => (slot ? [{ row, slot }] : []));
    const done = await writes.moveAll(moves.map(({ row, slot }) => ({ id: row.id, slot })));
    if (!done.ok) return showToast({ text: refusalWords(done.error), tone: 'alarm' });
    const moved = moves.map(({ row, slot }): ToCall => {
      const { patientId = '', slot: from = slot } = row.content;
      return { id: row.id, patientId, from, to: slot, isCalled: false };
    });
    kept.value.value = { list: [...kept.value.peek().list, ...moved] };
    const before = kept.value.peek().list.filter((one) => !moved.includes(one));
    showToast({
      text: t('away.done', { n: moved.length }),
      undo: async () => {
        const back = await writes.undo(done.value);
        if (back.ok) kept.value.value = { list: before };
        return back.ok ? undefined : refusalWords(back.error);
      },
    });
  };
  const found = proposed.filter(({ slot }) => slot !== null).length;
  const { list } = kept.value.value;
  return (
    <>
      {proposed.length === 0 && list.length === 0 && (
        <Notice tone="info" title={t('away.nobody')} />
      )}
      {proposed.length > 0 && (
        <section class="card no-print" aria-labelledby="away-proposed">
          <div class="card-head">
            <h2 id="away-proposed" class="grow">
              {t('away.proposed', { n: proposed.length })}
            </h2>
            <Button kind="main" disabled={!mayMove || found === 0} onClick={() => void moveAll()}>
              {t('away.moveAll', { n: found })}
            </Button>
          </div>
          <ProposedRows proposed={proposed} />
        </section>
      )}
      {list.length > 0 && (
        <CallList
          list={list}
          onChange={(next) => (kept.value.value = { list: next })}
          onDone={kept.clear}
        />
      )}
    </>
  );
}

function ProposedRows({
  proposed,
}: {
  readonly proposed: readonly Proposed<AppointmentRow>[];
}): JSX.Element {
  const ids = proposed.flatMap(({ row }) => row.content.patientId ?? []);
  const { people, arePeopleRead } = usePeopleOf(ids);
  const nameOf = useClinicianNames();
  return (
    <>
      {proposed.map(({ row, slot }) => {
        const patient = people.get(row.content.patientId ?? '');
        return (
          <div key={row.id} class="wait-row away-row">
            <div>
              <b>
                <bdi>{nameWords(patient, arePeopleRead)}</bdi>
              </b>
              <p class="facts">
                <bdi>{whoWords(patient)}</bdi>
              </p>
            </div>
            <bdi>{row.content.slot ? slotWords(row.content.slot) : ''}</bdi>
            {slot ? (
              <bdi>{`${slotWords(slot)} · ${nameOf(slot.practitionerId)}`}</bdi>
            ) : (
              <a class="btn" href={`/book?move=${row.id}`}>
                {t('away.none')}
              </a>
            )}
          </div>
        );
      })}
    </>
  );
}

function useProposed({ rows, day, who, towards }: AwayProps): readonly Proposed<AppointmentRow>[] {
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const staff = usePractitioners().value;
  return useMemo(() => {
    if (schedules.kind !== 'ready' || locations.kind !== 'ready' || staff.kind !== 'ready' || !who)
      return [];
    const capacity = new Map(locations.rows.map(({ id, content }) => [id, content.capacity ?? 1]));
    return proposeAway({
      rows,
      day,
      who,
      towards,
      schedules: schedules.rows.map(({ content }) => content),
      practitioners: staff.rows,
      capacityOf: (roomId) => capacity.get(roomId) ?? 1,
      kinds: visitKindsOf(locations.rows),
      now: Date.now(),
      days: DAYS_AHEAD,
    });
  }, [rows, day, who, towards, schedules, locations, staff]);
}
