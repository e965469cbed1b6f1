import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { identity as english } from '#pwa/i18n/en/identity.ts';

export const identity: Translation<typeof english> = {
  who: 'من القادم',
  known: 'شخص معروف الاسم',
  unknown: 'لا أحد يعرفه',
  newborn: 'مولود جديد',
  unknownWhy:
    'رقم مؤقت وهذا الاسم ينوبان. اكتب العمر التقريبي، وما يُرى في الملاحظة. الاسم الحقيقي يُكتب في الملف، تعديل البيانات.',
  unknownMan: 'رجل مجهول',
  unknownWoman: 'امرأة مجهولة',
  unknownPerson: 'شخص مجهول',
  mother: 'الأم',
  babyOf: ({ given }) => `مولود ${given}`,
  lists: 'أسماء وهواتف وأقارب ولغات أخرى',
  names: 'أسماء أخرى',
  nameUse: 'النوع',
  'use-usual': 'الاسم المعتاد',
  'use-official': 'الرسمي بكتابة أخرى',
  'use-maiden': 'الاسم قبل الزواج',
  'use-nickname': 'لقب',
  'use-old': 'اسم سابق',
  phones: 'هواتف وعناوين بريد أخرى',
  'kind-phone': 'هاتف',
  'kind-email': 'بريد إلكتروني',
  value: 'الرقم أو العنوان',
  contacts: 'أقارب آخرون',
  languages: 'يتكلم أيضًا',
  add: ({ what }) => `إضافة: ${what}`,
  remove: 'إزالة',
  namesStay: 'لا يُزال اسم من ملف أبدًا؛ سمّه اسمًا سابقًا.',
};
