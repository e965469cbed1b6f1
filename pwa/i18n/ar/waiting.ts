import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { waiting as english } from '#pwa/i18n/en/waiting.ts';
import { plural } from '#pwa/i18n/plural.ts';
import { changesOf, recordsOf } from './counted.ts';

export const waiting: Translation<typeof english> = {
  panel: 'ما المحفوظ وأين',
  waiting: ({ n }) => `بانتظار الإرسال: ${changesOf(n)}`,
  nothing: 'لا شيء بانتظار الإرسال: لدى المستشفى كل ما أُدخل هنا.',
  keptHere: ({ place }) => `ما ينتظر محفوظ على ${place} ويُرسل من نفسه عندما يجيب المستشفى.`,
  contact: ({ at, ago }) => `آخر اتصال بالمستشفى ${at}، ${ago}.`,
  neverContact: 'لم يجب المستشفى هنا بعد.',
  tryAgain: 'حاول الآن من جديد',
  record: 'السجل',
  change: 'التغيير',
  since: 'منذ',
  author: 'بواسطة',
  more: ({ n }) => `و${recordsOf(n)} أيضًا`,
  'of.patients': 'مريض',
  'of.appointments': 'موعد',
  'of.encounters': 'إقامة أو زيارة',
  'of.practitioners': 'ممارس',
  'of.locations': 'مكان',
  'of.schedules': 'ساعات العمل',
  'of.disputes': 'قرار',
  changed: ({ n }) =>
    plural(n, {
      zero: 'لم يتغيّر حقل',
      one: 'تغيّر حقل واحد',
      two: 'تغيّر حقلان',
      few: 'تغيّرت # حقول',
      many: 'تغيّر # حقلًا',
      other: 'تغيّر # حقل',
    }),
  undone: 'تم التراجع عنه',
  registered: 'سُجّل',
};
