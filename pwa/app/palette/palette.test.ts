import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSearch, type Answer } from './follow-search.ts';
import { inKnownOrder, type Found } from '#pwa/store/known-order.ts';
import { groupsOf, type FoundHit } from './palette-groups.ts';

const hit = (id: string, isNear = false): FoundHit => ({
  id,
  name: id,
  birthDate: null,
  mrn: null,
  sex: 'unknown',
  reasons: ['name'],
  matched: [],
  isHere: true,
  place: isNear ? { ward: 'Ward 3', bed: 'Bed 1', appointmentAt: null } : null,
});
const idsOf = (hits: readonly FoundHit[]): readonly string[] => hits.map(({ id }) => id);

/** A finder whose answers come when the test says so, in any order. */
function scriptedFinder() {
  const asked: { text: string; answer: (hits: readonly FoundHit[], isWhole?: boolean) => void }[] =
    [];
  const find = (text: string): Promise<Found<FoundHit>> =>
    new Promise((resolve) =>
      asked.push({ text, answer: (hits, isWhole = true) => resolve({ hits, isWhole }) }),
    );
  return { asked, find };
}
/** Lets every promise that is already kept tell those that wait for it. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

test('people who are here today come first, in the finder’s order', () => {
  const { near, others } = groupsOf([hit('a'), hit('b', true), hit('c'), hit('d', true)]);
  expect(idsOf(near)).toEqual(['b', 'd']);
  expect(idsOf(others)).toEqual(['a', 'c']);
});

test('an answer that comes late never takes the place of a newer one', async () => {
  const { asked, find } = scriptedFinder();
  const shown: (Answer | null)[] = [];
  const search = createSearch(find, (answer) => shown.push(answer));
  search.ask('ok');
  search.ask('oko');
  asked[1]?.answer([hit('new')]);
  await settled();
  asked[0]?.answer([hit('old')]);
  await settled();
  expect(shown.map((answer) => answer?.text)).toEqual(['oko']);
});

test('a cleared field shows nobody, whatever was still being looked for', async () => {
  const { asked, find } = scriptedFinder();
  let last: Answer | null = null;
  const search = createSearch(find, (answer) => (last = answer));
  search.ask('ok');
  search.ask('');
  asked[0]?.answer([hit('late')]);
  await settled();
  expect(last).toBeNull();
});

test('the same text keeps the order of its hits while more people are read', async () => {
  const { asked, find } = scriptedFinder();
  let last: Answer | null = null;
  const search = createSearch(find, (answer) => (last = answer));
  search.ask('ok');
  asked[0]?.answer([hit('a'), hit('b')]);
  await settled();
  search.ask('ok');
  asked[1]?.answer([hit('c'), hit('b'), hit('a')]);
  await settled();
  expect(idsOf((last as Answer | null)?.hits ?? [])).toEqual(['a', 'b', 'c']);
});

test('nobody is the best before everybody was read, then whoever fits best is, wherever they stand and whoever comes', async () => {
  const { asked, find } = scriptedFinder();
  const best: (string | null | undefined)[] = [];
  const search = createSearch(find, (answer) => best.push(answer?.best));
  const answers: readonly [readonly string[], boolean][] = [
    [['brown'], false],
    [['berry', 'brown'], true],
    [['perry', 'berry', 'brown'], true],
    [['perry', 'brown'], true],
  ];
  for (const [n, [ids, isWhole]] of answers.entries()) {
    search.ask('berry');
    asked[n]?.answer(
      ids.map((id) => hit(id)),
      isWhole,
    );
    await settled();
  }
  expect(best).toEqual([null, 'berry', 'berry', 'perry']);
});

test('keeping the order loses nobody, doubles nobody and keeps nobody who is gone', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const kept = inKnownOrder(
        before.map((id) => hit(id)),
        after.map((id) => hit(id)),
      );
      expect(idsOf(kept).toSorted()).toEqual(after.toSorted());
      const stayed = before.filter((id) => after.includes(id));
      expect(idsOf(kept).slice(0, stayed.length)).toEqual(stayed);
    }),
  );
});
