import { newId } from '#shared/domain/ids.ts';
import { createPush } from '#server/services/push.ts';
import { openSqliteStore } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import { aChange, aDevice, anEntry, aPerson, aRow } from '#server/testing/a-hospital.ts';
import type { Acknowledged } from './proof.ts';

export interface PushedCopy {
  readonly store: Store;
  /** One push of one new patient, and its answer waited for. */
  readonly push: () => Promise<Acknowledged>;
}

/** A hospital's copy in `file`, and somebody who pushes into it. */
export function openCopy(file: string): PushedCopy {
  const clock = { now: () => Date.now() };
  const store = openSqliteStore(file, { clock, newEpoch: () => newId() });
  const land = createPush({ store, clock, onPoison: () => undefined, onLanded: () => undefined });
  const doctor = aPerson('doctor');
  const device = aDevice([doctor]);
  return {
    store,
    push: async () => {
      const id = newId<string>();
      const entry = anEntry(doctor, [aChange('/comment', undefined, 'x'.repeat(3000))]);
      const answer = await land(device, { collection: 'patients', rows: [aRow(id, entry)] });
      const [result] = (JSON.parse(answer) as { results: readonly { outcome: string }[] }).results;
      if (result?.outcome !== 'applied') throw new Error(`a push was not taken: ${answer}`);
      return { id, mutation: entry.id };
    },
  };
}
