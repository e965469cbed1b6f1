import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { scan as english } from '#pwa/i18n/en/scan.ts';

export const scan: Translation<typeof english> = {
  title: 'مسح سوار أو بطاقة',
  how: 'ضع الرمز أمام الكاميرا. القارئ الذي يكتب يعمل في كل صفحة: صوّب واضغط.',
  instead: 'الماسح الذي يكتب يعمل على كل حال.',
  preview: 'ما تراه الكاميرا: ضع الرمز في الوسط',
  misread: 'لم يُقرأ الرمز كاملًا.',
  misreadWhy: 'لم يُفتح ملف أحد. امسحه من جديد، أو ابحث عن الشخص باسمه.',
  foreign: ({ text }) => `«${text}» ليس رمزًا من هذا المستشفى.`,
  choose: 'لم يُفتح ملف من تلقاء نفسه. من يحمل هذا الرقم هنا يظهر أدناه.',
  nobody: 'لا أحد على هذا الجهاز يحمل هذا الرقم. ابحث عن الشخص بالاسم وتاريخ الميلاد.',
};
