import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Appointment, Wish } from '#shared/domain/appointment.ts';
import {
  newId,
  type AppointmentId,
  type PatientId,
  type PractitionerId,
} from '#shared/domain/ids.ts';
import { practitionerName } from '#shared/domain/practitioner.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { isDay } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePractitioners } from '#pwa/store/queries.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { PersonPicker } from '#pwa/widgets/person-picker.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';

interface Draft {
  readonly patientId: string;
  readonly priority: Wish['priority'];
  readonly practitionerId: string;
  readonly minutes: string;
  readonly part: '' | 'morning' | 'afternoon';
  readonly until: string;
  readonly reason: string;
}
const EMPTY: Draft = {
  patientId: '',
  priority: 'routine',
  practitionerId: '',
  minutes: '15',
  part: '',
  until: '',
  reason: '',
};
const LENGTHS = ['10', '15', '20', '30', '45', '60', '90'];

/** Takes somebody on the list: who, how urgent, and what they would take. Only the person is needed. */
export function WishForm({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const draft = useSignal<Draft>(EMPTY);
  const writes = useAppointmentWrites();
  const now = draft.value;
  const { people } = usePeopleOf(now.patientId ? [now.patientId] : []);
  const set = (change: Partial<Draft>): void => void (draft.value = { ...draft.peek(), ...change });
  const add = async (): Promise<void> => {
    const done = await writes.book(
      newId<AppointmentId>(),
      wishOf(draft.peek(), instantAt(Date.now())),
    );
    const about = personLine(people.get(now.patientId));
    tellOutcome(done, { about, said: t('waitList.addDone'), undo: writes.undo });
    if (done.ok) onClose();
  };
  return (
    <Dialog
      title={t('waitList.add')}
      onClose={onClose}
      footer={
        <Button
          kind="main"
          disabled={!now.patientId}
          why={t('waitList.needPerson')}
          onClick={() => void add()}
        >
          {t('waitList.add')}
        </Button>
      }
    >
      <div class="stack">
        {now.patientId ? (
          <PickedPerson id={now.patientId} onChange={() => set({ patientId: '' })} />
        ) : (
          <PersonPicker
            label={t('waitList.person')}
            hasFocus
            onPick={(patientId) => set({ patientId })}
          />
        )}
        <WishFields draft={now} onSet={set} />
      </div>
    </Dialog>
  );
}

interface WishFieldsProps {
  readonly draft: Draft;
  readonly onSet: (change: Partial<Draft>) => void;
}

function WishFields({ draft, onSet }: WishFieldsProps): JSX.Element {
  return (
    <>
      <div class="book-pair">
        <SelectField
          label={t('waitList.priority')}
          value={draft.priority}
          options={(['urgent', 'soon', 'routine'] as const).map((value) => ({
            value,
            label: t(`waitList.${value}`),
          }))}
          onChange={(priority) => onSet({ priority: priority as Wish['priority'] })}
        />
        <WithField draft={draft} onSet={onSet} />
        <SelectField
          label={t('waitList.length')}
          value={draft.minutes}
          options={LENGTHS.map((value) => ({
            value,
            label: t('waitList.minutes', { n: Number(value) }),
          }))}
          onChange={(minutes) => onSet({ minutes })}
        />
        <SelectField
          label={t('waitList.part')}
          value={draft.part}
          options={[
            { value: '', label: t('waitList.anyPart') },
            { value: 'morning', label: t('waitList.morning') },
            { value: 'afternoon', label: t('waitList.afternoon') },
          ]}
          onChange={(part) => onSet({ part: part as Draft['part'] })}
        />
      </div>
      <TextField
        label={t('waitList.until')}
        optional
        type="date"
        value={draft.until}
        onInput={(until) => onSet({ until })}
      />
      <TextField
        label={t('waitList.reason')}
        optional
        maxLength={300}
        autoComplete="off"
        value={draft.reason}
        onInput={(reason) => onSet({ reason })}
      />
    </>
  );
}

function WithField({ draft, onSet }: WishFieldsProps): JSX.Element {
  const clinicians = usePractitioners().value;
  const known = clinicians.kind === 'ready' ? clinicians.rows : [];
  const active = known.filter(({ content }) => content.isActive);
  return (
    <SelectField
      label={t('waitList.with')}
      value={draft.practitionerId}
      options={[
        { value: '', label: t('waitList.anybody') },
        ...active.map(({ id, content }) => ({ value: id, label: practitionerName(content) })),
      ]}
      onChange={(practitionerId) => onSet({ practitionerId })}
    />
  );
}

function wishOf(draft: Draft, at: string): Appointment {
  const { patientId, priority, practitionerId, minutes, part, until, reason } = draft;
  return {
    patientId: patientId as PatientId,
    status: 'waitlist',
    statusSince: at,
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    wish: {
      priority,
      since: at,
      minutes: Number(minutes),
      ...(practitionerId ? { practitionerId: practitionerId as PractitionerId } : {}),
      ...(part ? { part } : {}),
      ...(isDay(until) ? { until } : {}),
    },
  };
}
