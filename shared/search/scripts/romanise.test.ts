import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRomanise } from './romanise.ts';

const romanise = createRomanise();

test.each([
  ['Мария Щербакова', 'mariya shcherbakova'],
  ['Олексій Їжак', 'oleksiy yizhak'],
  ['Γιώργος Παπαδόπουλος', 'giorgos papadopoulos'],
  ['محمد أحمد', 'mhmd ahmd'],
  ['מרים לוי', 'mrym lwy'],
  ['王小明', 'wangxiaoming'],
  ['張偉', 'zhangwei'],
  ['曾國藩', 'zengguofan'],
  ['राजेश शर्मा', 'rajesh sharma'],
  ['সুমন', 'suman'],
  ['ਸਿੰਘ', 'singh'],
  ['முருகன்', 'murukan'],
  ['สมชาย ใจดี', 'smchay jaidi'],
  ['김민준', 'kimminjun'],
  ['박', 'park'],
  ['やまだ', 'yamada'],
  ['キョウコ', 'kyouko'],
  ['გიორგი', 'giorgi'],
  ['Հայկ', 'hayk'],
  ['ሰላማዊት', 'selamawit'],
  ['សុភា', 'supha'],
  ['José Müller', 'jose muller'],
])('%s is read %s', (name, latin) => {
  expect(romanise(name)).toBe(latin);
});

test('whatever is written, it is read without an error, and reading it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(romanise(romanise(text))).toBe(romanise(text));
    }),
  );
});
