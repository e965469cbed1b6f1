import { language } from '#pwa/i18n/language.ts';
import { t } from '#pwa/i18n/t.ts';

/** Languages a desk meets, named in the language on screen; another one that stands in a record stays as it is. */
const LANGUAGES = [
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'it',
  'pl',
  'pt',
  'ro',
  'ru',
  'so',
  'tr',
  'uk',
  'ur',
  'zh',
];

/** What can be chosen, by name; none first. */
export function languageOptions(chosen: string): readonly { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language.value, { type: 'language' });
  const codes = chosen && !LANGUAGES.includes(chosen) ? [chosen, ...LANGUAGES] : LANGUAGES;
  const named = codes.map((code) => ({ value: code, label: nameOf(names, code) }));
  return [
    { value: '', label: t('registration.languageNone') },
    ...named.toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
}

/** An import may hold what is no language code at all. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
