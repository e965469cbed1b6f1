import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { queue as english } from '#pwa/i18n/en/queue.ts';

export const queue: Translation<typeof english> = {
  title: 'غرفة الانتظار',
  wall: 'شاشة النداء',
  walkIn: 'بلا موعد',
  empty: 'لا مواعيد اليوم.',
  emptyWhy: 'من يأتي بلا موعد يُسجَّل هنا.',
  room: 'في الغرفة',
  waiting: 'في الانتظار',
  late: 'حان وقتهم',
  absent: 'لم يحضر',
  count: ({ n }) =>
    plural(n, {
      zero: 'لا أحد ينتظر',
      one: 'واحد ينتظر',
      two: 'اثنان ينتظران',
      few: '# ينتظرون',
      many: '# ينتظرون',
      other: '# ينتظرون',
    }),
  toCome: ({ n }) =>
    plural(n, {
      zero: 'لا أحد متوقع',
      one: 'واحد متوقع',
      two: 'اثنان متوقعان',
      few: '# متوقعون',
      many: '# متوقعًا',
      other: '# متوقع',
    }),
  next: ({ n }) => `نحو ${n} د`,
  noWait: 'بلا انتظار',
  inRoom: ({ n }) => `منذ ${n} د`,
  waits: ({ n }) => `ينتظر ${n} د`,
  about: ({ n }) => (n === 0 ? 'التالي' : `بعد نحو ${n} د`),
  lateBy: ({ n }) => `متأخر ${n} د`,
  called: 'النداء الآن',
  nobodyCalled: 'لا نداء الآن.',
  person: 'الشخص',
  register: 'تسجيل شخص جديد',
  to: 'إلى من',
  reason: 'السبب',
  checkIn: 'تسجيل الوصول',
  needPerson: 'اختر الشخص.',
  nobodyWorks: 'لا أحد يعمل اليوم.',
  walkInReason: 'بلا موعد',
  walkInDone: ({ token, name }) => `سُجِّل الوصول لدى ${name}. الرقم ${token}.`,
  asked: 'عند المكتب',
  askedNone: 'لا موعد اليوم.',
  askedBook: 'حجز موعد',
  askedHere: ({ token }: { token: string }) => `ينتظر، الرمز ${token}`,
};
