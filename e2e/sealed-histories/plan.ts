import fc from 'fast-check';

/** A document as a history names it: by the number of its id. */
interface Person {
  readonly n: number;
  readonly name: string;
  readonly age: number;
  readonly flag: boolean;
  readonly team: string;
  readonly note: unknown;
}
interface Row {
  readonly person: Person;
  /** What it is written over: nothing, what is there, or a version that nobody has any more. */
  readonly over: 'nothing' | 'what is there' | 'another version';
  readonly isDeleted: boolean;
}
export interface Query {
  readonly selector: object;
  readonly sort?: readonly object[];
  readonly skip?: number;
  readonly limit?: number;
}
/** One thing that happens to a store. */
export type Step =
  | {
      readonly kind: 'write';
      readonly rows: readonly Row[];
      readonly later: number;
      readonly instance: number;
      readonly isPulled: boolean;
    }
  | { readonly kind: 'query' | 'count'; readonly query: Query; readonly instance: number }
  | { readonly kind: 'find'; readonly ids: readonly number[]; readonly withDeleted: boolean }
  | { readonly kind: 'changes'; readonly limit: number; readonly isOn: boolean }
  | { readonly kind: 'cleanup'; readonly before: number }
  /** A rotation is a start with a new key; what tidies afterwards seals all of it anew. */
  | { readonly kind: 'tidy' | 'reopen' | 'rotate' | 'remove' };

/** None ends with a space or holds a control character: there RxDB answers by the index that it happens to walk. */
const NAMES = ['', 'Ada', 'ada', 'Al', 'Al ba', 'Zoë', '😀', 'Alan Xu'];
const TEAMS = ['a', 'b', 'b c', 'd'];
const IDS = 60;

const note = fc.oneof(
  fc.constant(null),
  fc.record({ a: fc.integer(), b: fc.array(fc.oneof(fc.string(), fc.constant({ c: [] }))) }),
  fc.record({ '😀': fc.constantFrom('', '\ud800', '\n\u0001', '\u2028"'), b: fc.constant({}) }),
);
const person: fc.Arbitrary<Person> = fc.record({
  n: fc.nat(IDS - 1),
  name: fc.constantFrom(...NAMES),
  age: fc.nat(9),
  flag: fc.boolean(),
  team: fc.constantFrom(...TEAMS),
  note,
});
const row: fc.Arbitrary<Row> = fc.record({
  person,
  over: fc.constantFrom(
    'what is there',
    'what is there',
    'what is there',
    'nothing',
    'another version',
  ),
  isDeleted: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});
const rows = (min: number, max: number): fc.Arbitrary<readonly Row[]> =>
  fc.uniqueArray(row, { minLength: min, maxLength: max, selector: ({ person }) => person.n });

const field = fc.constantFrom('name', 'age', 'team', 'flag', 'id');
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: fc.constantFrom(...NAMES),
  age: fc.nat(9),
  team: fc.constantFrom(...TEAMS),
  flag: fc.boolean(),
  id: fc.nat(IDS - 1).map((n) => `p${n}`),
};
const condition = field.chain((name) => {
  const value = VALUES[name] ?? fc.nat();
  const operators = ['$gt', '$gte', '$lt', '$lte', '$eq', '$ne'] as const;
  const one = fc.constantFrom(...operators).chain((op) => value.map((v) => ({ [op]: v })));
  const between = fc.tuple(value, value).map(([$gte, $lt]) => ({ $gte, $lt }));
  const list = fc.array(value, { minLength: 0, maxLength: 4 }).map(($in) => ({ $in }));
  const fit = name === 'flag' ? value.map(($eq) => ({ $eq })) : fc.oneof(one, one, between, list);
  return fit.map((condition) => ({ [name]: condition }));
});
const conditions = fc
  .array(condition, { maxLength: 3 })
  .map((all) => Object.assign({}, ...all) as object);
const alive = fc.constantFrom({ _deleted: { $eq: false } }, { _deleted: { $eq: false } }, {});
const selector = fc.oneof(
  fc.tuple(alive, conditions).map((all) => Object.assign({}, ...all) as object),
  fc
    .tuple(alive, conditions, fc.array(conditions, { minLength: 1, maxLength: 3 }))
    .map(([a, b, $or]) => ({ ...a, ...b, $or })),
);
const sort = fc.constantFrom(
  undefined,
  [{ name: 'asc' }],
  [{ name: 'desc' }],
  [{ name: 'desc' }, { id: 'desc' }],
  [{ age: 'asc' }, { name: 'asc' }],
  [{ age: 'desc' }, { name: 'desc' }],
  [{ age: 'asc' }, { name: 'desc' }],
  [{ team: 'desc' }, { age: 'desc' }],
  [{ id: 'desc' }],
  // RxDB leaves what it holds for equal in the order in which it came: so no field that holds more than a text or a number.
  [{ flag: 'desc' }, { age: 'asc' }],
);
const query: fc.Arbitrary<Query> = fc
  .record({
    selector,
    sort,
    skip: fc.constantFrom(undefined, undefined, 2),
    limit: fc.constantFrom(undefined, 0, 1, 3, 10),
  })
  .map(
    (all) => Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)) as never,
  );

const instance = fc.nat(1);
const write = (many: fc.Arbitrary<readonly Row[]>): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constant('write' as const),
    rows: many,
    later: fc.nat(2),
    instance,
    isPulled: fc.boolean(),
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: write(rows(1, 4)) },
  { weight: 8, arbitrary: write(rows(5, 50)) },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constantFrom('query' as const, 'count' as const),
      query,
      instance,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('find' as const),
      ids: fc.array(fc.nat(IDS + 5), { maxLength: 8 }),
      withDeleted: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('changes' as const),
      limit: fc.integer({ min: 1, max: 20 }),
      isOn: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cleanup' as const), before: fc.nat(30) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('tidy' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rotate' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const) }) },
);
/** What can go wrong on the way, and at which record that is put. */
export interface Fault {
  readonly kind: 'full' | 'killed before' | 'killed after';
  readonly at: number;
}
export interface History {
  readonly steps: readonly Step[];
  readonly sizes: {
    readonly page: number;
    readonly logged: number;
    readonly block: number;
    readonly runs: number;
    readonly step: number;
  };
  readonly cacheBytes: number;
  readonly faults: readonly Fault[];
}
const sizes = fc.record({
  page: fc.constantFrom(1, 3, 25),
  logged: fc.constantFrom(0, 4, 8),
  block: fc.constantFrom(2, 5, 512),
  runs: fc.constantFrom(1, 3),
  step: fc.constantFrom(4, 30, 8000),
});
const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('full', 'killed before', 'killed after'),
  at: fc.nat(30),
});

/** Random histories; with faults, several of them on the way. */
export function histories(withFaults: boolean): fc.Arbitrary<History> {
  return fc.record({
    steps: fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }),
    sizes,
    cacheBytes: fc.constantFrom(0, 20_000, 8_000_000),
    faults: fc.array(fault, withFaults ? { minLength: 1, maxLength: 4 } : { maxLength: 0 }),
  });
}
