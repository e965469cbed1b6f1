import { batch, signal } from '@preact/signals';
import type { Dictionary, TextKey, ValuesOf } from './dictionary.ts';
import { en } from './en.ts';
import { keepLanguage, preferredLanguage, showLanguage, type Language } from './language.ts';

const LOADERS: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: () => Promise.resolve(en),
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};
const dictionary = signal<Dictionary>(en);

/** The words for a key in the language on screen: `t('sync.unsent', { n: 3 })`. Follows a change of language. */
export function t<Key extends TextKey>(key: Key, ...values: ValuesOf<Key>): string {
  const point = key.indexOf('.');
  const feature = dictionary.value[key.slice(0, point) as keyof Dictionary] as Record<
    string,
    string | ((given: unknown) => string)
  >;
  const words = feature[key.slice(point + 1)];
  if (words === undefined) return key;
  return typeof words === 'string' ? words : words(values[0]);
}

/** Loads the words of a language, then shows it. False where they cannot be had just now; the old language stays. */
export async function speak(next: Language): Promise<boolean> {
  try {
    const words = await LOADERS[next]();
    batch(() => {
      dictionary.value = words;
      showLanguage(next);
    });
    return true;
  } catch {
    return false;
  }
}

/** A person's choice, kept on this device. */
export async function chooseLanguage(next: Language): Promise<void> {
  if (await speak(next)) keepLanguage(next);
}

/** At start: the kept choice, else the browser's. */
export function startLanguage(): Promise<boolean> {
  return speak(preferredLanguage());
}
