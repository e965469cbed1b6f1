import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { series as english } from '#pwa/i18n/en/series.ts';
import { plural, type PluralForms } from '#pwa/i18n/plural.ts';

const DATES: PluralForms = {
  zero: 'لا تواريخ',
  one: 'تاريخ واحد',
  two: 'تاريخان',
  few: '# تواريخ',
  many: '# تاريخًا',
  other: '# تاريخ',
};
const VISITS: PluralForms = {
  zero: 'لا مواعيد',
  one: 'موعد واحد',
  two: 'موعدان',
  few: '# مواعيد',
  many: '# موعدًا',
  other: '# موعد',
};

export const series: Translation<typeof english> = {
  title: 'حجز سلسلة مواعيد',
  first: 'الموعد الأول',
  changeFirst: 'شخص أو وقت أو طبيب آخر',
  nothing: 'لا شيء يُكرَّر بعد.',
  nothingWhy: 'اختر أولًا من ومتى، ثم يمكن التكرار.',
  toBooking: 'اختيار من ومتى',
  repeat: 'كم مرة',
  every: 'كل',
  unit: 'من',
  weeks: 'أسابيع',
  days: 'أيام',
  weekdays: 'في هذه الأيام',
  ends: 'تنتهي',
  endsTimes: 'بعد عدد من المواعيد',
  endsUntil: 'في يوم',
  times: 'العدد الكلي',
  until: 'اليوم الأخير',
  noEnd: 'تحتاج السلسلة إلى نهاية: اذكر العدد أو اليوم الأخير.',
  tooMany: ({ n }) => `${n} في السلسلة الواحدة على الأكثر. احجز الباقي عندما توشك هذه على الانتهاء.`,
  badStep: ({ n }) => `عدد صحيح من 1 إلى ${n}.`,
  endsBefore: 'اليوم الأخير يسبق الموعد الأول.',
  dates: ({ n }) => plural(n, DATES),
  instead: ({ time }) => `بدلًا من ${time}`,
  anyway: 'احجزه مع ذلك',
  leaveOut: 'استبعاد',
  leftOut: 'مستبعد',
  again: 'اسأل من جديد',
  taken: ({ name }) => `محجوز لـ ${name}`,
  book: ({ n }) => `حجز ${plural(n, VISITS)}`,
  needAnswers: ({ n }) => `${plural(n, DATES)} غير متاحة: اختر ما يُفعل بها.`,
  needDates: 'لم يبق أي تاريخ.',
  booked: ({ n, confirmed }) => `${plural(n, VISITS)}، المؤكد منها ${confirmed}.`,
  confirmed: 'مؤكد',
  takenBack: 'تم التراجع. الأوقات متاحة من جديد.',
  print: 'طباعة القائمة',
};
