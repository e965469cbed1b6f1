import { createDice, type Dice } from './dice.ts';
import { LOCAL_FAMILIES, LOCAL_GIVEN } from './local-names.ts';
import { ORIGINS, type Origin } from './other-names.ts';

export type Tie = 'partner' | 'parent' | 'child';
/** One person of the town before they have a record. Names may carry `=` and the same name in its own script. */
export interface Townsperson {
  readonly n: number;
  readonly household: number;
  readonly origin: Origin | null;
  readonly sex: 'female' | 'male';
  readonly age: number;
  readonly family: string;
  readonly given: string;
  /** The closest person of the same household, and who that is to them. */
  readonly kin: { readonly n: number; readonly tie: Tie } | null;
}

type Kind = 'old-alone' | 'old-couple' | 'couple' | 'family' | 'alone';
const KINDS: readonly (readonly [number, Kind])[] = [
  [20, 'old-alone'],
  [17, 'old-couple'],
  [16, 'couple'],
  [33, 'family'],
  [14, 'alone'],
];
const LOCAL_WEIGHT = 550;

interface Member {
  readonly sex: 'female' | 'male';
  readonly age: number;
  /** Index of the kin inside the household. */
  readonly kin?: readonly [index: number, tie: Tie];
}

/** The people of the town, household by household, until there are enough: who lives together shares name, house and telephone. */
export function townspeople(count: number, seed: string): readonly Townsperson[] {
  const dice = createDice(`${seed} households`);
  const people: Townsperson[] = [];
  const taken = new Map<string, number>();
  for (let household = 0; people.length < count; household++) {
    const origin = dice.weigh([[LOCAL_WEIGHT, null], ...ORIGINS] as const);
    const family = dice.pick(origin?.families ?? LOCAL_FAMILIES);
    const first = people.length;
    for (const { sex, age, kin } of membersOf(dice)) {
      const shown = sex === 'female' ? (origin?.feminine?.(family) ?? family) : family;
      people.push({
        n: people.length,
        household,
        origin,
        sex,
        age,
        family: shown,
        given: givenName({ dice, origin, sex, age, family: shown, taken }),
        kin: kin ? { n: first + kin[0], tie: kin[1] } : null,
      });
    }
  }
  return people.slice(0, count);
}

function membersOf(dice: Dice): readonly Member[] {
  const kind = dice.weigh(KINDS);
  const sex = dice.chance(0.5) ? 'female' : 'male';
  const other = sex === 'female' ? 'male' : 'female';
  switch (kind) {
    case 'old-alone':
      return [{ sex: dice.chance(0.68) ? 'female' : 'male', age: dice.between(68, 96) }];
    case 'alone':
      return [{ sex, age: dice.between(19, 64) }];
    case 'old-couple':
      return couple(dice, sex, dice.between(65, 90));
    case 'couple':
      return couple(dice, dice.chance(0.06) ? sex : other, dice.between(24, 66));
    case 'family':
      return familyOf(dice);
  }
}

function couple(dice: Dice, sex: Member['sex'], age: number): readonly Member[] {
  const other = dice.chance(0.04) ? sex : sex === 'female' ? 'male' : 'female';
  return [
    { sex, age, kin: [1, 'partner'] },
    { sex: other, age: Math.max(19, age + dice.between(-6, 5)), kin: [0, 'partner'] },
  ];
}

function familyOf(dice: Dice): readonly Member[] {
  const mother = dice.between(22, 47);
  const oldest = Math.min(17, mother - dice.between(19, 33));
  const isAlone = dice.chance(0.2);
  const count = dice.weigh([
    [35, 1],
    [45, 2],
    [16, 3],
    [4, 4],
  ] as const);
  const ages = [oldest];
  while (ages.length < count) ages.push((ages.at(-1) ?? 0) - dice.between(2, 3));
  const children = ages
    .filter((age) => age >= 0)
    .map((age): Member => ({ sex: dice.chance(0.5) ? 'female' : 'male', age, kin: [0, 'parent'] }));
  const parents: readonly Member[] = isAlone
    ? [{ sex: 'female', age: mother }]
    : couple(dice, 'female', mother);
  return [...parents, ...children];
}

interface Naming {
  readonly dice: Dice;
  readonly origin: Origin | null;
  readonly sex: 'female' | 'male';
  readonly age: number;
  readonly family: string;
  /** How often a full name has been given. */
  readonly taken: Map<string, number>;
}

/** Names follow the fashion of the birth years; a full name is given twice at most, as in a real town. */
function givenName({ dice, origin, sex, age, family, taken }: Naming): string {
  const era = age >= 70 ? 0 : age >= 34 ? 1 : 2;
  const list = origin ? origin[sex] : (LOCAL_GIVEN[sex][era] ?? []);
  const limit = dice.chance(0.04) ? 2 : 1;
  const free = list.filter((given) => (taken.get(`${family} ${given}`) ?? 0) < limit);
  const first = dice.pick(free.length > 0 ? free : list);
  taken.set(`${family} ${first}`, (taken.get(`${family} ${first}`) ?? 0) + 1);
  const hasSecond = !origin && dice.chance(0.18);
  return hasSecond ? `${first} ${dice.pick(list.filter((given) => given !== first))}` : first;
}
