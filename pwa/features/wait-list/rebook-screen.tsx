import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { WINDOW } from '#shared/sync/window.ts';
import { t } from '#pwa/i18n/t.ts';
import { useClashesBetween } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { personLine, slotWords } from '#pwa/widgets/appointment-words.ts';
import { LostTime } from '#pwa/widgets/lost-time.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { useToday } from '#pwa/widgets/use-today.ts';

type Row = Stored<'appointments'>;
/** Each looks two weeks ahead for its three times: not all at once. */
const AT_ONCE = 20;

/** Everybody whose time was given to somebody else, the soonest first, each with three others: `/wait-list/rebook`. */
export function RebookScreen(): JSX.Element {
  const today = useToday();
  const live = useClashesBetween(today, addDays(today, WINDOW.daysAhead));
  return (
    <Screen
      title={t('waitList.rebook')}
      actions={
        <a class="btn" href="/wait-list">
          {t('waitList.title')}
        </a>
      }
    >
      <WhenReady live={live}>{(rows) => <Lost rows={rows.toSorted(byStart)} />}</WhenReady>
    </Screen>
  );
}

function Lost({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  const most = useSignal(AT_ONCE);
  const mayMove = mayWrite(useRoles(), 'appointments', '/slot');
  const shown = rows.slice(0, most.value);
  const { people } = usePeopleOf(shown.flatMap(({ content }) => content.patientId ?? []));
  const writes = useAppointmentWrites();
  const move = async (row: Row, slot: BookedSlot): Promise<void> =>
    tellOutcome(await writes.move(row.id, slot), {
      about: personLine(people.get(row.content.patientId ?? '')),
      said: slotWords(slot),
      undo: writes.undo,
    });
  if (rows.length === 0)
    return (
      <Notice tone="good" title={t('waitList.rebookNobody')}>
        {t('waitList.rebookWhy')}
      </Notice>
    );
  return (
    <div class="stack">
      <p class="soft">
        {t('waitList.rebookCount', { n: rows.length })} {t('waitList.rebookWhy')}
      </p>
      {shown.map((row) => (
        <section
          key={row.id}
          class="stack"
          aria-label={personLine(people.get(row.content.patientId ?? ''))}
        >
          <p class="label">
            <bdi>{row.content.slot && slotWords(row.content.slot)}</bdi>
          </p>
          <LostTime row={row} mayMove={mayMove} onMove={(_, slot) => void move(row, slot)} />
        </section>
      ))}
      {rows.length > shown.length && (
        <div class="row">
          <Button onClick={() => (most.value += AT_ONCE)}>
            {t('waitList.rebookMore', { n: rows.length - shown.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function byStart(a: Row, b: Row): number {
  return (a.content.slot?.start ?? '') < (b.content.slot?.start ?? '') ? -1 : 1;
}
