import type { en } from './en.ts';
import type { enAdmin } from './en-admin.ts';
import type { enDesk } from './en-desk.ts';
import type { enRest } from './en-rest.ts';

type English = typeof en & typeof enRest & typeof enDesk & typeof enAdmin;

/** English is the measure: its keys and the values its sentences take. */
export type Dictionary = { readonly [F in keyof English]: Translation<English[F]> };

/** The same keys as the English words; a missing or a surplus one does not compile. */
export type Translation<Words> = {
  readonly [K in keyof Words]: Words[K] extends (values: infer V) => string
    ? (values: V) => string
    : string;
};

/** `feature.key` for every text. Keys may hold hyphens and points of their own. */
export type TextKey = {
  [F in keyof Dictionary & string]: `${F}.${keyof Dictionary[F] & string}`;
}[keyof Dictionary & string];

type WordsAt<Key extends TextKey> = Key extends `${infer F}.${infer K}`
  ? F extends keyof English
    ? K extends keyof English[F]
      ? English[F][K]
      : never
    : never
  : never;

/** What a sentence needs to be said: nothing, or its values. */
export type ValuesOf<Key extends TextKey> =
  WordsAt<Key> extends (values: infer V) => string ? [values: V] : [];
