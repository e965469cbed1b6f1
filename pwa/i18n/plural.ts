import { countText } from './formats.ts';
import { language } from './language.ts';

/** The six forms a language may have; every language has `other`. `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Picks the form for a place in a row: 1st, 2nd, 3rd. */
export function ordinal(n: number, forms: PluralForms): string {
  const rule = new Intl.PluralRules(language.value, { type: 'ordinal' }).select(n);
  return (forms[rule] ?? forms.other).replace('#', countText(n));
}

/** Picks the form that the language on screen uses for `n` and writes the number into it. */
export function plural(n: number, forms: PluralForms): string {
  const rule = new Intl.PluralRules(language.value).select(n);
  return (forms[rule] ?? forms.other).replace('#', countText(n));
}
