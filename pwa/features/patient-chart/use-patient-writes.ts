import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Alert } from '#shared/domain/allergy.ts';
import { editAllergy } from '#shared/domain/edit-allergy.ts';
import type { Patient } from '#shared/domain/patient.ts';
import {
  addAlert,
  addAllergy,
  allergyOf,
  endAlert,
  judgeAllergy,
  recordNoneKnown,
  type AllergyError,
  type AllergyForm,
  type Stamp,
} from '#shared/domain/record-allergy.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { TextKey } from '#pwa/i18n/dictionary.ts';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';

type Said = Extract<TextKey, `chart.action${string}`>;
type Allergies = Pick<Patient, 'allergies'>;

/** What can be done about allergies and alerts. Each is stored here before it is said, and has a way back for ten seconds. */
export interface PatientWrites {
  addAllergy(form: AllergyForm, patient: Allergies): Promise<Result<void, AllergyError>>;
  editAllergy(
    id: string,
    form: { readonly shown: AllergyForm; readonly typed: AllergyForm },
    patient: Patient,
  ): Promise<Result<void, AllergyError>>;
  judge(id: string, verification: 'confirmed' | 'refuted' | 'entered-in-error'): Promise<void>;
  noneKnown(): Promise<void>;
  addAlert(alert: Pick<Alert, 'kind' | 'text'>): Promise<void>;
  endAlert(id: string, status: 'inactive' | 'entered-in-error'): Promise<void>;
}

/** The verbs of one chart. */
export function usePatientWrites(id: string, patient: Patient): PatientWrites {
  const replica = useReplica();
  const session = useSession();
  const write = async (
    name: string,
    said: Said,
    change: (before: Patient) => Patient,
  ): Promise<void> => {
    if (!replica) return;
    const done = await replica.act(name, [
      { collection: 'patients', id, change: (before) => change((before ?? {}) as Patient) },
    ]);
    tellOutcome(done, { about: personLine(patient), said: `${t(said)}.`, undo: replica.undo });
  };
  const stamp = (): Stamp => ({
    by: session.kind === 'signed-in' ? session.person.id : ('' as PersonId),
    at: instantAt(Date.now()),
  });
  return {
    addAllergy: async (form, now) => {
      const read = allergyOf(form, now, stamp());
      if (!read.ok) return read;
      const key = newId();
      await write('record allergy', 'chart.actionAllergy', (p) => addAllergy(p, key, read.value));
      return ok(undefined);
    },
    editAllergy: async (key, form, now) => {
      const change = { ...form, stamp: stamp() };
      const tried = editAllergy(now, key, change);
      if (!tried.ok) return err(tried.error);
      await write('edit allergy', 'chart.actionAllergyEdited', (before) => {
        const edited = editAllergy(before, key, change);
        return edited.ok ? edited.value : before;
      });
      return ok(undefined);
    },
    judge: (key, verification) => {
      const [name, said] = JUDGED[verification];
      return write(name, said, (p) => judgeAllergy(p, key, verification));
    },
    noneKnown: () => {
      const by = stamp();
      return write('no known allergies', 'chart.actionNoneKnown', (p) => recordNoneKnown(p, by));
    },
    addAlert: (alert) => {
      const [key, by] = [newId(), stamp()];
      return write('add alert', 'chart.actionAlert', (p) =>
        addAlert(p, key, { ...alert, stamp: by }),
      );
    },
    endAlert: (key, status) =>
      write('end alert', 'chart.actionAlertEnded', (p) => endAlert(p, key, status)),
  };
}

const JUDGED = {
  confirmed: ['confirm allergy', 'chart.actionAllergyConfirmed'],
  refuted: ['refute allergy', 'chart.actionAllergyRefuted'],
  'entered-in-error': ['allergy in error', 'chart.actionAllergyError'],
} as const;
