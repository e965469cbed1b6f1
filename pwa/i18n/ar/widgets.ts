import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { widgets as english } from '#pwa/i18n/en/widgets.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const widgets: Translation<typeof english> = {
  born: 'تاريخ الميلاد',
  mrn: 'رقم الملف',
  temporary: 'رقم مؤقت',
  'sex.male': 'ذكر',
  'sex.female': 'أنثى',
  'sex.other': 'آخر',
  'sex.unknown': 'الجنس غير معروف',
  nameUnknown: 'الاسم غير معروف',
  bornUnknown: 'تاريخ الميلاد غير معروف',
  mrnUnknown: 'لا رقم ملف بعد',
  allergies: 'الحساسية',
  noKnownAllergies: 'لا حساسية معروفة',
  allergiesNotRecorded: 'الحساسية غير مسجّلة',
  allergiesUnavailable: 'بيانات الحساسية غير متاحة',
  highRisk: 'خطر مرتفع',
  alerts: 'تنبيهات',
  now: 'الآن',
  deceased: 'متوفّى',
  deceasedAt: ({ date }) => `تاريخ الوفاة ${date}`,
  notReceived: 'لم يصل بعد',
  staffUnknown: 'شخص غير معروف على هذا الجهاز',
  unsent: 'لم يُرسل بعد',
  staleAt: ({ at, ago }) => `حتى ${at}، ${ago}.`,
  staleWhy: 'ربما غيّرت أجهزة أخرى شيئًا منذ ذلك الحين.',
  pickHint: 'الاسم أو رقم الملف أو تاريخ الميلاد',
  pickNobody: 'لم يُعثر على أحد في هذا الجهاز. جرّب حروفًا أقل أو رقم الملف.',
  pickFound: ({ n }) =>
    plural(n, {
      zero: 'لم يُعثر على أحد',
      one: 'عُثر على شخص واحد',
      two: 'عُثر على شخصين',
      few: 'عُثر على # أشخاص',
      many: 'عُثر على # شخصًا',
      other: 'عُثر على # شخص',
    }),
  pickOther: 'شخص آخر',
  peopleFound: 'الأشخاص الذين عُثر عليهم',
};
