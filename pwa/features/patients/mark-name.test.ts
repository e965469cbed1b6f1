import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markName } from './mark-name.ts';

const shown = (name: string, typed: readonly string[], matched: readonly string[] = []): string =>
  markName(name, typed, matched)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('');

test.each([
  ['Okonkwo, Adaeze', ['okonk'], [], '[Okonk]wo, Adaeze'],
  ['Okonkwo, Adaeze', ['okonko'], ['okonkwo'], '[Okonk]w[o], Adaeze'],
  ['Müller, Jörg', ['mul', 'jo'], [], '[Mül]ler, [Jö]rg'],
  ['Weiß, Ana', ['weiss'], [], '[Weiß], Ana'],
  ["O'Brien, Ann", ['o', 'br'], [], "[O]'[Br]ien, Ann"],
  ['Okonkwo, Adaeze', ['1048827'], [], 'Okonkwo, Adaeze'],
  ['García, Luis', ['garzia'], ['garcia'], '[Gar]c[ía], Luis'],
] as const)('%s, typed %j, is drawn with what was typed', (name, typed, matched, drawn) => {
  expect(shown(name, typed, matched).replaceAll('][', '')).toBe(drawn);
});

test('marking loses no letter of a name', () => {
  const words = fc.array(fc.constantFrom('a', 'ok', 'okonkwo', 'ß', 'ss'), { maxLength: 3 });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), words, words, (name, a, b) => {
      const drawn = markName(name, a, b).map(({ text }) => text);
      expect(drawn.join('')).toBe(name);
    }),
  );
});
