import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { demographicsOf, type Demographics } from '#shared/domain/demographics.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { withDemographics } from '#shared/domain/with-demographics.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { useOpenReplica } from '#pwa/store/replica-context.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { PatientBanner } from '#pwa/widgets/patient-banner.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';
import { DemographicsFields } from './demographics-fields.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { useForm } from './use-form.ts';

/** Changes who a person is and how to reach them; only what was changed is written. */
export function EditPatientScreen({ id }: { readonly id: string }): JSX.Element {
  return (
    <Screen title={t('chart.editTitle')} heading={<span />} wide>
      <WhenReady live={usePatient(id)}>
        {([row]) =>
          row ? (
            <EditForm id={id} patient={row.content} />
          ) : (
            <div class="chart-body">
              <Notice tone="caution" title={t('chart.absent')}>
                {t('chart.absentWhy')}
              </Notice>
            </div>
          )
        }
      </WhenReady>
    </Screen>
  );
}

/** What the form showed when the first letter was typed, and what stands in it now. */
interface Edit {
  readonly shown: Demographics;
  readonly typed: Demographics;
}

function EditForm({
  id,
  patient,
}: {
  readonly id: string;
  readonly patient: Patient;
}): JSX.Element {
  const today = useToday();
  const draft = useDraft<Edit | null>(`edit/${id}`, null);
  const edit = draft.value.value ?? {
    shown: demographicsOf(patient),
    typed: demographicsOf(patient),
  };
  const { root, faults, check } = useForm(edit.typed, today);
  const mayEdit = mayWrite(useRoles(), 'patients', '/names');
  const save = useSave({ id, patient, today, onSaved: () => draft.clear() });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (mayEdit && check()) void save.run(edit);
  };
  return (
    <>
      <PatientBanner patient={patient} />
      <div class="chart-body">
        <form
          ref={root}
          class="card pad stack form"
          aria-label={t('chart.editTitle')}
          noValidate
          onSubmit={submit}
        >
          <h2>{t('chart.editTitle')}</h2>
          {save.failed && <Failed why={save.failed} />}
          {draft.isRestored.value && draft.value.value && (
            <RestoredNotice onStartOver={() => draft.clear()} />
          )}
          <DemographicsFields
            typed={edit.typed}
            faults={faults}
            today={today}
            onChange={(typed) => (draft.value.value = { ...edit, typed })}
          />
          <div class="form-foot row">
            <Button kind="main" type="submit" disabled={!mayEdit} why={t('chart.mayNotEdit')}>
              {t('chart.save')}
            </Button>
            <a class="btn btn-quiet" href={`/patients/${id}`} onClick={() => draft.clear()}>
              {t('chart.cancel')}
            </a>
          </div>
        </form>
      </div>
    </>
  );
}

function Failed({ why }: { readonly why: string }): JSX.Element {
  return (
    <Notice tone="alarm" title={why}>
      {t('registration.typedKept')}
    </Notice>
  );
}

interface Save {
  readonly failed: string | null;
  run(edit: Edit): Promise<void>;
}

interface SaveDeps {
  readonly id: string;
  readonly patient: Patient;
  readonly today: string;
  readonly onSaved: () => void;
}

function useSave({ id, patient, today, onSaved }: SaveDeps): Save {
  const replica = useOpenReplica();
  const { route } = useLocation();
  const failed = useSignal<string | null>(null);
  const run = async (edit: Edit): Promise<void> => {
    const written = await replica.act('edit patient', [
      {
        collection: 'patients',
        id,
        change: (before) =>
          withDemographics((before ?? {}) as Patient, edit, { today, newKey: newId }),
      },
    ]);
    if (!written.ok) {
      failed.value = writeErrorWords(written.error);
      return;
    }
    onSaved();
    route(`/patients/${id}`);
    const now = withDemographics(patient, edit, { today, newKey: newId });
    tellOutcome(written, { about: personLine(now), said: t('chart.saved'), undo: replica.undo });
  };
  return { failed: failed.value, run };
}
