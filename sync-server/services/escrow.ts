import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import { ROLES, type Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { isMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { EscrowPage, EscrowVerdict, EscrowVerdictAnswer } from '#shared/sync/escrow.ts';
import { parsePushRow } from '#shared/sync/parse-push.ts';
import type { PushRow, RefusalCode } from '#shared/sync/push.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { EscrowRow } from '#server/store/escrow.ts';
import type { LandedEntry, Store, StoreTx } from '#server/store/store.ts';
import { closeRefusal } from './disputes.ts';
import { knownDevice } from './devices.ts';
import { readEscrowPage } from './escrow-page.ts';
import { hashOf } from './push-hash.ts';
import { putVersion } from './push-put.ts';
import { landOne, type Progress } from './push-row.ts';

export type EscrowError =
  | { readonly kind: 'no-such-row' }
  /** Nobody's word makes it land: it cannot be read, or the rules of the record forbid it. */
  | { readonly kind: 'cannot-land'; readonly code: RefusalCode };

/** Writes that the hospital did not take, waiting for a person (S4, S17). `by` is null for somebody at the hospital's machine. */
export interface Escrow {
  readonly list: () => Promise<readonly EscrowRow[]>;
  readonly page: () => Promise<EscrowPage>;
  /** Lands a write under its author's name after all: whoever lets it in vouches for the right that was missing. */
  readonly apply: (key: string, by: PersonId | null) => Promise<Result<void, EscrowError>>;
  /** It stays out of the record, and is kept with the reason. */
  readonly setAside: (
    key: string,
    by: PersonId | null,
    reason: string,
  ) => Promise<Result<void, EscrowError>>;
  /** Several in the order in which they are to land; the first that cannot stops those behind it. */
  readonly decide: (verdict: EscrowVerdict, by: PersonId) => Promise<EscrowVerdictAnswer>;
}
export interface EscrowDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Called when the administrator's page would show something else. */
  readonly onChange?: () => void;
}
const MOST_LISTED = 1000;
/** What a history says of who let a write in. */
const LET_IN = 'let-in';

/** Over the store; the author hears of the end, because the dispute about it closes with who settled it, how and why. */
export function createEscrow(deps: EscrowDeps): Escrow {
  const { store, clock } = deps;
  const apply: Escrow['apply'] = async (key, by) => {
    const row = await store.transaction((tx) => tx.readEscrow(key));
    if (!row || row.settled) return err({ kind: 'no-such-row' });
    const read = parsePushRow(JSON.parse(row.row));
    const [entry] = read.ok ? read.value.trail : [];
    if (!read.ok || !entry) return err({ kind: 'cannot-land', code: row.code });
    const device = await store.devices.readDevice(row.device as DeviceId);
    if (!device) return err({ kind: 'no-such-row' });
    const vouched = knownDevice(device, [vouchedFor(entry)]);
    const acceptedAt = instantAt(clock.now());
    return store.transaction((tx) =>
      land({ tx, device: vouched, acceptedAt }, row, { pushed: read.value, entry, by }),
    );
  };
  const setAside: Escrow['setAside'] = (key, by, reason) =>
    store.transaction(async (tx) => {
      const row = await tx.readEscrow(key);
      if (!row || row.settled) return err({ kind: 'no-such-row' } as const);
      await settle(tx, row, { decision: 'set-aside', by, at: instantAt(clock.now()), reason });
      return ok(undefined);
    });
  return {
    list: () => store.listEscrow(MOST_LISTED),
    page: () => readEscrowPage(store),
    apply,
    setAside,
    decide: async (verdict, by) => {
      const settled: string[] = [];
      for (const key of verdict.keys) {
        const done = await (verdict.decision === 'apply'
          ? apply(key, by)
          : setAside(key, by, verdict.reason));
        if (!done.ok) {
          const { error } = done;
          const code = error.kind === 'cannot-land' ? error.code : error.kind;
          return told(deps, { settled, stopped: { key, code } });
        }
        settled.push(key);
      }
      return told(deps, { settled, stopped: null });
    },
  };
}

function told({ onChange }: EscrowDeps, answer: EscrowVerdictAnswer): EscrowVerdictAnswer {
  onChange?.();
  return answer;
}

interface Vouched {
  readonly pushed: PushRow;
  readonly entry: TrailEntry;
  readonly by: PersonId | null;
}

async function land(
  deps: { readonly tx: StoreTx; readonly device: KnownDevice; readonly acceptedAt: string },
  row: EscrowRow,
  { pushed, entry, by }: Vouched,
): Promise<Result<void, EscrowError>> {
  const { tx, acceptedAt } = deps;
  const { collection } = row;
  const before = await tx.readDocument(collection, pushed.id);
  const start: Progress = {
    content: before?.content ?? null,
    landed: [],
    code: undefined,
    hasClash: false,
  };
  const [seen] = await tx.knownMutations([entry.id]);
  const coming = { entry, hash: hashOf(entry), seen };
  const place = { row: pushed, before };
  const next = await landOne({ ...deps, leases: [], collection }, place, start, coming);
  if (next.code !== undefined) return err({ kind: 'cannot-land', code: next.code });
  const { content, landed } = next;
  if (content && landed.length > 0) {
    const all = [...landed, letIn(entry, by, acceptedAt)];
    await putVersion(deps, { collection, id: pushed.id, before, content, landed: all });
  }
  await settle(tx, row, { decision: 'applied', by, at: acceptedAt, reason: null });
  return ok(undefined);
}

/** The history of the record says who let the write in, right behind it; it changes nothing by itself. */
export function letIn({ action }: TrailEntry, by: PersonId | null, at: string): LandedEntry {
  const said = { id: action.id, name: LET_IN };
  return { mutationId: null, by, device: null, at, action: said, changes: [] };
}

interface Settling {
  readonly decision: 'applied' | 'set-aside';
  readonly by: PersonId | null;
  readonly at: string;
  readonly reason: string | null;
}

async function settle(tx: StoreTx, row: EscrowRow, settling: Settling): Promise<void> {
  const { key } = row;
  const { reason, ...said } = settling;
  const value: unknown = JSON.parse(row.row);
  tx.settleEscrow(key, settling);
  if (!isMap(value) || typeof value['id'] !== 'string') return;
  const settled = { ...said, ...(reason === null ? {} : { reason }) };
  await closeRefusal(tx, value['id'], { key, acceptedAt: settling.at, settled });
}

/** The author with every right: whoever releases it has looked at it. */
export function vouchedFor({ by }: TrailEntry): Person {
  return { id: by, username: '', name: '', roles: ROLES, practitionerId: null, isActive: true };
}
