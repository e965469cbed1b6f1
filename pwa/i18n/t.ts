import { batch, signal } from '@preact/signals';
import type { Dictionary, TextKey, ValuesOf } from './dictionary.ts';
import { en } from './en.ts';
import {
  keepLanguage,
  language,
  preferredLanguage,
  showLanguage,
  type Language,
} from './language.ts';

const LOADERS: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: async () => ({ ...en, ...(await import('./en-rest.ts')).enRest }),
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};
/** What is known by heart; the words of other screens are learnt with the screens. */
const dictionary = signal<Partial<Dictionary>>(en);

/** The words for a key in the language on screen: `t('sync.unsent', { n: 3 })`. Follows a change of language. */
export function t<Key extends TextKey>(key: Key, ...values: ValuesOf<Key>): string {
  const point = key.indexOf('.');
  const feature = dictionary.value[key.slice(0, point) as keyof Dictionary] as
    | Readonly<Record<string, string | ((given: unknown) => string)>>
    | undefined;
  if (!feature) {
    void learnAll();
    return '';
  }
  const words = feature[key.slice(point + 1)];
  if (words === undefined) return key;
  return typeof words === 'string' ? words : words(values[0]);
}

/** Learns the words of every screen in the language on screen; resolves at once where they are known. */
export async function learnAll(): Promise<void> {
  if (!('chart' in dictionary.peek())) await speak(language.peek());
}

/** Loads the words of a language, then shows it. False where they cannot be had just now; the old language stays. */
async function speak(next: Language): Promise<boolean> {
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

/** At start: the kept choice, else the browser's. English is there already, as far as the first screens go. */
export async function startLanguage(): Promise<boolean> {
  const wish = preferredLanguage();
  if (wish !== 'en') return speak(wish);
  showLanguage(wish);
  return true;
}
