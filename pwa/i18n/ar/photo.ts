import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { photo as english } from '#pwa/i18n/en/photo.ts';

export const photo: Translation<typeof english> = {
  add: 'التقاط صورة',
  change: 'تغيير الصورة',
  title: 'الصورة',
  of: ({ name }) => `صورة ${name}`,
  preview: 'ما تراه الكاميرا',
  opening: 'يجري فتح الكاميرا',
  otherCamera: 'كاميرا أخرى',
  take: 'التقط الصورة',
  taken: 'الصورة الملتقطة',
  use: 'استعمل هذه الصورة',
  again: 'التقطها من جديد',
  choose: 'اختر صورة',
  chooseInstead: 'يمكن اختيار صورة على كل حال.',
  remove: 'إزالة الصورة',
  unreadable: 'لا يستطيع هذا الجهاز قراءة الملف كصورة. لم يتغير شيء.',
  saved: 'الصورة محفوظة على هذا الجهاز وتذهب إلى المستشفى من تلقاء نفسها.',
  removed: 'أُزيلت الصورة.',
  unreachable: 'الصورة في المستشفى وليست على هذا الجهاز',
  'not-received': 'لم تصل الصورة بعد',
  'camera-refused': 'لا يُسمح لـ Wardline باستعمال الكاميرا.',
  'camera-refused-why':
    'اسمح بذلك من العلامة بجانب العنوان أو من إعدادات الجهاز. ويمكن اختيار صورة على كل حال.',
  'camera-none': 'لا توجد كاميرا في هذا الجهاز.',
  'camera-busy': 'الكاميرا لا تستجيب.',
  'camera-busy-why': 'ربما يستعملها برنامج آخر. أغلقه وافتح هذا من جديد.',
};
