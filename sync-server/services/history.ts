import type { WireDocument } from '#shared/domain/envelope.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { HistoryAnswer, RecordAnswer } from '#shared/sync/history.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { Store } from '#server/store/store.ts';
import type { ReadRecord } from './window-record.ts';

type HistoryError = { readonly kind: 'no-such-patient' };

/** What the hospital holds of a patient beyond the copy on devices; `scopes` are those of the device that asks. */
export interface History {
  /** Newest first, in pages; `before` is `next` of the page before. */
  readonly read: (
    id: PatientId,
    scopes: readonly Scope[],
    before: number | undefined,
  ) => Promise<Result<HistoryAnswer, HistoryError>>;
  /** Appointments and encounters outside the window of time that devices hold. */
  readonly record: (
    id: PatientId,
    scopes: readonly Scope[],
  ) => Promise<Result<RecordAnswer, HistoryError>>;
}

const PAGE = 100;

/** Reads on demand; nothing of it is kept on a device. */
export function createHistory(store: Store, readRecord: ReadRecord): History {
  const isThere = async (id: PatientId, scopes: readonly Scope[]): Promise<boolean> => {
    const wire = await store.readWire('patients', id, scopes);
    return wire !== null && !(JSON.parse(wire) as WireDocument)._deleted;
  };
  return {
    read: async (id, scopes, before) => {
      if (!(await isThere(id, scopes))) return err({ kind: 'no-such-patient' });
      return ok(await readPage(store, id, before));
    },
    record: async (id, scopes) => {
      if (!(await isThere(id, scopes))) return err({ kind: 'no-such-patient' });
      return ok(await readRecord(id));
    },
  };
}

async function readPage(
  store: Store,
  patientId: PatientId,
  before: number | undefined,
): Promise<HistoryAnswer> {
  const query = { patientId, limit: PAGE + 1, ...(before === undefined ? {} : { before }) };
  const found = await store.readHistory(query);
  const names = await namesOf(store);
  const rows = found.slice(0, PAGE).map(({ seq, collection, id, at, acceptedAt, ...row }) => ({
    seq,
    collection,
    id,
    by: row.by,
    byName: row.by === null ? null : (names.get(row.by) ?? null),
    device: row.device,
    deviceName: row.device === null ? null : (names.get(row.device) ?? null),
    at,
    acceptedAt,
    action: row.action,
    changes: row.changes,
  }));
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.seq ?? null) : null };
}

async function namesOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const people = await store.accounts.listAccounts();
  const devices = await store.devices.listDevices();
  return new Map([...people, ...devices].map(({ id, name }) => [id, name]));
}
