import { expect, test } from 'vitest';
import { begunWith } from './begun-with.ts';

test.each([
  ['okonko', 'Okonko', '', ''],
  ['okonko ada', 'Okonko', 'Ada', ''],
  ['Okonko, Ada Maria', 'Okonko', 'Ada Maria', ''],
  ['van der Berg, Jan', 'Van Der Berg', 'Jan', ''],
  ['okonko 14.3.1959', 'Okonko', '', '1959-03-14'],
  ['okonko ada 14 mar 1959', 'Okonko', 'Ada', '1959-03-14'],
  ['104 882-7', '', '', ''],
  ['عائشة حسن', 'عائشة', 'حسن', ''],
])('"%s" begins a form', (text, family, given, birth) => {
  expect(begunWith(text).typed).toMatchObject({ family, given, birth });
});
