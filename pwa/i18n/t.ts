import { batch, signal } from '@preact/signals';
import type { Dictionary, TextKey, ValuesOf } from './dictionary.ts';
import { en } from './en.ts';
import type { enAdmin } from './en-admin.ts';
import {
  keepLanguage,
  language,
  preferredLanguage,
  showLanguage,
  type Language,
} from './language.ts';

/** Whose words: the first screens', those of all that staff use, the administrators' too. */
export type Whose = 'first' | 'staff' | 'admin';
/** A feature whose words are known once those words are. */
const MARK = { first: 'today', staff: 'chart', admin: 'fleet' } as const satisfies Record<
  Whose,
  keyof Dictionary
>;
const ADMIN: ReadonlySet<string> = new Set<keyof typeof enAdmin>([
  'escrow',
  'fleet',
  'people',
  'setUp',
]);

const LOADERS: Readonly<Record<Language, (whose: Whose) => Promise<Partial<Dictionary>>>> = {
  en: async (whose) => ({
    ...en,
    ...(await import('./en-rest.ts')).enRest,
    ...(whose === 'admin' ? (await import('./en-admin.ts')).enAdmin : {}),
  }),
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};
/** What is known by heart; the words of other screens are learnt with the screens. */
const dictionary = signal<Partial<Dictionary>>(en);

/** The words for a key in the language on screen: `t('sync.unsent', { n: 3 })`. Follows a change of language. */
export function t<Key extends TextKey>(key: Key, ...values: ValuesOf<Key>): string {
  const point = key.indexOf('.');
  const name = key.slice(0, point);
  const feature = dictionary.value[name as keyof Dictionary] as
    | Readonly<Record<string, string | ((given: unknown) => string)>>
    | undefined;
  if (!feature) {
    void learn(ADMIN.has(name) ? 'admin' : 'staff');
    return '';
  }
  const words = feature[key.slice(point + 1)];
  if (words === undefined) return key;
  return typeof words === 'string' ? words : words(values[0]);
}

/** Learns words in the language on screen; resolves at once where they are known. */
export async function learn(whose: Whose): Promise<void> {
  if (!(MARK[whose] in dictionary.peek())) await speak(language.peek(), whose);
}

/** Learns the words of every screen. */
export const learnAll = (): Promise<void> => learn('admin');

/** Loads the words of a language, then shows it. False where they cannot be had just now; the old language stays. */
async function speak(next: Language, whose: Whose = knownOf(dictionary.peek())): Promise<boolean> {
  try {
    const words = await LOADERS[next](whose);
    batch(() => {
      dictionary.value = words;
      showLanguage(next);
    });
    return true;
  } catch {
    return false;
  }
}

function knownOf(words: Partial<Dictionary>): Whose {
  return MARK.admin in words ? 'admin' : 'staff';
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
