import { beforeEach, expect, test } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import { createPeopleIndex, type PeopleIndex } from './people-index.ts';

const person = (id: string, family: string, given: string, more: Partial<Patient> = {}) => ({
  id,
  isDeleted: false,
  content: { names: { n: { use: 'official' as const, family, given } }, ...more },
});
let index: PeopleIndex;
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
const ids = (text: string): readonly string[] => index.find(text).map(({ id }) => id);

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
  ['nobody', []],
  ['', []],
])('"%s" finds %j', (text, found) => {
  expect(ids(text)).toEqual(found);
});

test('a hit says why: a name as typed, a name that sounds alike, an earlier name', () => {
  expect(index.find('okonkwo')[0]?.reasons).toEqual(['name']);
  expect(index.find('okonkvo')[0]?.reasons).toEqual(['sounds-like']);
  expect(index.find('ybarra')[0]?.reasons).toEqual(['other-name']);
  expect(index.find('104 882-7')[0]?.reasons).toEqual(['mrn']);
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
  expect(index.find('zielinski').map(({ id, isHere }) => [id, isHere])).toEqual([['9', false]]);
  expect(index.size()).toBe(3);
  index.put([person('9', 'Zielinska', 'Anna')]);
  expect(index.find('zielinska').map(({ id, isHere }) => [id, isHere])).toEqual([['9', true]]);
  index.put([{ ...person('9', 'Zielinska', 'Anna'), isDeleted: true }]);
  expect(index.find('zielinski').map(({ id, isHere }) => [id, isHere])).toEqual([['9', false]]);
  index.putElsewhere(new Map([['9', { id: '9', isGone: true }]]));
  expect(ids('zielinski')).toEqual([]);
  expect(ids('okonkwo')).toEqual(['1']);
});
