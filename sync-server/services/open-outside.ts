import { newId, type PatientId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { deviceScope, FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { Store } from '#server/store/store.ts';

type OpenOutsideError = { readonly kind: 'no-such-patient' | 'not-allowed' };
/** Brings the record of a person to a device that none of its places brings it to. */
export type OpenOutside = (
  who: { readonly person: Person; readonly device: KnownDevice },
  id: PatientId,
  reason: string,
) => Promise<Result<{ readonly until: string }, OpenOutsideError>>;

/** As long as a shift. */
const OPEN_MS = 12 * 3_600_000;

/**
 * Break-glass: whoever may write in records may open one outside their device's places, for a reason. Who, where, whose and why is
 * written down in the same transaction; the copy leaves the device when the time is over.
 */
export function createOpenOutside({
  store,
  clock,
  onChange,
}: {
  readonly store: Store;
  readonly clock: Clock;
  /** Called when the administrator's page would show something else. */
  readonly onChange: () => void;
}): OpenOutside {
  return async ({ person, device }, id, reason) => {
    if (!mayWrite(person.roles, 'patients', '/comment')) return err({ kind: 'not-allowed' });
    if ((await store.readDocument('patients', id)) === null)
      return err({ kind: 'no-such-patient' });
    const now = clock.now();
    const ends = now + OPEN_MS;
    const until = instantAt(ends);
    if (device.scopes.includes(FACILITY_SCOPE)) return ok({ until });
    await store.transaction(async (tx) => {
      tx.claim({ target: `patients/${id}`, scope: deviceScope(device.id), starts: 0, ends });
      tx.keepOpening({
        id: newId(),
        at: instantAt(now),
        until,
        personId: person.id,
        deviceId: device.id,
        patientId: id,
        reason,
      });
    });
    onChange();
    return ok({ until });
  };
}
