import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { bookAppointment } from '#shared/domain/book-appointment.ts';
import { newId, type AppointmentId, type PatientId } from '#shared/domain/ids.ts';
import { queueToken } from '#shared/domain/queue-token.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations, useSchedules } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { PersonPicker } from '#pwa/widgets/person-picker.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { walkInSlot, whoCanSee, type WalkInDesk } from './walk-in-slot.ts';

export interface WalkInProps {
  readonly rows: readonly Stored<'appointments'>[];
  readonly onClose: () => void;
}

/** Somebody who comes without an appointment: who, to whom, and they are in the queue with a token. */
export function WalkIn({ rows, onClose }: WalkInProps): JSX.Element {
  const patientId = useSignal('');
  const chosen = useSignal('');
  const reason = useSignal('');
  const desk = useWalkInDesk(rows);
  const nameOf = useClinicianNames();
  const options = whoCanSee({ ...desk, rows });
  const practitionerId = chosen.value || (options[0]?.practitionerId ?? '');
  const checkIn = useCheckIn(patientId.value, desk);
  const send = async (): Promise<void> => {
    if (await checkIn(practitionerId, reason.peek())) onClose();
  };
  return (
    <Dialog
      title={t('queue.walkIn')}
      onClose={onClose}
      footer={
        <Button
          kind="main"
          disabled={!patientId.value || !practitionerId}
          why={patientId.value ? t('queue.nobodyWorks') : t('queue.needPerson')}
          onClick={() => void send()}
        >
          {t('queue.checkIn')}
        </Button>
      }
    >
      <div class="stack">
        <Who patientId={patientId} />
        <SelectField
          label={t('queue.to')}
          value={practitionerId}
          options={options.map((one) => ({
            value: one.practitionerId,
            label: `${nameOf(one.practitionerId)} · ${one.minutes === 0 ? t('queue.noWait') : t('queue.next', { n: one.minutes })}`,
          }))}
          onChange={(id) => (chosen.value = id)}
        />
        <TextField
          label={t('queue.reason')}
          optional
          maxLength={300}
          autoComplete="off"
          value={reason.value}
          onInput={(text) => (reason.value = text)}
        />
      </div>
    </Dialog>
  );
}

function Who({ patientId }: { readonly patientId: Signal<string> }): JSX.Element {
  if (patientId.value)
    return <PickedPerson id={patientId.value} onChange={() => (patientId.value = '')} />;
  return (
    <>
      <PersonPicker label={t('queue.person')} hasFocus onPick={(id) => (patientId.value = id)} />
      <a class="tap" href="/patients/new">
        {t('queue.register')}
      </a>
    </>
  );
}

function useWalkInDesk(rows: WalkInProps['rows']): WalkInDesk {
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const zone = useZone();
  const now = useNow().value;
  const places = locations.kind === 'ready' ? locations.rows : [];
  return {
    schedules: schedules.kind === 'ready' ? schedules.rows.map(({ content }) => content) : [],
    booked: rows.map(({ content }) => content),
    capacityOf: (id) => places.find((one) => one.id === id)?.content.capacity ?? 1,
    zone,
    now,
  };
}

/** Books the time of now and checks in, in one write; true if it is stored. */
function useCheckIn(
  patientId: string,
  desk: WalkInDesk,
): (practitionerId: string, reason: string) => Promise<boolean> {
  const nameOf = useClinicianNames();
  const writes = useAppointmentWrites();
  const { people } = usePeopleOf(patientId ? [patientId] : []);
  return async (practitionerId, reason) => {
    const now = Date.now();
    const at = instantAt(now);
    const { slot, isFree } = walkInSlot(practitionerId, { ...desk, now });
    const id = newId<AppointmentId>();
    const appointment = bookAppointment({
      patientId: patientId as PatientId,
      slot,
      reason,
      at,
      ...(isFree ? {} : { overbookingReason: t('queue.walkInReason') }),
    });
    const done = await writes.book(id, { ...appointment, status: 'arrived', arrivedAt: at });
    tellOutcome(done, {
      about: personLine(people.get(patientId)),
      said: t('queue.walkInDone', { token: queueToken(id), name: nameOf(practitionerId) }),
      undo: writes.undo,
    });
    return done.ok;
  };
}
