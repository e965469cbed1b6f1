import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signIn as ar } from '#pwa/i18n/ar/sign-in.ts';
import { signIn as en } from '#pwa/i18n/en/sign-in.ts';
import { signIn as es } from '#pwa/i18n/es/sign-in.ts';
import { LANGUAGES } from '#pwa/i18n/language.ts';

const page = readFileSync(join(import.meta.dirname, '../pwa/index.html'), 'utf8');

test('what the page says before its script runs is what the door says then, in every language', () => {
  const words = { en, es, ar };
  const said = [...page.matchAll(/<span lang="(\w+)"\s*>([^<]+)<\/span\s*>/g)].map(
    ([, lang, text = '']) => [lang, text.replaceAll(/\s+/g, ' ')],
  );
  expect(said).toEqual([
    ...LANGUAGES.map((lang) => [lang, words[lang].first]),
    ...LANGUAGES.map((lang) => [lang, words[lang].lead]),
  ]);
});
