import { useLocation } from 'preact-iso/router';
import { newId, type LocationId, type PatientId, type PractitionerId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import { useBedWrites } from '#pwa/store/use-bed-writes.ts';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import type { AdmissionForm } from './use-admission.ts';

/** Admits, or moves whoever lies in hospital already, and goes to the ward. What was typed is given up only when it is stored. */
export function useAdmit(form: AdmissionForm): () => Promise<void> {
  const writes = useBedWrites();
  const { route } = useLocation();
  return async () => {
    const { bed, lies, patient } = form;
    if (!bed) return;
    const place = { bedId: bed.id as LocationId, wardId: form.wardId as LocationId };
    const done = lies
      ? await writes.move([{ encounterId: lies.encounterId, to: place }])
      : await writes.admit(newId<string>(), {
          patientId: form.patientId as PatientId,
          place,
          reason: form.reason,
          practitionerId: (form.practitionerId || undefined) as PractitionerId | undefined,
        });
    tellOutcome(done, {
      about: personLine(patient),
      said: t(lies ? 'wards.moved' : 'wards.admitted', { bed: bed.bed.name }),
      undo: writes.undo,
    });
    if (!done.ok) return;
    form.clear();
    route(`/wards/${form.wardId}`);
  };
}
