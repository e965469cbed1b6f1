import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { allergyFormOf } from '#shared/domain/edit-allergy.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { NO_ALLERGY, type AllergyError, type AllergyForm } from '#shared/domain/record-allergy.ts';
import { unreachable } from '#shared/lib/assert.ts';
import { t } from '#pwa/i18n/t.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { AllergyFields } from './allergy-fields.tsx';
import type { PatientWrites } from './use-patient-writes.ts';

interface AllergyDialogProps {
  readonly patientId: string;
  readonly patient: Patient;
  /** Null for a new one. */
  readonly allergyId: string | null;
  readonly writes: PatientWrites;
  readonly onClose: () => void;
}
/** What the form showed at first, and what stands in it now. */
interface Edit {
  readonly shown: AllergyForm;
  readonly typed: AllergyForm;
}

/** Adds an allergy, or changes what is known of one. What is half typed survives a reload. */
export function AllergyDialog(props: AllergyDialogProps): JSX.Element {
  const { patientId, patient, allergyId, writes, onClose } = props;
  const allergy = allergyId === null ? undefined : patient.allergies?.[allergyId];
  const draft = useDraft<Edit | null>(`allergy/${patientId}/${allergyId ?? 'new'}`, null);
  const begun = allergy ? allergyFormOf(allergy) : NO_ALLERGY;
  const edit = draft.value.value ?? { shown: begun, typed: begun };
  const error = useSignal<AllergyError | null>(null);
  const close = (): void => {
    draft.clear();
    onClose();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done =
      allergyId === null
        ? await writes.addAllergy(edit.typed, patient)
        : await writes.editAllergy(allergyId, edit, patient);
    error.value = done.ok ? null : done.error;
    if (done.ok) close();
  };
  return (
    <Dialog
      title={t(allergyId === null ? 'chart.allergyAdd' : 'chart.allergyEdit')}
      onClose={close}
      wide
      footer={
        <>
          <Button kind="main" type="submit" form="allergy-form">
            {t(allergyId === null ? 'chart.addAllergy' : 'chart.save')}
          </Button>
          <Button kind="quiet" onClick={close}>
            {t('chart.cancel')}
          </Button>
        </>
      }
    >
      <PersonCard patient={patient} />
      <form id="allergy-form" class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <AllergyFields
          form={edit.typed}
          faults={error.value ? faultsOf(error.value) : {}}
          onChange={(typed) => (draft.value.value = { ...edit, typed })}
        />
      </form>
    </Dialog>
  );
}

/** Which field an error is about, in words. */
function faultsOf(error: AllergyError): { readonly substance?: string; readonly onset?: string } {
  switch (error.kind) {
    case 'no-substance':
      return { substance: t('chart.errorNoSubstance') };
    case 'too-long':
      return { substance: t('chart.errorTooLong', error) };
    case 'no-allergy-named':
      return { substance: t('chart.errorNoAllergyNamed') };
    case 'in-force-already':
      return { substance: t('chart.errorInForce') };
    case 'not-a-year':
      return { onset: t('chart.errorNotAYear') };
    default:
      return unreachable(error);
  }
}
