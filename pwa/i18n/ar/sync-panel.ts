import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { syncPanel as english } from '#pwa/i18n/en/sync-panel.ts';
import { changesOf, recordsOf } from './sync.ts';

export const syncPanel: Translation<typeof english> = {
  panel: 'ما المحفوظ وأين',
  waiting: ({ n }) => `بانتظار الإرسال: ${changesOf(n)}`,
  nothing: 'لا شيء بانتظار الإرسال: لدى المستشفى كل ما أُدخل هنا.',
  keptHere: ({ place }) => `ما ينتظر محفوظ على ${place} ويُرسل من نفسه عندما يجيب المستشفى.`,
  contact: ({ at, ago }) => `آخر اتصال بالمستشفى ${at}، ${ago}.`,
  neverContact: 'لم يجب المستشفى هنا بعد.',
  tryAgain: 'حاول الآن من جديد',
  comparison: 'هل المحفوظ هنا صحيح؟',
  compared: ({ at, n }) =>
    n === 0
      ? `قورن بالمستشفى الساعة ${at}: كل ما هنا كما هو هناك.`
      : `قورن بالمستشفى الساعة ${at}: ${recordsOf(n)} اختلف عما هناك وصُحِّح.`,
  neverCompared: 'يُقارَن بالمستشفى من حين إلى آخر تلقائيًا.',
  compare: 'قارن الآن',
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
  'of.pairs': 'سجلان',
};
