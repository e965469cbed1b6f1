import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId, type AppointmentId } from '#shared/domain/ids.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useSeriesWrites } from '#pwa/store/use-series-writes.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { refusalWords } from '#pwa/widgets/tell-outcome.ts';
import { EMPTY, type BookingDraft } from './booking-draft.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { SeriesDates } from './series-dates.tsx';
import { appointmentsOf, wallsOf, WEEKLY, type Answers, type PlannedDate } from './series-plan.ts';
import { SeriesResult } from './series-result.tsx';

/** What is asked about a series; the first appointment is the draft that the booking form keeps. */
interface SeriesDraft {
  readonly repeat: typeof WEEKLY;
  readonly answers: Answers;
  readonly reason: string;
}
const NOTHING: SeriesDraft = { repeat: WEEKLY, answers: {}, reason: '' };

interface Booked {
  readonly seriesId: string;
  readonly patientId: string;
  readonly receipt: Receipt;
}

/** `/book/series`: the appointment that is half booked, again and again; what is in the way of single dates is settled before. */
export function SeriesScreen(): JSX.Element {
  const mayBook = mayWrite(useRoles(), 'appointments', '/slot');
  return (
    <Screen title={t('series.title')}>
      {mayBook ? <Series /> : <Notice tone="caution" title={t('booking.mayNotBook')} />}
    </Screen>
  );
}

function Series(): JSX.Element {
  const first = useDraft<BookingDraft>('booking', EMPTY);
  const series = useDraft<SeriesDraft>('series', NOTHING);
  const booked = useSignal<Booked | null>(null);
  const writes = useSeriesWrites();
  const { undo } = useAppointmentWrites();
  const draft = { ...EMPTY, ...first.value.value };
  const book = async (planned: readonly PlannedDate[]): Promise<void> => {
    const seriesId = newId<string>();
    const { reason } = series.value.peek();
    const all = appointmentsOf(planned, draft, { seriesId, reason, at: instantAt(Date.now()) });
    const rows = all.map((appointment) => ({ id: newId<AppointmentId>(), appointment }));
    const done = await writes.book(rows);
    if (!done.ok) return showToast({ text: refusalWords(done.error), tone: 'alarm' });
    booked.value = { seriesId, patientId: draft.patientId, receipt: done.value };
    first.clear();
    series.clear();
  };
  const takeBack = async (): Promise<void> => {
    const back = booked.value && (await undo(booked.value.receipt));
    if (!back) return;
    if (!back.ok) return showToast({ text: refusalWords(back.error), tone: 'alarm' });
    booked.value = null;
    showToast({ text: t('series.takenBack') });
  };
  if (booked.value) return <SeriesResult {...booked.value} onUndo={takeBack} />;
  if (!draft.patientId || !draft.chosen) return <NothingToRepeat />;
  const { repeat, answers, reason } = series.value.value;
  const set = (change: Partial<SeriesDraft>): void =>
    void (series.value.value = { ...series.value.peek(), ...change });
  const walls = wallsOf(draft.chosen.wall, repeat);
  return (
    <div class="book series">
      <section class="card pad stack book-who" aria-labelledby="series-first">
        <h2 id="series-first">{t('series.first')}</h2>
        <PickedPerson id={draft.patientId} />
        <p class="book-when">
          <b>
            <bdi>{slotWords(draft.chosen)}</bdi>
          </b>
        </p>
        <a class="tap" href="/book">
          {t('series.changeFirst')}
        </a>
      </section>
      <RepeatFields
        draft={draft}
        form={repeat}
        fault={walls.ok ? null : walls.error}
        onChange={(next) => set({ repeat: next })}
      />
      <SeriesDates
        {...{ draft, answers, reason, book }}
        walls={walls.ok ? walls.value : []}
        onAnswer={(wall, answer) => set({ answers: { ...answers, [wall]: answer } })}
        onReason={(text) => set({ reason: text })}
      />
    </div>
  );
}

function NothingToRepeat(): JSX.Element {
  return (
    <Notice
      tone="info"
      title={t('series.nothing')}
      action={
        <a class="btn" href="/book">
          {t('series.toBooking')}
        </a>
      }
    >
      {t('series.nothingWhy')}
    </Notice>
  );
}
