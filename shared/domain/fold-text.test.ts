import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test.each([
  ['Müller', 'muller'],
  ['O’Brien-Smith', 'o brien smith'],
  ['Łukasz', 'lukasz'],
  ['STRASSE ', 'strasse'],
  ['Straße', 'strasse'],
  ['Quinn2', 'quinn2'],
  ['\u017fam', 'sam'],
  ['\u212aelvin', 'kelvin'],
])('%j is compared as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('what is folded stays as it is, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});
