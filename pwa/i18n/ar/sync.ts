import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { sync as english } from '#pwa/i18n/en/sync.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';
import { changesOf, recordsOf } from './counted.ts';

export const sync: Translation<typeof english> = {
  'place.tablet': 'هذا الجهاز اللوحي',
  'place.desktop': 'هذا الحاسوب',
  'place.phone': 'هذا الهاتف',
  opening: 'جارٍ فتح المحفوظ هنا',
  connecting: 'جارٍ الاتصال بالمستشفى',
  firstSync: ({ n }) => `جارٍ التحميل: ${recordsOf(n)}`,
  firstSyncMore: 'ما وصل يمكن استعماله الآن',
  saved: 'كل شيء محفوظ في المستشفى',
  at: ({ at }) => `الساعة ${at}`,
  saving: ({ n }) => `جارٍ حفظ ${changesOf(n)}`,
  keptOn: ({ place }) => `محفوظ على ${place}`,
  offlineSince: ({ at }) => `بلا اتصال منذ ${at}`,
  nothingWaiting: 'لا شيء بانتظار الإرسال',
  changesOn: ({ n, place }) => `${changesOf(n)} على ${place}`,
  again: 'جارٍ الإرسال من جديد',
  againMore: ({ sent, of, tries }) =>
    `أُرسل ${countText(sent)} من ${countText(of)}، المحاولة رقم ${countText(tries)}`,
  needYou: ({ n }) =>
    plural(n, {
      zero: 'لا تغييرات تحتاج إليك',
      one: 'تغيير واحد يحتاج إليك',
      two: 'تغييران يحتاجان إليك',
      few: '# تغييرات تحتاج إليك',
      many: '# تغييرًا تحتاج إليك',
      other: '# تغيير تحتاج إليك',
    }),
  locked: 'مقفل',
  signInAgain: 'سجّل الدخول من جديد',
  stillWaiting: ({ n }) => `${changesOf(n)} بانتظار الإرسال`,
  leaseOver: 'يُفتح من جديد عند الاتصال',
  leaseOverMore: ({ at, n }) => `آخر اتصال ${at}، محفوظ: ${changesOf(n)}`,
  handedOver: ({ n }) => `بانتظار المسؤول: ${changesOf(n)}`,
  outdated: 'أعد التحميل: هذا التطبيق قديم جدًا',
  noRoom: 'لا مساحة لدى المستشفى',
  noRoomMore: ({ n, place, span }) =>
    `${changesOf(n)} محفوظة على ${place}، محاولة جديدة بعد ${span}`,
  full: ({ place }) => `لم يُحفظ: ${place} ممتلئ`,
  keepOpen: 'أبقِ هذه الصفحة مفتوحة',
  readOnly: 'للقراءة فقط',
  readOnlyMore: 'هذا المتصفح لا يحفظ شيئًا',
  failed: 'غير مفتوح',
  failedMore: 'لم يُفقد شيء',
};
