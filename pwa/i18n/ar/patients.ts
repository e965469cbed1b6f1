import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { patients as english } from '#pwa/i18n/en/patients.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';

const peopleOf = (n: number): string =>
  plural(n, {
    zero: 'لا أحد',
    one: 'شخص واحد',
    two: 'شخصان',
    few: '# أشخاص',
    many: '# شخصًا',
    other: '# شخص',
  });

export const patients: Translation<typeof english> = {
  title: 'المرضى',
  count: ({ n }) => `${peopleOf(n)} على هذا الجهاز`,
  reading: ({ read, total }) => `جارٍ قراءة الأشخاص: ${countText(read)} من ${countText(total)}`,
  files: 'الملفات',
  duplicates: 'سجلات قد تكون مكررة',
  register: 'تسجيل شخص',
  registerNamed: ({ text }) => `تسجيل «${text}»`,
  mayNotRegister: 'دورك يتيح الاطلاع على الأشخاص لا تسجيلهم.',
  find: 'ابحث بالاسم أو رقم الملف أو تاريخ الميلاد',
  list: 'الأشخاص بحسب الاسم',
  foundCount: ({ n }) => `النتائج: ${peopleOf(n)}، الأقرب أولًا`,
  foundMost: ({ n }) => `أقرب ${countText(n)} نتيجة. مزيد من الحروف يقلّلها.`,
  jump: 'الانتقال إلى حرف',
  jumpTo: ({ letter }) => `الأسماء من حرف ${letter}`,
  fromStart: 'من البداية',
  deceased: 'متوفّى',
  restricted: 'ملف مقيّد',
  empty: 'لا أشخاص على هذا الجهاز بعد',
  emptyWhy: 'يصلون مع أول اتصال بالمستشفى. يمكن تسجيل أي شخص الآن.',
  emptyLoading: 'الأشخاص في الطريق من المستشفى',
  emptyLoadingWhy: 'ما وصل يمكن استعماله الآن. وإن انقطعت الشبكة يُستأنف من حيث توقف.',
  nobody: ({ text }) => `لا أحد باسم «${text}» على هذا الجهاز`,
  nobodyWhy: ({ n }) =>
    `شمل البحث على هذا الجهاز ${peopleOf(n)}، بالاسم والرقم وتاريخ الميلاد. قد تفيد حروف أقل أو رقم الملف.`,
  nobodyReading: ({ read, total }) =>
    `لا نتيجة حتى الآن: جرى البحث في ${countText(read)} من ${countText(total)}.`,
  elsewhere: 'ليس على هذا الجهاز',
};
