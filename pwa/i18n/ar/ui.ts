import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { ui as english } from '#pwa/i18n/en/ui.ts';

export const ui: Translation<typeof english> = {
  close: 'إغلاق',
  cancel: 'إلغاء',
  undo: 'تراجع',
  tryAgain: 'حاول مرة أخرى',
  loading: 'جارٍ التحميل',
  failed: 'تعذّر فتح هذا هنا.',
  failedKept: 'لم يُفقد شيء: ما أدخلته محفوظ على هذا الجهاز.',
  skip: 'الانتقال إلى المحتوى',
  optional: 'غير مطلوب',
  no: 'لا',
  unknown: 'غير معروف',
  notAllowed: 'دورك لا يسمح بهذا.',
  notSaved: 'لم يُحفظ. لم يتغيّر شيء.',
  storageFull: 'لم يُحفظ: هذا الجهاز ممتلئ. أبقِ هذه الصفحة مفتوحة.',
  readOnly: 'هذا المتصفح لا يسمح لـ Wardline بحفظ البيانات، لذا يُفتح للقراءة فقط.',
  trailFull: 'لم يُحفظ: تغييرات كثيرة تنتظر في هذا السجل. تُرسل أولًا.',
  tooLarge: 'لم يُحفظ: النص أطول مما يتّسع له سجل واحد. اختصره ثم احفظه من جديد.',
  changedSince: 'لم يُتراجع: تغيّر منذ ذلك الحين. يُعرض كما هو الآن.',
  signedOut: 'لم يُحفظ: لم يسجّل أحد دخوله.',
  undone: 'تم التراجع',
};
