import { expect, test } from 'vitest';
import { parsePersonQuery } from './person-query.ts';

test.each([
  ['okonkwo ada', { words: ['okonkwo', 'ada'], digits: null, birthDate: null }],
  ['Müller-Łódź', { words: ['muller', 'lodz'], digits: null, birthDate: null }],
  ['14/3/1959', { words: [], digits: null, birthDate: '1959-03-14' }],
  ['14.03.1959 okonkwo', { words: ['okonkwo'], digits: null, birthDate: '1959-03-14' }],
  ['1959-03-14', { words: [], digits: null, birthDate: '1959-03-14' }],
  ['1959-03', { words: [], digits: null, birthDate: '1959-03' }],
  ['14 mar 1959', { words: [], digits: null, birthDate: '1959-03-14' }],
  ['ada 1959', { words: ['ada'], digits: null, birthDate: '1959' }],
  ['104 882-7', { words: [], digits: '1048827', birthDate: null }],
  ['1048827', { words: [], digits: '1048827', birthDate: null }],
  ['', { words: [], digits: null, birthDate: null }],
])('"%s" is read as words, number and date', (text, query) => {
  expect(parsePersonQuery(text)).toEqual(query);
});
