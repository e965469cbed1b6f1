import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Alert } from '#shared/domain/allergy.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { t } from '#pwa/i18n/t.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { SelectField, TextArea } from '#pwa/ui/field.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import type { PatientWrites } from './use-patient-writes.ts';

type AlertForm = Pick<Alert, 'kind' | 'text'>;
const NO_ALERT: AlertForm = { kind: 'other', text: '' };
const KINDS = [
  'infection',
  'falls',
  'behaviour',
  'resuscitation',
  'safeguarding',
  'other',
] as const satisfies readonly Alert['kind'][];
/** An alert has to fit on a chip of the banner. */
const TEXT_LIMIT = 120;

interface AlertDialogProps {
  readonly patientId: string;
  readonly patient: Patient;
  readonly writes: PatientWrites;
  readonly onClose: () => void;
}

/** Adds an alert to the banner of a person. */
export function AlertDialog({
  patientId,
  patient,
  writes,
  onClose,
}: AlertDialogProps): JSX.Element {
  const draft = useDraft<AlertForm>(`alert/${patientId}`, NO_ALERT);
  const form = draft.value.value;
  const isTried = useSignal(false);
  const close = (): void => {
    draft.clear();
    onClose();
  };
  const fault = faultOf(form.text);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    isTried.value = true;
    if (fault) return;
    await writes.addAlert(form);
    close();
  };
  return (
    <Dialog
      title={t('chart.alertAdd')}
      onClose={close}
      footer={
        <>
          <Button kind="main" type="submit" form="alert-form">
            {t('chart.alertAdd')}
          </Button>
          <Button kind="quiet" onClick={close}>
            {t('chart.cancel')}
          </Button>
        </>
      }
    >
      <PersonCard patient={patient} />
      <form id="alert-form" class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <SelectField
          label={t('chart.alertKind')}
          value={form.kind}
          options={KINDS.map((value) => ({ value, label: t(`chart.${value}`) }))}
          onChange={(kind) => (draft.value.value = { ...form, kind: kind as Alert['kind'] })}
        />
        <TextArea
          label={t('chart.alertText')}
          value={form.text}
          rows={2}
          error={isTried.value ? fault : undefined}
          onInput={(text) => (draft.value.value = { ...form, text })}
        />
      </form>
    </Dialog>
  );
}

function faultOf(text: string): string | undefined {
  if (text.trim() === '') return t('chart.alertTextNeeded');
  return text.trim().length > TEXT_LIMIT
    ? t('chart.alertTextLong', { limit: TEXT_LIMIT })
    : undefined;
}
