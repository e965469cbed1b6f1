import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { queueToken } from '#shared/domain/queue-token.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { personLine, stepDoneWords } from '#pwa/widgets/appointment-words.ts';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';

type Row = Stored<'appointments'>;

export interface AskedPersonProps {
  readonly patientId: string;
  /** Everybody's appointments of today. */
  readonly rows: readonly Row[];
  readonly mayStep: boolean;
}

/** The person that somebody came here for: their appointments of today, the next one ready to be checked in. */
export function AskedPerson({ patientId, rows, mayStep }: AskedPersonProps): JSX.Element {
  const theirs = rows
    .filter(({ content }) => content.patientId === patientId && content.slot)
    .toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const next = theirs.find(({ content }) => content.status === 'booked');
  return (
    <section class="card pad stack asked" aria-label={t('queue.asked')}>
      <PickedPerson id={patientId} />
      {theirs.length === 0 && <p>{t('queue.askedNone')}</p>}
      {theirs.map((row) => (
        <Turn key={row.id} row={row} isNext={row === next} mayStep={mayStep} />
      ))}
      {!next && (
        <div class="row">
          <a class="btn" href={`/book?patient=${patientId}`}>
            {t('queue.askedBook')}
          </a>
        </div>
      )}
    </section>
  );
}

interface TurnProps {
  readonly row: Row;
  readonly isNext: boolean;
  readonly mayStep: boolean;
}

function Turn({ row, isNext, mayStep }: TurnProps): JSX.Element {
  const { slot, status, patientId = '' } = row.content;
  const nameOf = useClinicianNames();
  const writes = useAppointmentWrites();
  const { people } = usePeopleOf([patientId]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNext) root.current?.querySelector('button')?.focus();
  }, [isNext]);
  const checkIn = async (): Promise<void> =>
    tellOutcome(await writes.step(row.id, 'arrived'), {
      about: personLine(people.get(patientId)),
      said: stepDoneWords('arrived'),
      undo: writes.undo,
    });
  return (
    <div ref={root} class="row row-apart">
      <p>
        <b>
          <bdi>{slot?.wall.slice(11, 16)}</bdi>
        </b>{' '}
        <bdi>{nameOf(slot?.practitionerId)}</bdi>{' '}
        {status === 'arrived' && t('queue.askedHere', { token: queueToken(row.id) })}
      </p>
      {status === 'booked' && (
        <Button kind={isNext ? 'main' : 'plain'} disabled={!mayStep} onClick={() => void checkIn()}>
          {t('queue.checkIn')}
        </Button>
      )}
    </div>
  );
}

function startOf({ content }: Row): string {
  return content.slot?.start ?? '';
}
