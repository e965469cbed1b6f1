import type { CollectionName } from '#shared/domain/collections.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { Claim } from './claims.ts';
import type { EscrowRow, EscrowSettled } from './escrow.ts';
import type { Wanted } from './jobs.ts';
import type { Opening } from './openings.ts';
import type { DeviceReturn, Lineage } from './restores.ts';
import { meets, searchKeysOf } from './search-keys.ts';
import type {
  Find,
  HistoryQuery,
  HistoryRow,
  KnownMutation,
  SeenMutation,
  Staged,
  StoredDocument,
} from './store.ts';

interface StagedMove {
  readonly collection: CollectionName;
  readonly id: string;
  readonly kind: 'enter' | 'leave';
}

interface Parts {
  readonly documents: Staged;
  readonly moves: StagedMove;
  readonly mutations: SeenMutation;
  readonly escrow: EscrowRow;
  readonly lineages: Lineage;
  readonly meta: string;
}
interface Lists {
  readonly settled: { readonly key: string; readonly settled: EscrowSettled | null };
  readonly returned: DeviceReturn;
  readonly openings: Opening;
  readonly claims: Claim;
  /** Targets whose claims have begun or ended. */
  readonly due: string;
  readonly wanted: Wanted;
}
type Maps = { readonly [P in keyof Parts]: ReadonlyMap<string, Parts[P]> };
/** What one transaction has staged and not written yet. */
export type Staging = Maps & { readonly [L in keyof Lists]: readonly Lists[L][] } & {
  readonly facility: Facility | null;
};

/**
 * Takes what a transaction stages, and goes back to where a savepoint began. It remembers each step instead of copying what is there:
 * copies for every row made a push of a hundred quadratic.
 */
export interface Stage {
  readonly staging: Staging;
  set<P extends keyof Parts>(part: P, key: string, value: Parts[P]): void;
  add<L extends keyof Lists>(list: L, value: Lists[L]): void;
  setFacility(facility: Facility): void;
  /** Where it stands. */
  mark(): number;
  /** Takes back what was staged since a mark. */
  backTo(mark: number): void;
}

/** Opens one with nothing on it. */
export function openStage(): Stage {
  const maps = {
    documents: new Map<string, Staged>(),
    moves: new Map<string, StagedMove>(),
    mutations: new Map<string, SeenMutation>(),
    escrow: new Map<string, EscrowRow>(),
    lineages: new Map<string, Lineage>(),
    meta: new Map<string, string>(),
  };
  const lists = {
    settled: [] as Lists['settled'][],
    returned: [] as DeviceReturn[],
    openings: [] as Opening[],
    claims: [] as Claim[],
    due: [] as string[],
    wanted: [] as Wanted[],
  };
  const staging = { ...maps, ...lists, facility: null as Facility | null };
  const steps: (() => void)[] = [];
  return {
    staging,
    set: (part, key, value) => {
      const map = maps[part] as Map<string, typeof value>;
      const before = map.get(key);
      map.set(key, value);
      steps.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    },
    add: (list, value) => {
      const all = lists[list] as (typeof value)[];
      all.push(value);
      steps.push(() => all.pop());
    },
    setFacility: (facility) => {
      const before = staging.facility;
      staging.facility = facility;
      steps.push(() => (staging.facility = before));
    },
    mark: () => steps.length,
    backTo: (mark) => {
      for (const back of steps.splice(mark).toReversed()) back();
    },
  };
}

/** Where a document stands in a transaction: `<collection>/<id>`. */
export function documentKey(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}

/** Stages a version; entries of an earlier one in the same transaction stay, in order. */
export function putOn(stage: Stage, staged: Staged): void {
  const key = documentKey(staged.collection, staged.id);
  const before = stage.staging.documents.get(key)?.entries ?? [];
  stage.set('documents', key, {
    ...staged,
    entries: [...before, ...staged.entries],
  });
}

/** A staged version as a document; it has no number yet. */
export function stagedDocument(staging: Staging, key: string): StoredDocument | null {
  const staged = staging.documents.get(key);
  if (!staged) return null;
  const { collection, id, content } = staged;
  return { collection, id, content, rev: '', seq: 0, acceptedAt: '' };
}

/** What a search finds once the staged versions are put in place of the stored ones. */
export function overlaid(
  staging: Staging,
  query: Find,
  stored: readonly StoredDocument[],
): readonly StoredDocument[] {
  const mine: Staged[] = [];
  // No copy of all of them: every row of a push asks.
  for (const one of staging.documents.values())
    if (one.collection === query.collection) mine.push(one);
  if (mine.length === 0) return stored;
  const replaced = new Set(mine.map(({ id }) => id));
  const met = mine.filter(({ collection, content }) => {
    const keys = searchKeysOf(collection, content);
    return (query.where ?? []).every((one) => meets(keys, one));
  });
  return [
    ...stored.filter(({ id }) => !replaced.has(id)),
    ...met.map(({ collection, id, content }) => ({
      collection,
      id,
      content,
      rev: '',
      seq: 0,
      acceptedAt: '',
    })),
  ];
}

/** Mutations of this transaction among the named ones. */
export function stagedMutations(
  staging: Staging,
  ids: readonly string[],
): readonly KnownMutation[] {
  return ids.flatMap((id) => staging.mutations.get(id) ?? []);
}

/** Entries of this transaction about one document, newest first, as the history will have them; they have no number yet. */
export function stagedHistory(
  staging: Staging,
  query: HistoryQuery,
  acceptedAt: string,
): readonly HistoryRow[] {
  if ('patientId' in query) return [];
  const { collection, id } = query;
  const entries = staging.documents.get(documentKey(collection, id))?.entries ?? [];
  return entries.toReversed().map((entry) => ({ ...entry, seq: 0, collection, id, acceptedAt }));
}
