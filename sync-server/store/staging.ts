import type { CollectionName } from '#shared/domain/collections.ts';
import type { Facility } from '#shared/sync/session.ts';
import type { Claim } from './claims.ts';
import type { Opening } from './openings.ts';
import type { DeviceReturn, Lineage } from './restores.ts';
import { meets, searchKeysOf, type SearchKey } from './search-keys.ts';
import type {
  EscrowRow,
  Find,
  HistoryQuery,
  HistoryRow,
  KnownMutation,
  SeenMutation,
  Staged,
  StoredDocument,
} from './store.ts';

/** A staged version with the keys it is found by. */
export interface StagedDocument extends Staged {
  readonly keys: readonly SearchKey[];
}
interface StagedMove {
  readonly collection: CollectionName;
  readonly id: string;
  readonly kind: 'enter' | 'leave';
}

/** What one transaction has staged and not written yet; immutable, so that a savepoint is the value it started from. */
export interface Staging {
  readonly documents: ReadonlyMap<string, StagedDocument>;
  readonly moves: ReadonlyMap<string, StagedMove>;
  readonly mutations: ReadonlyMap<string, SeenMutation>;
  readonly escrow: ReadonlyMap<string, EscrowRow>;
  readonly settled: readonly string[];
  readonly lineages: ReadonlyMap<string, Lineage>;
  readonly returned: readonly DeviceReturn[];
  readonly openings: readonly Opening[];
  readonly meta: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  /** Targets whose claims have begun or ended. */
  readonly due: readonly string[];
  readonly facility: Facility | null;
}
export const NOTHING_STAGED: Staging = {
  documents: new Map(),
  moves: new Map(),
  mutations: new Map(),
  escrow: new Map(),
  settled: [],
  lineages: new Map(),
  returned: [],
  openings: [],
  meta: new Map(),
  claims: [],
  due: [],
  facility: null,
};

/** Where a document stands in a transaction: `<collection>/<id>`. */
export function documentKey(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}

/** Stages a version; entries of an earlier one in the same transaction stay, in order. */
export function withDocument(staging: Staging, staged: Staged): Staging {
  const key = documentKey(staged.collection, staged.id);
  const before = staging.documents.get(key)?.entries ?? [];
  const next: StagedDocument = {
    ...staged,
    entries: [...before, ...staged.entries],
    keys: searchKeysOf(staged.collection, staged.content),
  };
  return { ...staging, documents: withEntry(staging.documents, key, next) };
}

/** A copy of one part with an entry more. */
export function withEntry<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
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
  const mine = [...staging.documents.values()].filter(
    ({ collection }) => collection === query.collection,
  );
  if (mine.length === 0) return stored;
  const replaced = new Set(mine.map(({ id }) => id));
  const met = mine.filter(({ keys }) => (query.where ?? []).every((one) => meets(keys, one)));
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
