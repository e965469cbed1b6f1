import { batch, signal } from '@preact/signals';
import type { Dictionary, TextKey, ValuesOf } from './dictionary.ts';
import { en } from './en.ts';
import type { enAdmin } from './en-admin.ts';
import type { enDesk } from './en-desk.ts';
import {
  keepLanguage,
  language,
  preferredLanguage,
  showLanguage,
  type Language,
} from './language.ts';

/** Whose words: the first screens', those of all that staff use, those of the front desk alone, the administrators'. */
export type Whose = 'first' | 'staff' | 'desk' | 'admin';
/** A feature whose words are known once those words are. */
const MARK = {
  first: 'today',
  staff: 'chart',
  desk: 'queue',
  admin: 'fleet',
} as const satisfies Record<Whose, keyof Dictionary>;
const ADMIN: ReadonlySet<string> = new Set<keyof typeof enAdmin>([
  'duplicates',
  'escrow',
  'files',
  'fleet',
  'people',
  'reminders',
  'setUp',
]);
const DESK: ReadonlySet<string> = new Set<keyof typeof enDesk>([
  'away',
  'queue',
  'kiosk',
  'waitList',
  'series',
  'identity',
  'labels',
  'photo',
  'scan',
]);

const LOADERS: Readonly<Record<Language, (whose: ReadonlySet<Whose>) => Promise<Known>>> = {
  en: async (whose) => ({
    ...en,
    ...(await import('./en-rest.ts')).enRest,
    ...(whose.has('desk') ? (await import('./en-desk.ts')).enDesk : {}),
    ...(whose.has('admin') ? (await import('./en-admin.ts')).enAdmin : {}),
  }),
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};
/** What is known by heart; the words of other screens are learnt with the screens. */
const dictionary = signal<Known>(en);
type Known = Partial<Dictionary>;

/** The words for a key in the language on screen: `t('sync.unsent', { n: 3 })`. Follows a change of language. */
export function t<Key extends TextKey>(key: Key, ...values: ValuesOf<Key>): string {
  const point = key.indexOf('.');
  const name = key.slice(0, point);
  const feature = dictionary.value[name as keyof Dictionary] as
    | Readonly<Record<string, string | ((given: unknown) => string)>>
    | undefined;
  if (!feature) {
    void learn(ADMIN.has(name) ? 'admin' : DESK.has(name) ? 'desk' : 'staff');
    return '';
  }
  const words = feature[key.slice(point + 1)];
  if (words === undefined) return key;
  return typeof words === 'string' ? words : words(values[0]);
}

/** Learns words in the language on screen; resolves at once where they are known. */
export async function learn(...whose: readonly Whose[]): Promise<void> {
  if (whose.some((one) => !(MARK[one] in dictionary.peek()))) await speak(language.peek(), whose);
}

/** Learns the words of every screen. */
export const learnAll = (): Promise<void> => learn('desk', 'admin');

/** Loads the words of a language, then shows it. False where they cannot be had just now; the old language stays. */
async function speak(next: Language, more: readonly Whose[] = []): Promise<boolean> {
  const known = (Object.keys(MARK) as Whose[]).filter((one) => MARK[one] in dictionary.peek());
  try {
    const words = await LOADERS[next](new Set([...known, ...more]));
    batch(() => {
      // Two screens may learn at the same time: neither forgets what the other was told.
      dictionary.value = next === language.peek() ? { ...dictionary.peek(), ...words } : words;
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
