import type { Patient } from '#shared/domain/patient.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { present } from '#shared/lib/assert.ts';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import { meets, searchKeysOf } from '#server/store/search-keys.ts';
import type { Condition, Store, StoredDocument } from '#server/store/store.ts';
import { FHIR_TYPES, type FhirType } from './fhir-search-params.ts';
import type { Wanted } from './fhir-search-kinds.ts';

/** One page of a search, as the read API asks for it. */
export interface FhirQuery {
  readonly type: FhirType;
  /** All of them hold. */
  readonly wanted: readonly Wanted[];
  readonly count: number;
  /** `next` of the page before; 0 at the beginning. */
  readonly after: number;
}
interface FhirPage {
  readonly documents: readonly StoredDocument[];
  /** Null at the end. A page may be short, or empty, before it: looking through a large hospital is done in pieces. */
  readonly next: number | null;
  /** Absent where counting would mean reading everything. */
  readonly total?: number;
}
export interface FhirSearch {
  search(query: FhirQuery): Promise<FhirPage>;
  /** Null where there is none, or none that this API shows; `gone` where it was deleted. */
  read(type: FhirType, id: string): Promise<StoredDocument | 'gone' | null>;
  /** The zone of times that a query writes without one. */
  zone(): Promise<string>;
}

const READ_AT_ONCE = 500;
/** So many documents are looked through for one page. */
const MOST_READ = 5000;
const RESTRICTED: Condition = { key: 'restricted', anyOf: ['true'] };

/** Reads the hospital's copy for other systems. Records that are marked restricted are opened by people only, never by a token. */
export function createFhirSearch(store: Store): FhirSearch {
  const isShown = createRestriction(store);
  return {
    zone: async () => (await store.readFacility()).facility?.zone ?? 'UTC',
    search: async (query) => {
      const mayShow = await isShown();
      const ids = idsOf(query.wanted);
      return ids ? searchIds(store, query, { ids, mayShow }) : searchAll(store, query, mayShow);
    },
    read: async (type, id) => {
      const collection = FHIR_TYPES[type];
      const document = await store.readDocument(collection, id);
      if (!document)
        return (await store.readWire(collection, id, [FACILITY_SCOPE])) === null ? null : 'gone';
      return (await (await isShown())(document)) ? document : null;
    },
  };
}

type MayShow = (document: StoredDocument) => Promise<boolean>;

/** Nothing of a restricted patient is shown where nobody opens it for a reason: not the record, not their appointments and visits. */
export function createRestriction(
  store: Store,
): () => Promise<MayShow & { readonly isOpen: boolean }> {
  return async () => {
    const isOpen = (await store.count('patients', [RESTRICTED])) === 0;
    const known = new Map<string, boolean>();
    const isRestricted = async (patientId: string): Promise<boolean> => {
      const before = known.get(patientId);
      if (before !== undefined) return before;
      const patient = await store.readDocument('patients', patientId);
      const now = (patient?.content as Patient | undefined)?.isRestricted === true;
      known.set(patientId, now);
      return now;
    };
    const mayShow: MayShow = async ({ collection, id, content }) => {
      if (isOpen) return true;
      const patientId = collection === 'patients' ? id : content['patientId'];
      return typeof patientId !== 'string' || !(await isRestricted(patientId));
    };
    return Object.assign(mayShow, { isOpen });
  };
}

/** The ids that all parameters which name ids agree on; null where none does. */
function idsOf(wanted: readonly Wanted[]): readonly string[] | null {
  const named = wanted.flatMap(({ ids }) => (ids ? [ids] : []));
  const [first, ...others] = named;
  return first ? [...new Set(first)].filter((id) => others.every((ids) => ids.includes(id))) : null;
}

async function searchIds(
  store: Store,
  { type, wanted, count, after }: FhirQuery,
  { ids, mayShow }: { readonly ids: readonly string[]; readonly mayShow: MayShow },
): Promise<FhirPage> {
  const collection = FHIR_TYPES[type];
  // When a version was accepted is no search key: its test says it.
  const where = whereOf(wanted).filter(({ key }) => key !== 'acceptedAt');
  const documents: StoredDocument[] = [];
  for (const id of ids) {
    const document = await store.readDocument(collection, id);
    if (!document) continue;
    const keys = searchKeysOf(collection, document.content);
    const isMet = where.every((one) => meets(keys, one)) && passes(wanted, document);
    if (isMet && (await mayShow(document))) documents.push(document);
  }
  const until = after + count;
  return {
    documents: documents.slice(after, until),
    next: documents.length > until ? until : null,
    total: documents.length,
  };
}

async function searchAll(
  store: Store,
  { type, wanted, count, after }: FhirQuery,
  mayShow: MayShow & { readonly isOpen: boolean },
): Promise<FhirPage> {
  const collection = FHIR_TYPES[type];
  const where = [...whereOf(wanted), ...(type === 'AllergyIntolerance' ? [HAS_ALLERGY] : [])];
  const isPlain = mayShow.isOpen && wanted.every(({ test }) => test === undefined);
  const documents: StoredDocument[] = [];
  let read = 0;
  let next: number | null = after;
  while (next !== null && documents.length < count && read < MOST_READ) {
    const limit = isPlain ? count - documents.length : READ_AT_ONCE;
    const found = await store.find({ collection, where, after: next, limit });
    const afters = present(found.afters, 'a search outside a transaction says where it stands');
    next = found.next;
    for (const [index, document] of found.documents.entries()) {
      read += 1;
      if (passes(wanted, document) && (await mayShow(document))) documents.push(document);
      if (documents.length < count) continue;
      const isLast = index === found.documents.length - 1;
      next = isLast ? found.next : (afters[index] ?? null);
      break;
    }
  }
  if (isPlain)
    return {
      documents,
      next: count === 0 ? null : next,
      total: await store.count(collection, where),
    };
  return { documents, next, ...(after === 0 && next === null ? { total: documents.length } : {}) };
}

const HAS_ALLERGY: Condition = { key: 'allergy', from: '' };

function passes(wanted: readonly Wanted[], document: StoredDocument): boolean {
  return wanted.every(({ test }) => test?.(document) !== false);
}

/** The conditions of all parameters; bounds of one key are joined, because the index reads them as one range. */
function whereOf(wanted: readonly Wanted[]): readonly Condition[] {
  const where = wanted.flatMap((one) => one.where);
  const ranges = new Map<string, { key: string; from?: string; until?: string }>();
  for (const condition of where) {
    if ('anyOf' in condition || 'prefix' in condition) continue;
    const { from, until } = condition;
    const range = ranges.get(condition.key) ?? { key: condition.key };
    if (from !== undefined && from > (range.from ?? '')) range.from = from;
    if (until !== undefined && until < (range.until ?? '\uffff')) range.until = until;
    ranges.set(condition.key, range);
  }
  const all = [...where.filter((one) => 'anyOf' in one || 'prefix' in one), ...ranges.values()];
  return all.toSorted((a, b) => breadthOf(a) - breadthOf(b));
}

/** The first condition leads a search: few documents have one id, some lie in a range, many share a word of a list. */
function breadthOf(condition: Condition): number {
  if (condition.key === 'acceptedAt') return 3;
  if (!('anyOf' in condition)) return 1;
  return condition.anyOf.every((value) => isUuid(value)) ? 0 : 2;
}
