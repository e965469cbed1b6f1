import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStage, type Stage } from './staging.ts';

type Step = readonly ['set' | 'add' | 'facility', key: string, value: string];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('set', 'add', 'facility'),
  fc.constantFrom('a', 'b', 'c'),
  fc.string(),
);

function take(stage: Stage, [kind, key, value]: Step): void {
  if (kind === 'set') stage.set('meta', key, value);
  else if (kind === 'add') stage.add('due', value);
  else stage.setFacility({ id: key, name: value, zone: 'UTC', language: 'en' });
}

function pictureOf({ staging: { meta, due, facility } }: Stage): unknown {
  return [[...meta], [...due], facility];
}

test('what a savepoint takes back is as if it had never been staged, in the same order', () => {
  fc.assert(
    fc.property(fc.array(step), fc.array(step), fc.array(step), (kept, lost, after) => {
      const [stage, alike] = [openStage(), openStage()];
      for (const one of kept) for (const each of [stage, alike]) take(each, one);
      const mark = stage.mark();
      for (const one of lost) take(stage, one);
      stage.backTo(mark);
      expect(pictureOf(stage)).toEqual(pictureOf(alike));
      for (const one of after) for (const each of [stage, alike]) take(each, one);
      expect(pictureOf(stage)).toEqual(pictureOf(alike));
    }),
  );
});

test('a savepoint within another takes back its own part alone', () => {
  const stage = openStage();
  take(stage, ['set', 'a', 'first']);
  const outer = stage.mark();
  take(stage, ['set', 'a', 'second']);
  const inner = stage.mark();
  take(stage, ['set', 'a', 'third']);
  stage.backTo(inner);
  expect(stage.staging.meta.get('a')).toBe('second');
  stage.backTo(outer);
  expect(stage.staging.meta.get('a')).toBe('first');
});
