import { plural, type PluralForms } from '#pwa/i18n/plural.ts';

const changes: PluralForms = {
  zero: 'لا تغييرات',
  one: 'تغيير واحد',
  two: 'تغييران',
  few: '# تغييرات',
  many: '# تغييرًا',
  other: '# تغيير',
};
/** So many changes. */
export const changesOf = (n: number): string => plural(n, changes);
/** So many records. */
export const recordsOf = (n: number): string =>
  plural(n, {
    zero: 'لا سجلات',
    one: 'سجل واحد',
    two: 'سجلان',
    few: '# سجلات',
    many: '# سجلًا',
    other: '# سجل',
  });
