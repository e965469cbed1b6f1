import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { kiosk as english } from '#pwa/i18n/en/kiosk.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const kiosk: Translation<typeof english> = {
  title: 'تسجيل الوصول الذاتي',
  begin: 'البدء على هذا الجهاز',
  beginWhy:
    'يعرض هذا الجهاز بعدها تسجيل الوصول وحده، حتى بعد إعادة التشغيل. الخروج يحتاج كلمة مرورك. ما يُسجَّل هنا يُكتب باسمك كتسجيل ذاتي.',
  scan: 'قرّب رمز قسيمتك من الماسح، أو اكتب:',
  born: 'تاريخ ميلادك',
  bornHint: 'مثل 14 مارس 1959',
  proof: 'اسم عائلتك، أو آخر أربعة أرقام من رقمك في المستشفى',
  proofHint: 'الرقم مكتوب على قسيمتك أو بطاقتك بعد MRN.',
  checkIn: 'تسجيل الوصول',
  paused: 'لحظة، أو توجّه إلى المكتب.',
  notReady: 'لحظة.',
  toDesk: 'توجّه إلى المكتب وسيساعدونك.',
  toDeskWhy: 'لم يتم التسجيل هنا.',
  done: 'تم تسجيل وصولك.',
  seat: 'تفضل بالجلوس. ستُنادى بهذا الرمز.',
  with: 'مع',
  ticket: 'طباعة التذكرة',
  next: 'تم',
  staff: 'الموظفون',
  password: 'كلمة مرورك',
  wrong: 'يبقى التسجيل مفتوحًا: كلمة المرور لا تفتح هذا الجهاز.',
  leave: 'الخروج من التسجيل',
  before: ({ n }) =>
    plural(n, {
      zero: 'لا أحد قبلك',
      one: 'شخص واحد قبلك',
      two: 'شخصان قبلك',
      few: '# أشخاص قبلك',
      many: '# شخصًا قبلك',
      other: '# شخص قبلك',
    }),
  printed: ({ time }) => `طُبعت ${time}.`,
};
