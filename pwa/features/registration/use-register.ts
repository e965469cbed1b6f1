import type { Demographics } from '#shared/domain/demographics.ts';
import { newId, type PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { identifierFor, registerPatient } from '#shared/domain/register-patient.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { WriteError } from '#pwa/store/replica.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { nextTemporary, refillMrns, takeMrn } from '#pwa/store/take-mrn.ts';

interface Registered {
  readonly id: PatientId;
  readonly patient: Patient;
}
type Register = (typed: Demographics, today: string) => Promise<Result<Registered, WriteError>>;

/** Registers a new person under a number from this device's pool, or a temporary one where it is empty. */
export function useRegister(): Register {
  const replica = useReplica();
  const session = useSession();
  const { deviceStore } = usePlatform();
  return async (typed, today) => {
    if (!replica || session.kind !== 'signed-in') {
      return { ok: false, error: { kind: 'signed-out' } };
    }
    const mrn = await takeMrn(deviceStore);
    const count = mrn === null ? await nextTemporary(deviceStore) : 0;
    const identifier = identifierFor(mrn, { id: session.device.id, count });
    const patient = registerPatient(typed, identifier, { today, newKey: newId });
    const id = newId<PatientId>();
    const written = await replica.act('register patient', [
      { collection: 'patients', id, change: (before) => before ?? patient },
    ]);
    if (written.ok) return ok({ id, patient });
    if (mrn !== null) await refillMrns(deviceStore, [mrn]);
    return written;
  };
}
