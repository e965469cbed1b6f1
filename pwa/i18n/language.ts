import { signal, type ReadonlySignal } from '@preact/signals';

/** The languages Wardline speaks. */
export const LANGUAGES = ['en', 'es', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words, so that anyone finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  ar: 'العربية',
};
const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', es: 'ltr', ar: 'rtl' };

const KEY = 'wardline.language';
const chosen = signal<Language>('en');

/** The language on screen. Reading it in a component follows every change. */
export const language: ReadonlySignal<Language> = chosen;

/** Shows a language: what formats, plurals and the page's `lang` and `dir` follow. Only `t.ts` calls it, with the dictionary at hand. */
export function showLanguage(next: Language): void {
  chosen.value = next;
  document.documentElement.lang = next;
  document.documentElement.dir = DIRECTIONS[next];
}

/** The person's own choice on this device, else the browser's, else English. */
export function preferredLanguage(): Language {
  const kept = readKept();
  const wishes = [...(kept ? [kept] : []), ...navigator.languages];
  const found = wishes.map((wish) => LANGUAGES.find((l) => wish.toLowerCase().startsWith(l)));
  return found.find((l) => l !== undefined) ?? 'en';
}

/** Keeps the choice for the next start; where the browser keeps nothing, it holds until the page closes. */
export function keepLanguage(next: Language): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage may be refused; the language is shown all the same.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
