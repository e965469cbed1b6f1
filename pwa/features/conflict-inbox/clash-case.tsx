import type { JSX } from 'preact';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { personLine, slotWords } from '#pwa/widgets/appointment-words.ts';
import { LostTime } from '#pwa/widgets/lost-time.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';

/** A booking that lost its time, with three others on offer. */
export function ClashCase({ row }: { readonly row: Stored<'appointments'> }): JSX.Element {
  const { patientId = '', slot } = row.content;
  const writes = useAppointmentWrites();
  const { people } = usePeopleOf([patientId]);
  const mayMove = mayWrite(useRoles(), 'appointments', '/slot');
  const move = async (to: BookedSlot): Promise<void> =>
    tellOutcome(await writes.move(row.id, to), {
      about: personLine(people.get(patientId)),
      said: slotWords(to),
      undo: writes.undo,
    });
  return (
    <>
      <h2 class="case-title">{t('inbox.clashAsk')}</h2>
      <PersonCard patient={people.get(patientId)} />
      <LostTime row={row} mayMove={mayMove} onMove={(_, to) => void move(to)} />
      <div class="row">
        <a class="btn" href={`/calendar?day=${slot?.wall.slice(0, 10) ?? ''}`}>
          {t('inbox.openCalendar')}
        </a>
      </div>
    </>
  );
}
