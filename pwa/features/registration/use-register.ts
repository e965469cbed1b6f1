import { newId, type PatientId } from '#shared/domain/ids.ts';
import type { Patient, Photo } from '#shared/domain/patient.ts';
import { identifierFor, registerPatient } from '#shared/domain/register-patient.ts';
import { standingIn, type Identity } from '#shared/domain/stand-in.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { RegistrationDraft } from '#pwa/store/registration-draft.ts';
import type { Replica, WriteError } from '#pwa/store/replica.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { nextTemporary, refillMrns, takeMrn } from '#pwa/store/take-mrn.ts';
import { writeErrorOf } from '#pwa/store/write-error-of.ts';

interface Registered {
  readonly id: PatientId;
  readonly patient: Patient;
}
type Register = (
  draft: Pick<RegistrationDraft, 'typed' | 'photo' | 'identity'>,
  today: string,
) => Promise<Result<Registered, WriteError>>;

/** Registers a new person under a number from this device's pool, or a temporary one where it is empty. */
export function useRegister(): Register {
  const replica = useReplica();
  const session = useSession();
  const { deviceStore } = usePlatform();
  return async ({ typed, photo, identity = { kind: 'known' } }, today) => {
    if (!replica || session.kind !== 'signed-in') {
      return err({ kind: 'signed-out' });
    }
    if (!replica.isKept) return err({ kind: 'read-only' });
    const drawn = await drawNumber(deviceStore, identity);
    if (!drawn.ok) return drawn;
    const { mrn, count } = drawn.value;
    const identifier = identifierFor(mrn, { id: session.device.id, count });
    const registered = registerPatient(typed, identifier, { today, newKey: newId });
    const named = standingIn(registered, identity);

    const id = newId<PatientId>();
    const isPhotoKept = photo !== undefined && (await sendPhoto(photo, id, replica));
    const patient = isPhotoKept ? { ...named, photo } : named;
    const written = await replica.act('register patient', [
      { collection: 'patients', id, change: (before) => before ?? patient },
    ]);
    if (written.ok) return ok({ id, patient });
    if (mrn !== null) await refillMrns(deviceStore, [mrn]).catch(() => undefined);
    return written;
  };
}

/** False where it cannot be kept to be sent: that is no reason not to register, and the record names none. */
async function sendPhoto(photo: Photo, id: PatientId, { photos }: Replica): Promise<boolean> {
  try {
    const { sendLater } = await import('#pwa/store/photos.ts');
    await sendLater(photo, id, { outbox: photos });
    return true;
  } catch {
    return false;
  }
}

/** The next number of the pool, or the count of a temporary one; a device without room or memory gives none. */
async function drawNumber(
  deviceStore: DeviceStore,
  { kind }: Identity,
): Promise<Result<{ readonly mrn: string | null; readonly count: number }, WriteError>> {
  try {
    // Who it is may be found out tomorrow, and have a number already.
    const mrn = kind === 'unknown' ? null : await takeMrn(deviceStore);
    return ok({ mrn, count: mrn === null ? await nextTemporary(deviceStore) : 0 });
  } catch (cause) {
    return err(writeErrorOf(cause));
  }
}
