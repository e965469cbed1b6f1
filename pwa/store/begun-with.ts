import { NO_DEMOGRAPHICS } from '#shared/domain/demographics.ts';
import { parsePersonQuery } from '#shared/search/person-query.ts';
import { NOBODY_YET, type RegistrationDraft } from './registration-draft.ts';

/** A form begun with what was typed to find somebody: "Okonko, Ada 1959" or "okonko ada". */
export function begunWith(text: string): RegistrationDraft {
  const { birthDate } = parsePersonQuery(text);
  const [before = [], after] = text.split(',', 2).map((part) => namesIn(part, birthDate !== null));
  const [first = '', ...rest] = before;
  const [family, given] = after === undefined ? [[first], rest] : [before, after];
  return {
    ...NOBODY_YET,
    typed: {
      ...NO_DEMOGRAPHICS,
      family: family.join(' '),
      given: given.join(' '),
      birth: birthDate ?? '',
    },
  };
}

/** The words of a name: without figures, and without the month of a birth date written in words. */
function namesIn(text: string, hasDate: boolean): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '' && !/\p{N}/u.test(word));
  const isMonth = (word: string): boolean =>
    parsePersonQuery(`1 ${word} 2000`).birthDate !== '2000';
  return words.filter((word) => !(hasDate && isMonth(word))).map(capitalised);
}

/** Names typed in haste begin small; who typed a capital meant the rest as it is. */
function capitalised(word: string): string {
  if (word !== word.toLocaleLowerCase()) return word;
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
