import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { labels as english } from '#pwa/i18n/en/labels.ts';

export const labels: Translation<typeof english> = {
  title: 'ملصق وسوار وبطاقة',
  paper: 'الطباعة على',
  label: 'ملصق',
  wristband: 'سوار',
  card: 'بطاقة',
  copies: 'العدد',
  size: ({ width, height }) =>
    `${width} × ${height} ملم. اختر الطابعة التي فيها هذا الورق، بمقياس 100 % وبلا هوامش.`,
  print: ({ n }) =>
    plural(n, {
      zero: 'اطبع',
      one: 'اطبع',
      two: 'اطبع نسختين',
      few: 'اطبع # نسخ',
      many: 'اطبع # نسخة',
      other: 'اطبع # نسخة',
    }),
  back: 'العودة إلى الملف',
  preview: 'كما سيُطبع',
  code: 'رمز للمسح',
  codeWhy:
    'يحمل الرمز رقمًا لا يفهمه إلا Wardline: لا اسم ولا تاريخ ميلاد. إذا مُسح في أي مكان من Wardline فُتح الملف.',
  sex: 'الجنس',
  printed: ({ date }) => `طُبع ${date}`,
};
