import {
  getQueryMatcher,
  getQueryPlan,
  getSortComparator,
  INDEX_MAX,
  INDEX_MIN,
  type FilledMangoQuery,
  type PreparedQuery,
  type RxJsonSchema,
  type RxQueryPlan,
} from 'rxdb/plugins/core';
import type { Collection } from './collection.ts';
import type { KeyRange } from './index-keys.ts';
import type { Doc } from './rows.ts';
import { byText } from './runs.ts';

type Query = FilledMangoQuery<Doc>;
type Selector = Readonly<Record<string, unknown>>;
export type Prepared = PreparedQuery<Doc>;
export type Schema = RxJsonSchema<never>;
/** A range of one index. */
interface Access {
  readonly index: number;
  readonly range: KeyRange;
}
/** How a query is answered. */
export interface QueryPlan {
  /** Each by itself; they may name one document twice. */
  readonly accesses: readonly Access[];
  readonly isBackward: boolean;
  /** What the ranges name comes in the order that is asked for. */
  readonly isInOrder: boolean;
  /** Brings it in that order where it does not come so; RxDB orders by the keys of an index where it has one. */
  readonly compare: (a: Doc, b: Doc) => number;
  /** Null where the ranges name nothing else. */
  readonly matches: ((doc: Doc) => boolean) | null;
  /** True where everything must be looked at to find some of it. */
  readonly isScan: boolean;
}
/** More values than this are looked for between the lowest and the highest. */
const MOST_RANGES = 512;

/** RxDB's plan, but for what it walks over: `desc` goes backward, and `$in` and `$or` by ranges of their own. */
export function planQuery(collection: Collection, schema: Schema, prepared: Prepared): QueryPlan {
  const query = prepared.query as Query;
  const matches = getQueryMatcher(schema, query as never) as unknown as (doc: Doc) => boolean;
  const plan = reversed(schema, query) ?? { plan: prepared.queryPlan, isBackward: false };
  const isInOrder = plan.plan.sortSatisfiedByIndex;
  const compare = comparator(collection, schema, query, plan);
  const split = splitIn(schema, query) ?? splitOr(schema, query);
  if (split) {
    const accesses = distinct(split.map((one) => accessOf(collection, one)));
    const isSame = split.every(({ index }) => index.join() === plan.plan.index.join());
    return {
      accesses: plan.isBackward ? accesses.toReversed() : accesses,
      isBackward: plan.isBackward,
      isInOrder: isSame && isInOrder && !query.selector.$or,
      compare,
      // To an index a text with a space behind it is the same text; to a selector it is not.
      matches,
      isScan: false,
    };
  }
  const isAll = isUnbounded(plan.plan);
  const isExact = plan.plan.selectorSatisfiedByIndex;
  return {
    accesses: [accessOf(collection, plan.plan)],
    isBackward: plan.isBackward,
    isInOrder,
    compare,
    matches: isExact ? null : matches,
    isScan: isAll && (!isExact || (!isInOrder && query.limit !== undefined)),
  };
}

interface Direction {
  readonly plan: RxQueryPlan;
  readonly isBackward: boolean;
}

function comparator(
  { indexes }: Collection,
  schema: Schema,
  query: Query,
  { plan, isBackward }: Direction,
): QueryPlan['compare'] {
  const name = plan.index.join();
  const keys = indexes.find(({ fields }) => fields.join() === name);
  if (isBackward || !keys || !plan.sortSatisfiedByIndex)
    return getSortComparator(schema as never, query as never) as never;
  return (a, b) => byText(keys.keyOf(a), keys.keyOf(b));
}

function accessOf({ indexes }: Collection, plan: RxQueryPlan): Access {
  const name = plan.index.join();
  const index = indexes.findIndex(({ fields }) => fields.join() === name);
  const keys = indexes[index];
  if (!keys) throw new Error(`broken promise: there is an index over ${name}`);
  return { index, range: keys.rangeOf(plan) };
}

/** In the order of their ranges, each once. */
function distinct(accesses: readonly Access[]): readonly Access[] {
  const sorted = accesses.toSorted(
    (a, b) => a.index - b.index || byText(a.range.lower, b.range.lower),
  );
  return sorted.filter((one, i) => {
    const before = sorted[i - 1];
    return before?.index !== one.index || !isSameRange(before.range, one.range);
  });
}

function isSameRange(a: KeyRange, b: KeyRange): boolean {
  return (
    a.lower === b.lower &&
    a.upper === b.upper &&
    a.isLowerIn === b.isLowerIn &&
    a.isUpperIn === b.isUpperIn
  );
}

/** RxDB never says that an index has a descending order: it is asked for the ascending one, which is walked backward. */
function reversed(schema: Schema, query: Query): Direction | null {
  const primary = query.sort.at(-1);
  const parts = query.sort.filter((part, i) => i < query.sort.length - 1 || part !== primary);
  if (parts.length === 0 || parts.some((part) => Object.values(part)[0] !== 'desc')) return null;
  const sort = query.sort.map((part) => ({ [Object.keys(part)[0] ?? '']: 'asc' as const }));
  const plan = getQueryPlan(schema as never, { ...query, sort } as never);
  return plan.sortSatisfiedByIndex ? { plan, isBackward: true } : null;
}

/** One plan for each value of a list, where an index begins with that field. */
function splitIn(schema: Schema, query: Query): readonly RxQueryPlan[] | null {
  const selector = query.selector as Selector;
  for (const [field, condition] of Object.entries(selector)) {
    const values = listOf(condition);
    if (!values) continue;
    const plans = values.map((value) =>
      planOf(schema, query, { ...selector, [field]: { $eq: value } }),
    );
    // The field must stand where only equal ones stand before it.
    if (plans.every((plan) => plan && isFixed(plan, field))) return plans as RxQueryPlan[];
  }
  return null;
}

/** The values of an `$in` that stands alone and holds what can be looked up. */
function listOf(condition: unknown): readonly (string | number)[] | null {
  if (typeof condition !== 'object' || condition === null) return null;
  const entries = Object.entries(condition);
  const [operator, values] = entries[0] ?? [];
  if (entries.length !== 1 || operator !== '$in' || !Array.isArray(values)) return null;
  const unique = [...new Set(values as unknown[])];
  const isFit = unique.every((value) => typeof value === 'string' || Number.isFinite(value));
  const isFew = unique.length > 0 && unique.length <= MOST_RANGES;
  return isFit && isFew ? (unique as (string | number)[]) : null;
}

/** One plan for each branch, where each of them is bounded by an index. */
function splitOr(schema: Schema, query: Query): readonly RxQueryPlan[] | null {
  const { $or, ...rest } = query.selector as Selector & { readonly $or?: unknown };
  if (!Array.isArray($or) || $or.length === 0 || $or.length > MOST_RANGES) return null;
  const plans: RxQueryPlan[] = [];
  for (const branch of $or as Selector[]) {
    const doubled = Object.keys(branch).some((field) => field in rest);
    const selector = doubled ? branch : { ...rest, ...branch };
    const deleted = rest['_deleted'] ? { _deleted: rest['_deleted'] } : {};
    const plan = planOf(schema, query, { ...deleted, ...selector });
    if (!plan || isUnbounded(plan)) return null;
    plans.push(plan);
  }
  return plans;
}

function planOf(schema: Schema, query: Query, selector: Selector): RxQueryPlan | null {
  return getQueryPlan(schema as never, { ...query, selector } as never);
}

/** The index holds the field behind nothing but fields that are fixed as well. */
function isFixed({ index, startKeys, endKeys }: RxQueryPlan, field: string): boolean {
  const at = index.indexOf(field);
  if (at === -1) return false;
  return startKeys.slice(0, at + 1).every((start, i) => start === endKeys[i]);
}

/** Nothing but the flag of deletion bounds it. */
function isUnbounded({ index, startKeys, endKeys }: RxQueryPlan): boolean {
  return index.every((field, i) => {
    if (field === '_deleted') return true;
    const isOpenBelow = startKeys[i] === INDEX_MIN || startKeys[i] === INDEX_MAX;
    return isOpenBelow && (endKeys[i] === INDEX_MAX || endKeys[i] === INDEX_MIN);
  });
}
