import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { demographicsOf, type Demographics } from '#shared/domain/demographics.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { promoted, toPromote } from '#shared/domain/stand-in.ts';
import { withDemographics } from '#shared/domain/with-demographics.ts';
import type { ListEdit } from '#shared/domain/with-lists.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useOpenReplica } from '#pwa/store/replica-context.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { refillMrns, takeMrn } from '#pwa/store/take-mrn.ts';
import { useDraft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { PatientBanner } from '#pwa/widgets/patient-banner.tsx';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';
import { WhenHeld } from '#pwa/widgets/when-held.tsx';
import { DemographicsFields } from './demographics-fields.tsx';
import { lazyPart } from '#pwa/ui/lazy-part.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { useForm } from './use-form.ts';

const ListsPart = lazyPart(() => import('./lists-part.tsx').then((m) => m.ListsPart));

/** Changes who a person is and how to reach them; only what was changed is written. */
export function EditPatientScreen({ id }: { readonly id: string }): JSX.Element {
  return (
    <Screen title={t('chart.editTitle')} heading={<span />} wide>
      <WhenHeld id={id}>{(patient) => <EditForm id={id} patient={patient} />}</WhenHeld>
    </Screen>
  );
}

/** What the form showed when the first letter was typed, and what stands in it now. */
interface Edit {
  readonly shown: Demographics;
  readonly typed: Demographics;
  /** What they have several of; absent until something of it was changed. */
  readonly lists?: ListEdit;
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
  const isTried = useSignal(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    isTried.value = true;
    if (mayEdit && check() && !edit.lists?.isFaulty) void save.run(edit);
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
          <ListsPart
            patient={patient}
            edit={edit.lists}
            isTried={isTried.value}
            onEdit={(lists) => (draft.value.value = { ...edit, lists })}
          />
          <Foot id={id} mayEdit={mayEdit} onCancel={() => draft.clear()} />
        </form>
      </div>
    </>
  );
}

interface FootProps {
  readonly id: string;
  readonly mayEdit: boolean;
  readonly onCancel: () => void;
}

function Foot({ id, mayEdit, onCancel }: FootProps): JSX.Element {
  return (
    <div class="form-foot row">
      <Button kind="main" type="submit" disabled={!mayEdit} why={t('chart.mayNotEdit')}>
        {t('chart.save')}
      </Button>
      <a class="btn btn-quiet" href={`/patients/${id}`} onClick={onCancel}>
        {t('chart.cancel')}
      </a>
    </div>
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

/** Writes a form on a record. What lists need comes with them. */
async function writerOf(edit: Edit, today: string): Promise<(before: Patient) => Patient> {
  const { lists } = edit;
  const more = lists && (await import('#shared/domain/with-lists.ts'));
  return (before) => {
    const after = withDemographics(before, edit, { today, newKey: newId });
    return more ? more.withLists(after, lists) : after;
  };
}

interface SaveDeps {
  readonly id: string;
  readonly patient: Patient;
  readonly today: string;
  readonly onSaved: () => void;
}

function useSave({ id, patient, today, onSaved }: SaveDeps): Save {
  const replica = useOpenReplica();
  const { deviceStore } = usePlatform();
  const { route } = useLocation();
  const failed = useSignal<string | null>(null);
  const run = async (edit: Edit): Promise<void> => {
    const write = await writerOf(edit, today);
    const now = write(patient);
    // Known at last: the hospital's own number, if this device has one left.
    const mrn = toPromote(now) === undefined ? null : await takeMrn(deviceStore).catch(() => null);
    const written = await replica.act('edit patient', [
      {
        collection: 'patients',
        id,
        change: (before) => {
          const after = write((before ?? {}) as Patient);
          return mrn === null ? after : promoted(after, mrn);
        },
      },
    ]);
    if (!written.ok) {
      if (mrn !== null) await refillMrns(deviceStore, [mrn]).catch(() => undefined);
      failed.value = writeErrorWords(written.error);
      return;
    }
    onSaved();
    route(`/patients/${id}`);
    const about = personLine(mrn === null ? now : promoted(now, mrn));
    tellOutcome(written, { about, said: t('chart.saved'), undo: replica.undo });
  };
  return { failed: failed.value, run };
}
