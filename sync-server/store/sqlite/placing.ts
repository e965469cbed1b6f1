import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { FACILITY_SCOPE, isReference, REFERENCE_SCOPE, type Scope } from '#shared/sync/scope.ts';
import { claimsOf, targetsOf, type Claim } from '#server/store/claims.ts';
import type { FeedKind } from '#server/store/store.ts';
import { tombstoneText } from '#server/store/wire-text.ts';
import type { FeedRow } from './commit-log.ts';
import type { Placed } from './members.ts';
import type { Reads } from './reads.ts';
import type { Writes } from './writes.ts';

/** A version that was just written. */
export interface Written extends Placed {
  readonly content: JsonMap;
  readonly seq: number;
  /** True for a later version of a document that is about the same patient: it lies where it lay, unless somebody is moved in this transaction. */
  readonly isAsBefore: boolean;
  /** Its text; null where readers pull it. */
  readonly wire: string | null;
  readonly kind: 'put' | 'leave' | 'none';
}
export interface Moved {
  readonly collection: CollectionName;
  readonly id: string;
  readonly kind: 'enter' | 'leave';
}
export interface PlacingDeps {
  readonly reads: Reads;
  readonly writes: Writes;
  readonly now: number;
}
interface Row {
  readonly scope: Scope;
  readonly kind: FeedKind;
}

/** Puts what a transaction wrote into the feeds of its scopes, and moves what follows from it. */
export function placeAll(
  deps: PlacingDeps,
  written: readonly Written[],
  {
    claims = [],
    moves = [],
    settle = [],
  }: {
    readonly claims?: readonly Claim[];
    readonly moves?: readonly Moved[];
    readonly settle?: readonly string[];
  },
): readonly FeedRow[] {
  const { members } = deps.writes;
  const touched = new Set([...settle, ...claims.map((claim) => members.keep(claim))]);
  for (const { no, collection, id, content } of written) {
    if (!mayClaim(collection)) continue;
    for (const target of members.claim(no, claimsOf(collection, id, content), deps.now))
      touched.add(target);
  }
  const changed = [...touched].filter((target) => members.settle(target, deps.now));
  const fed = written.flatMap((one) => placeWritten(deps, one, changed));
  const done = new Set(written.map(({ no }) => no));
  const others = changed.flatMap((target) => members.documentsOf(target));
  return [...fed, ...moveOthers(deps, { moves, others, done })];
}

/** Visits and bookings say where somebody belongs, disputes where they are settled. */
function mayClaim(collection: CollectionName): boolean {
  return collection === 'encounters' || collection === 'appointments' || collection === 'disputes';
}

function placeWritten(
  deps: PlacingDeps,
  written: Written,
  moved: readonly string[],
): readonly FeedRow[] {
  const { kind, seq, wire } = written;
  if (kind === 'none') return [];
  const present = deps.writes.feedOf(written.no).filter(isIn);
  const isHeld = present.some(({ scope }) => scope === FACILITY_SCOPE);
  const stays = written.isAsBefore && isHeld && moved.length === 0;
  const wanted =
    kind !== 'put' ? [] : stays ? present.map(({ scope }) => scope) : scopesOf(deps, written);
  const rows = wanted.map((scope): Row => ({ scope, kind: 'put' }));
  const gone = present
    .filter(({ scope }) => !wanted.includes(scope))
    .map(({ scope }): Row => ({ scope, kind: 'leave' }));
  const isFirst = kind === 'leave' && gone.length === 0;
  const left: readonly Row[] = isFirst ? [{ scope: FACILITY_SCOPE, kind: 'leave' }] : gone;
  return write(deps, written, { rows: [...rows, ...left], seq, wire });
}

/** Documents that come or go with another document, or with time alone: no new version, one number each. */
function moveOthers(
  deps: PlacingDeps,
  {
    moves,
    others,
    done,
  }: {
    readonly moves: readonly Moved[];
    readonly others: readonly Placed[];
    readonly done: Set<number>;
  },
): readonly FeedRow[] {
  const plans: { readonly placed: Placed; readonly rows: readonly Row[] }[] = [];
  const plan = (placed: Placed | undefined, kind?: Moved['kind']): void => {
    if (!placed || done.has(placed.no)) return;
    done.add(placed.no);
    const rows = rowsToMove(deps, placed, kind);
    if (rows.length > 0) plans.push({ placed, rows });
  };
  for (const { collection, id, kind } of moves) plan(deps.writes.placed(collection, id), kind);
  for (const placed of others) plan(placed);
  if (plans.length === 0) return [];
  const { first } = deps.writes.draw(plans.length);
  return plans.flatMap(({ placed, rows }, index) => {
    const isEntering = rows.some(({ kind }) => kind === 'enter');
    const wire = isEntering ? deps.reads.wire(placed.no) : null;
    return write(deps, placed, { rows, seq: first + index, wire });
  });
}

/** What is not within the window of time lies in no scope. */
function rowsToMove(deps: PlacingDeps, placed: Placed, kind?: Moved['kind']): readonly Row[] {
  const now = deps.writes.feedOf(placed.no);
  const isHeld = kind
    ? kind === 'enter'
    : now.some((row) => row.scope === FACILITY_SCOPE && isIn(row));
  const wanted = isHeld ? scopesOf(deps, placed) : [];
  const present = now.filter(isIn).map(({ scope }) => scope);
  return [
    ...wanted
      .filter((scope) => !present.includes(scope))
      .map((scope): Row => ({ scope, kind: 'enter' })),
    ...present
      .filter((scope) => !wanted.includes(scope))
      .map((scope): Row => ({ scope, kind: 'leave' })),
  ];
}

function scopesOf({ writes }: PlacingDeps, { collection, id, patient }: Placed): readonly Scope[] {
  if (isReference(collection)) return [FACILITY_SCOPE, REFERENCE_SCOPE];
  const others = writes.members.scopesOf(targetsOf(collection, id, patient));
  return [FACILITY_SCOPE, ...new Set(others)];
}

function write(
  { writes }: PlacingDeps,
  { no, collection, id }: Placed,
  {
    rows,
    seq,
    wire,
  }: { readonly rows: readonly Row[]; readonly seq: number; readonly wire: string | null },
): readonly FeedRow[] {
  const gone = rows.some(({ kind }) => kind === 'leave')
    ? tombstoneText(collection, id, `${writes.epoch()}.${seq}`)
    : null;
  return rows.map(({ scope, kind }) => {
    writes.feed(scope, collection, { no, seq, kind });
    const told = kind === 'leave' ? gone : wire;
    return { scope, collection, id, seq, wire: told, isLeave: kind === 'leave' };
  });
}

function isIn({ kind }: Row): boolean {
  return kind === 'put' || kind === 'enter';
}
