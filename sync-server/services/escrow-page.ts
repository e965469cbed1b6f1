import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { isMap, readAt, type Json, type JsonMap } from '#shared/lib/json.ts';
import type { EscrowEntry, EscrowPage } from '#shared/sync/escrow.ts';
import { isEntry } from '#shared/sync/parse-push.ts';
import type { EscrowRow, KeptRow } from '#server/store/escrow.ts';
import type { Store } from '#server/store/store.ts';

const MOST_WAITING = 200;
const MOST_SETTLED = 50;

/** What waits for an administrator with the hospital's copy beside it, and what was settled lately. */
export async function readEscrowPage(store: Store): Promise<EscrowPage> {
  const people = await store.accounts.listAccounts();
  const devices = await store.devices.listDevices();
  const names = new Map([...people, ...devices].map(({ id, name }) => [id as string, name]));
  const waiting: EscrowEntry[] = [];
  for (const row of await store.listEscrow(MOST_WAITING))
    waiting.push(await entryOf(store, names, { ...row, settled: null }));
  const settled: EscrowEntry[] = [];
  for (const row of await store.listSettled(MOST_SETTLED))
    settled.push(await entryOf(store, names, row));
  return { waiting, count: await store.countEscrow(), settled };
}

type Names = ReadonlyMap<string, string>;

async function entryOf(store: Store, names: Names, row: KeptRow): Promise<EscrowEntry> {
  const { key, code, collection, at, settled } = row;
  const { id, entry } = saidBy(row);
  const content =
    id === null ? null : ((await store.readDocument(collection, id))?.content ?? null);
  const patientId = id === null ? null : patientOf(collection, id, { content, entry });
  return {
    key,
    code,
    collection,
    at,
    deviceName: names.get(row.device) ?? null,
    subject: id === null ? null : { id, patientId },
    patient: await personOf(store, patientId),
    author: entry === null ? null : (names.get(entry.by) ?? null),
    entry,
    hospital: content === null ? null : valuesAt(content, entry),
    settled: settled && { ...settled, by: settled.by && (names.get(settled.by) ?? null) },
  };
}

/** What a row says of itself, as far as it can be read. */
function saidBy({ row }: EscrowRow): {
  readonly id: string | null;
  readonly entry: TrailEntry | null;
} {
  const value: unknown = JSON.parse(row);
  if (!isMap(value)) return { id: null, entry: null };
  const { id, trail } = value as { readonly id?: unknown; readonly trail?: unknown };
  const [first]: unknown[] = Array.isArray(trail) ? trail : [];
  return { id: typeof id === 'string' ? id : null, entry: isEntry(first) ? first : null };
}

function patientOf(
  collection: EscrowRow['collection'],
  id: string,
  { content, entry }: { readonly content: JsonMap | null; readonly entry: TrailEntry | null },
): string | null {
  if (collection === 'patients') return id;
  const written = entry?.changes.find(({ path }) => path === '/patientId')?.after;
  const named = content?.['patientId'] ?? written;
  return typeof named === 'string' ? named : null;
}

/** Who somebody is; nobody is told of restricted people here. */
async function personOf(store: Store, id: string | null): Promise<EscrowEntry['patient']> {
  const found = id === null ? null : await store.readDocument('patients', id);
  const patient = found?.content as Patient | undefined;
  if (!patient || patient.isRestricted) return null;
  const { names = {}, birthDate, sex, identifiers = {} } = patient;
  return { names, identifiers, ...(birthDate ? { birthDate } : {}), ...(sex ? { sex } : {}) };
}

/** What the hospital's copy says where the write would change it. */
function valuesAt(content: JsonMap, entry: TrailEntry | null): Readonly<Record<string, Json>> {
  const values = (entry?.changes ?? []).flatMap(({ path }) => {
    const value = readAt(content, path);
    return value === undefined ? [] : [[path, value] as const];
  });
  return Object.fromEntries(values);
}
