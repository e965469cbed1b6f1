import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { useMemo } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { isUuid, type PractitionerId } from '#shared/domain/ids.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { intervalAt, isDay } from '#shared/scheduling/wall-time.ts';
import { misfitsOf, rankFor, waitingInOrder, type Ranked } from '#shared/scheduling/wait-list.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useWaitList, type WaitList } from '#pwa/store/use-wait-list.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { OfferedRow, WaitingRow } from './offer-row.tsx';
import { TimePicker } from './time-picker.tsx';
import { WishForm } from './wish-form.tsx';

type Row = Stored<'appointments'>;

/** Who waits, and who could take a time that came free: `/wait-list?wall=&practitioner=&minutes=`. */
export function WaitListScreen(): JSX.Element {
  const today = useToday();
  const live = useWaitList(today);
  const isAdding = useSignal(false);
  const mayBook = mayWrite(useRoles(), 'appointments', '/slot');
  const time = useTime();
  return (
    <Screen
      title={t('waitList.title')}
      actions={
        <>
          <a class="btn" href="/wait-list/rebook">
            {t('waitList.rebook')}
          </a>
          {mayBook && (
            <Button kind="main" icon="plus" onClick={() => (isAdding.value = true)}>
              {t('waitList.add')}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        <TimePicker time={time} />
        <WhenReady live={live}>{(list) => <Lists {...{ list, time, today, mayBook }} />}</WhenReady>
        {isAdding.value && <WishForm onClose={() => (isAdding.value = false)} />}
      </div>
    </Screen>
  );
}

/** The time that somebody is sought for, as the address says it; null where it says none. */
function useTime(): BookedSlot | null {
  const { query } = useLocation();
  const zone = useZone();
  const { wall = '', practitioner = '', minutes = '' } = query;
  return useMemo(() => {
    const isTime = isDay(wall.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(wall.slice(10));
    const length = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
    if (!isTime || !isUuid(practitioner) || length < 1) return null;
    return { ...intervalAt(wall, length, zone), practitionerId: practitioner as PractitionerId };
  }, [wall, practitioner, minutes, zone]);
}

interface ListsProps {
  readonly list: WaitList;
  readonly time: BookedSlot | null;
  readonly today: string;
  readonly mayBook: boolean;
}

function Lists({ list, time, today, mayBook }: ListsProps): JSX.Element {
  const { waiting, offered } = list;
  const ids = useMemo(
    () => [...waiting, ...offered].flatMap(({ content }) => content.patientId ?? []),
    [waiting, offered],
  );
  const { people, arePeopleRead } = usePeopleOf(ids);
  const nameOf = useClinicianNames();
  const ranked = time ? rankFor(time, waiting, today) : waitingInOrder(waiting, today);
  const others = time ? waiting.filter((row) => misfitsOf(time, row.content.wish).length > 0) : [];
  const shared = { arePeopleRead, mayBook, nameOf };
  const patientOf = ({ content }: Row) => people.get(content.patientId ?? '');
  return (
    <>
      {offered.length > 0 && (
        <section class="card" aria-labelledby="wait-offered">
          <div class="card-head">
            <h2 id="wait-offered">{t('waitList.offered')}</h2>
          </div>
          {offered.map((row) => (
            <OfferedRow key={row.id} row={row} patient={patientOf(row)} {...shared} />
          ))}
        </section>
      )}
      <section class="card" aria-labelledby="wait-waiting">
        <div class="card-head">
          <h2 id="wait-waiting">
            {time
              ? t('waitList.couldTake', {
                  time: slotWords(time),
                  name: nameOf(time.practitionerId),
                })
              : t('waitList.waiting')}
          </h2>
        </div>
        {ranked.length === 0 && <Nobody isForTime={time !== null} />}
        {ranked.map((one: Ranked<Row>) => (
          <WaitingRow
            key={one.row.id}
            ranked={one}
            time={time}
            patient={patientOf(one.row)}
            {...shared}
          />
        ))}
        {others.length > 0 && <p class="hint pad">{t('waitList.others', { n: others.length })}</p>}
      </section>
    </>
  );
}

function Nobody({ isForTime }: { readonly isForTime: boolean }): JSX.Element {
  return (
    <div class="pad">
      <Notice tone="info" title={t(isForTime ? 'waitList.nobodyFits' : 'waitList.nobody')} />
    </div>
  );
}
