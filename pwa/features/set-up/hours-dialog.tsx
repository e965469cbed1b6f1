import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { today } from '#shared/scheduling/wall-time.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { FormFoot } from './form-foot.tsx';
import { ExceptionsField } from './exceptions-field.tsx';
import type { PlaceTree } from './place-tree.ts';
import { practitionerName } from './practitioner-name.ts';
import {
  offersNothing,
  scheduleFaults,
  scheduleFormOf,
  scheduleFrom,
  WEEKDAYS,
  type ScheduleFaults,
  type ScheduleForm,
} from './schedule-form.ts';
import { newWrite } from './set-up-write.ts';
import { BUFFER_MINUTES, VISIT_MINUTES } from './whole-minutes.ts';
import { useSetUpVerbs } from './use-set-up-verbs.ts';
import { weekdayName } from '#pwa/widgets/weekday-name.ts';
import { ownZone } from './zones.ts';

export interface HoursDialogProps {
  readonly practitioner: { readonly id: string; readonly content: Practitioner };
  readonly schedule: { readonly id: string; readonly content: Schedule } | null;
  readonly tree: PlaceTree;
  readonly onClose: () => void;
}
const FINE: ScheduleFaults = { week: {} };

/** Working hours of one clinician: a usual week in seven lines of text, and the days that differ. */
export function HoursDialog({
  practitioner,
  schedule,
  tree,
  onClose,
}: HoursDialogProps): JSX.Element {
  const form = useSignal<ScheduleForm>(firstForm(practitioner.content, schedule?.content));
  const faults = useSignal<ScheduleFaults>(FINE);
  const refused = useSignal<string | null>(null);
  const verbs = useSetUpVerbs();
  const zone = useReplica()?.sync.facility.value?.zone ?? tree.facility?.content.zone ?? ownZone();
  const name = practitionerName(practitioner.content);
  const made = (): Schedule =>
    scheduleFrom(schedule?.content, form.value, {
      practitionerId: practitioner.id,
      zone,
      newKey: newId,
    });
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    faults.value = scheduleFaults(form.value);
    const { slotMinutes, bufferMinutes, week } = faults.value;
    if (slotMinutes || bufferMinutes || Object.keys(week).length > 0) return;
    const content = made();
    const said = t('setUp.hoursSaved', { name });
    refused.value = schedule
      ? await verbs.change('schedules', { id: schedule.id, content }, said)
      : await verbs.add([newWrite('schedules', { id: newId(), content })], said);
    if (refused.value === null) onClose();
  };
  return (
    <Dialog wide title={t('setUp.hoursTitle', { name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <PlaceFields form={form} tree={tree} />
        <MinutesFields form={form} faults={faults.value} />
        <WeekFields form={form} faults={faults.value} />
        <ExceptionsField form={form} />
        <NothingLeft schedule={made()} today={today(zone, useNow(60_000).value)} />
        <FormFoot label={t('setUp.save')} refused={refused.value} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** Hours that take themselves back are saved as they are, and said so: somebody may be away for a year. */
function NothingLeft({
  schedule,
  today: day,
}: {
  readonly schedule: Schedule;
  readonly today: string;
}): JSX.Element | null {
  const why = offersNothing(schedule, day);
  return why && <Notice tone="caution" title={t(`setUp.nothingLeft.${why}`)} />;
}

/** New hours begin in the clinic that the clinician works for. */
function firstForm(practitioner: Practitioner, schedule: Schedule | undefined): ScheduleForm {
  const form = scheduleFormOf(schedule);
  return schedule
    ? form
    : { ...form, clinicId: Object.values(practitioner.roles ?? {})[0]?.clinicId ?? '' };
}

interface PartProps {
  readonly form: Signal<ScheduleForm>;
  readonly faults: ScheduleFaults;
}

function PlaceFields({
  form,
  tree,
}: Pick<PartProps, 'form'> & { readonly tree: PlaceTree }): JSX.Element {
  const { clinicId, roomId } = form.value;
  const rooms = tree.clinics.find(({ id }) => id === clinicId)?.rooms ?? [];
  return (
    <div class="form-row">
      <SelectField
        label={t('setUp.clinic')}
        value={clinicId}
        options={[
          { value: '', label: t('setUp.noClinic') },
          ...tree.clinics.map(({ id, content }) => ({ value: id, label: content.name })),
        ]}
        onChange={(next) => (form.value = { ...form.value, clinicId: next, roomId: '' })}
      />
      {rooms.length > 0 && (
        <SelectField
          label={t('setUp.room')}
          value={roomId}
          options={[
            { value: '', label: t('setUp.noRoom') },
            ...rooms.map(({ id, content }) => ({ value: id, label: content.name })),
          ]}
          onChange={(next) => (form.value = { ...form.value, roomId: next })}
        />
      )}
    </div>
  );
}

function MinutesFields({ form, faults }: PartProps): JSX.Element {
  const { slotMinutes, bufferMinutes } = form.value;
  return (
    <div class="form-row">
      <TextField
        label={t('setUp.slotMinutes')}
        inputMode="numeric"
        maxLength={3}
        value={slotMinutes}
        error={faults.slotMinutes && t('setUp.wholeFault', VISIT_MINUTES)}
        onInput={(next) => (form.value = { ...form.value, slotMinutes: next })}
      />
      <TextField
        label={t('setUp.hoursBuffer')}
        hint={t('setUp.hoursBufferHint')}
        inputMode="numeric"
        maxLength={3}
        value={bufferMinutes}
        error={faults.bufferMinutes && t('setUp.wholeFault', BUFFER_MINUTES)}
        onInput={(next) => (form.value = { ...form.value, bufferMinutes: next })}
      />
    </div>
  );
}

function WeekFields({ form, faults }: PartProps): JSX.Element {
  const { week } = form.value;
  const copyDown = (): void =>
    void (form.value = {
      ...form.value,
      week: week.map((text, i) => (i < 5 ? (week[0] ?? '') : text)),
    });
  return (
    <fieldset class="field">
      <legend class="label">{t('setUp.week')}</legend>
      <p class="hint">{t('setUp.weekHint')}</p>
      <div class="week">
        {WEEKDAYS.map((weekday, i) => (
          <TextField
            key={weekday}
            label={weekdayName(weekday)}
            dir="ltr"
            autoComplete="off"
            maxLength={80}
            value={week[i] ?? ''}
            error={faults.week[i] && t(`setUp.fault.${faults.week[i]}`)}
            onInput={(text) =>
              (form.value = { ...form.value, week: week.map((old, n) => (n === i ? text : old)) })
            }
          />
        ))}
      </div>
      <div class="row">
        <Button kind="quiet" onClick={copyDown}>
          {t('setUp.copyDown')}
        </Button>
      </div>
    </fieldset>
  );
}
