import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import { createRomanise } from '#shared/search/scripts/romanise.ts';
import { findPeople } from './find-people.ts';
import { createPeopleIndex, type PeopleIndex } from './people-index.ts';

const person = (id: string, family: string, given: string, more: Partial<Patient> = {}) => ({
  id,
  isDeleted: false,
  content: { names: { n: { use: 'official' as const, family, given } }, ...more },
});
let index: PeopleIndex;
const found = (text: string) => findPeople(index, text);
beforeEach(() => {
  index = createPeopleIndex();
  index.put([
    person('1', 'Okonkwo', 'Adaeze', {
      birthDate: '1959-03-14',
      identifiers: { m: { kind: 'mrn', value: '1048827' } },
    }),
    person('2', 'Müller', 'Jörg', { birthDate: '1980-01-02' }),
    person('3', 'Razo', 'María Luisa', {
      names: {
        a: { use: 'official', family: 'Razo', given: 'María Luisa' },
        b: { use: 'maiden', family: 'Ybarra' },
      },
    }),
  ]);
});
const ids = (text: string): readonly string[] => found(text).map(({ id }) => id);

test.each([
  ['oko', ['1']],
  ['okonkwo ada', ['1']],
  ['ada oko', ['1']],
  ['okonkvo', ['1']],
  ['104 882-7', ['1']],
  ['1048', ['1']],
  ['104882', ['1']],
  ['14/3/1959', ['1']],
  ['1959', ['1']],
  ['14 mar 1959', ['1']],
  ['muller', ['2']],
  ['Müller', ['2']],
  ['jorg', ['2']],
  ['maria razo', ['3']],
  ['ybarra', ['3']],
  ['marialuisa', ['3']],
  ['luisa raso', ['3']],
  ['konkw', ['1']],
  ['mueller', ['2']],
  ['okonkwo 15/3/1959', ['1']],
  ['adaeze bauer 14/3/1959', ['1']],
  ['882', []],
  ['8827', ['1']],
  ['0488', ['1']],
  ['nobody', []],
  ['', []],
])('"%s" finds %j', (text, expected) => {
  expect(ids(text)).toEqual(expected);
});

test('a hit says why: a name as typed, a name that sounds alike, an earlier name', () => {
  expect(found('okonkwo')[0]?.reasons).toEqual(['name']);
  expect(found('okonkvo')[0]?.reasons).toEqual(['near-name']);
  expect(found('ybarra')[0]?.reasons).toEqual(['other-name']);
  expect(found('104 882-7')[0]?.reasons).toEqual(['mrn']);
});

test('a person who changed is found by the new name alone, one who left not at all', () => {
  index.put([person('2', 'Schmidt', 'Jörg')]);
  expect(ids('muller')).toEqual([]);
  expect(ids('schmidt')).toEqual(['2']);
  index.put([{ ...person('2', 'Schmidt', 'Jörg'), isDeleted: true }]);
  expect(ids('schmidt')).toEqual([]);
});

test('who is only in the directory is found and said to be elsewhere; on the device they stand as they are there', () => {
  const row = { id: '9', names: { n: { use: 'official' as const, family: 'Zielinski' } } };
  index.putElsewhere(
    new Map([
      ['9', row],
      ['1', { ...row, id: '1' }],
    ]),
  );
  expect(found('zielinski').map(({ id, isHere }) => [id, isHere])).toEqual([['9', false]]);
  expect(index.size()).toBe(3);
  index.put([person('9', 'Zielinska', 'Anna')]);
  expect(found('zielinska').map(({ id, isHere }) => [id, isHere])).toEqual([['9', true]]);
  index.put([{ ...person('9', 'Zielinska', 'Anna'), isDeleted: true }]);
  expect(found('zielinski').map(({ id, isHere }) => [id, isHere])).toEqual([['9', false]]);
  index.putElsewhere(new Map([['9', { id: '9', isGone: true }]]));
  expect(ids('zielinski')).toEqual([]);
  expect(ids('okonkwo')).toEqual(['1']);
});

test('a number is found by its beginning, its end and any part of four figures, a phone with or without its country', () => {
  index.put([
    person('4', 'Ng', 'Bo', {
      identifiers: { p: { kind: 'passport', value: 'X 123-4567' } },
      telecom: { t: { kind: 'phone', value: '+44 161 496 0123' } },
    }),
  ]);
  for (const text of ['0161 496 0123', '+44 161 496 0123', '0123', '4960', 'x1234567', '4567'])
    expect(ids(text)).toEqual(['4']);
  expect(found('0161 496 0123')[0]?.reasons).toEqual(['phone']);
  expect(found('4567')[0]?.reasons).toEqual(['identifier']);
});

test('a name is found as it is written in its own script and as it is written in Latin letters', () => {
  index.readScripts(createRomanise());
  index.put([
    person('a', 'محمد', 'أحمد'),
    person('b', '王', '小明'),
    person('c', 'Петрова', 'Мария'),
    person('d', 'शर्मा', 'राजेश'),
    person('e', 'ใจดี', 'สมชาย'),
    person('f', 'Παπαδόπουλος', 'Γιώργος'),
    person('g', 'Mohammed', 'Khaled'),
  ]);
  for (const [text, id] of [
    ['mohamed ahmed', 'a'],
    ['أحمد', 'a'],
    ['wang xiaoming', 'b'],
    ['王小明', 'b'],
    ['xiao ming wang', 'b'],
    ['petrova', 'c'],
    ['мария', 'c'],
    ['rajesh sharma', 'd'],
    ['somchai', 'e'],
    ['giorgos papadopoulos', 'f'],
    ['خالد محمد', 'g'],
  ] as const)
    expect(ids(text)[0]).toBe(id);
  expect(found('petrova')[0]?.reasons).toEqual(['other-script']);
  expect(found('петрова')[0]?.reasons).toEqual(['name']);
});

test('exact stands before a beginning, a beginning before a slip, and who is near before who is not', () => {
  index.put([
    person('p', 'Karimova', 'Eve'),
    person('q', 'Karim', 'Zoe'),
    person('r', 'Karin', 'Ada'),
    person('s', 'Karim', 'Abe'),
  ]);
  expect(ids('karim')).toEqual(['s', 'q', 'p', 'r']);
  index.putNear(['q', 'nobody']);
  expect(ids('karim')[0]).toBe('q');
  index.putNear([]);
  expect(ids('karim')[0]).toBe('s');
});

test('who lacks a part of what was typed stands only where nobody has all of it', () => {
  index.put([person('k', 'Okonkwo', 'Chidi')]);
  expect(ids('okonkwo adaeze')).toEqual(['1']);
  expect(ids('okonkwo zzzz').toSorted()).toEqual(['1', 'k']);
});

const FAMILIES = ['Okonkwo', "O'Neil", 'García López', 'Ng', 'Null', '🙂', 'a', 'محمد'];
const change = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5'),
  family: fc.constantFrom(...FAMILIES),
  isDeleted: fc.boolean(),
});

test('after any changes people are found as if they had been put there at once', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const changed = createPeopleIndex();
      const last = new Map<string, ReturnType<typeof person>>();
      for (const { id, family, isDeleted } of changes) {
        const now = { ...person(id, family, 'Bo'), isDeleted };
        changed.put([now]);
        findPeople(changed, 'bo');
        last.set(id, now);
      }
      const fresh = createPeopleIndex();
      fresh.put([...last.values()]);
      expect(changed.size()).toBe(fresh.size());
      for (const text of ['bo', 'okonk', 'garcia', 'oneil', 'null', 'a', 'محمد'])
        expect(findPeople(changed, text)).toEqual(findPeople(fresh, text));
    }),
    { numRuns: 50 },
  );
});

test('names of one letter, of four hundred, of signs alone and of strange words are kept, and whatever is typed is answered', () => {
  const long = 'ab'.repeat(200);
  index.put(['X', long, '🙂', "O'Neil", 'Null', '‏شمس'].map((name, i) => person(`n${i}`, name, '')));
  expect(ids('x')).toEqual(['n0']);
  expect(ids(long)).toEqual(['n1']);
  expect(ids('null')[0]).toBe('n4');
  expect(ids('oneil')).toEqual(['n3']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(found(text).length).toBeLessThanOrEqual(50);
    }),
  );
});
