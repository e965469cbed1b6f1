import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { away as english } from '#pwa/i18n/en/away.ts';

export const away: Translation<typeof english> = {
  unnamed: 'لا يذكر العنوان من الغائب.',
  choose: 'اختر الطبيب في التقويم',
  title: 'طبيب غائب',
  of: ({ name, day }) => `${name} غائب، ${day}`,
  print: 'طباعة القائمة',
  to: 'إلى أين',
  colleagues: 'إلى زملاء ابتداءً من موعدهم',
  later: 'إلى الطبيب نفسه في يوم لاحق',
  nobody: 'لا موعد في هذا اليوم يمكن نقله.',
  proposed: ({ n }) =>
    plural(n, {
      zero: 'لا أحد للنقل',
      one: 'شخص واحد للنقل',
      two: 'شخصان للنقل',
      few: '# أشخاص للنقل',
      many: '# شخصًا للنقل',
      other: '# شخص للنقل',
    }),
  moveAll: ({ n }) =>
    plural(n, {
      zero: 'نقل',
      one: 'نقل شخص واحد',
      two: 'نقل الاثنين',
      few: 'نقل الـ#',
      many: 'نقل الـ#',
      other: 'نقل الـ#',
    }),
  done: ({ n }) =>
    plural(n, {
      zero: 'لم يُنقل أحد.',
      one: 'نُقل شخص واحد. مؤقت حتى يؤكده المستشفى.',
      two: 'نُقل شخصان. مؤقت حتى يؤكده المستشفى.',
      few: 'نُقل # أشخاص. مؤقت حتى يؤكده المستشفى.',
      many: 'نُقل # شخصًا. مؤقت حتى يؤكده المستشفى.',
      other: 'نُقل # شخص. مؤقت حتى يؤكده المستشفى.',
    }),
  none: 'لا وقت متاح: اختر وقتًا',
  callTitle: ({ n }) =>
    plural(n, {
      zero: 'لا أحد للاتصال',
      one: 'واحد للاتصال',
      two: 'اثنان للاتصال',
      few: '# للاتصال',
      many: '# للاتصال',
      other: '# للاتصال',
    }),
  callLeft: 'بقي من لم يُتصل به.',
  callDone: 'تم، إفراغ القائمة',
  callNoPhone: 'لا هاتف معروف',
  called: 'تم الاتصال',
};
