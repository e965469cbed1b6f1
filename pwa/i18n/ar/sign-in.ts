import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { signIn as english } from '#pwa/i18n/en/sign-in.ts';
import { plural } from '#pwa/i18n/plural.ts';
import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

export const signIn: Translation<typeof english> = {
  title: 'تسجيل الدخول',
  who: ({ place }) => `من يستعمل ${place}؟`,
  first: 'تسجيل الدخول إلى Wardline',
  lead: 'المرضى والمواعيد والأسرّة، تبقى تعمل عندما تتوقف الشبكة.',
  lastHere: ({ place, at }) => `آخر استعمال على ${place} ${at}`,
  someoneElse: 'شخص آخر',
  people: 'من سجّلوا الدخول هنا',
  username: 'اسم المستخدم',
  password: 'كلمة المرور',
  show: 'إظهار كلمة المرور',
  enter: 'دخول',
  entering: 'جارٍ الدخول',
  needName: 'اسم المستخدم ناقص.',
  needPassword: 'كلمة المرور ناقصة.',
  offlineToo: ({ place }) => `يعمل بلا شبكة لمن سبق أن دخل على ${place}.`,
  noNetwork: 'لا شبكة. كل ما يُدخل هنا محفوظ وسيُرسل.',
  demo: 'مستشفى تجريبي: الدخول باسم',
  demoWhy: 'أشخاص مختلقون، على هذا الحاسوب فقط.',

  wrong: 'اسم المستخدم أو كلمة المرور غير صحيح.',
  wrongHere: 'كلمة المرور غير صحيحة.',
  triesLeft: ({ n }) =>
    plural(n, {
      zero: 'لم تبقَ محاولات.',
      one: 'بقيت محاولة واحدة.',
      two: 'بقيت محاولتان.',
      few: 'بقيت # محاولات.',
      many: 'بقيت # محاولة.',
      other: 'بقيت # محاولة.',
    }),
  tooMany: ({ wait }) => `محاولات كثيرة. يُفتح من جديد بعد ${wait}.`,
  unknownHere: ({ place }) => `بلا شبكة لا يُفتح ${place} إلا لمن سبق أن دخل هنا.`,
  unreachable: ({ place }) =>
    `المستشفى لا يجيب، واسم المستخدم هذا لم يدخل على ${place} من قبل. يعمل من جديد مع الشبكة.`,
  mustChange: ({ place }) =>
    `كلمة مرورك أُعطيت لك: غيّرها أولًا، وهذا يحتاج إلى المستشفى. حتى ذلك الحين لا يُفتح لك ${place}.`,
  passwordChanged: ({ place }) =>
    `تغيّرت كلمة مرورك. ادخل بالجديدة حالما يجيب المستشفى؛ القديمة لم تعد تفتح ${place}.`,
  endedPassword: ({ name, place }) =>
    `${name}: تغيّرت كلمة المرور، لذلك أُغلق ${place}. ادخل بالجديدة. لا يُفقد شيء مما أُدخل هنا.`,
  endedNoAccount: ({ name, place }) =>
    `${name}: لم يعد هذا الحساب يستطيع الدخول، لذلك أُغلق ${place}. لا يُفقد شيء مما أُدخل هنا.`,
  leaseOver: ({ at }) =>
    `مدة طويلة بلا اتصال: آخر اتصال ${at}. يُفتح من جديد عندما يجيب المستشفى. لا يُفقد شيء مما أُدخل هنا.`,
  deviceLocked: ({ place }) => `أقفل المسؤول ${place}. ما أُدخل هنا محفوظ ويُرسل عند فكّ القفل.`,
  failed: 'تعذّر الدخول. لم يُفقد شيء.',
  failedWhy: ({ detail }) => `يقول المستشفى: ${detail}`,

  changeTitle: 'اختر كلمة مرور خاصة بك',
  changeWhy: 'الكلمة التي دخلت بها أُعطيت لك. الجديدة لن يعرفها سواك.',
  current: 'كلمة المرور الحالية',
  next: 'كلمة المرور الجديدة',
  nextHint: `${PASSWORD_LENGTH.min} أحرف على الأقل. جملة قصيرة يسهل حفظها.`,
  again: 'كلمة المرور الجديدة مرة أخرى',
  tooShort: ({ n }) =>
    plural(n, {
      zero: 'لا ينقص شيء.',
      one: 'ينقص حرف واحد.',
      two: 'ينقص حرفان.',
      few: 'تنقص # أحرف.',
      many: 'ينقص # حرفًا.',
      other: 'ينقص # حرف.',
    }),
  notSame: 'الكلمتان غير متطابقتين.',
  sameAsBefore: 'هذه كلمة مرورك الحالية.',
  change: 'تغيير كلمة المرور',
  changed: 'تغيّرت كلمة المرور',
  changeOffline: 'لا تُغيَّر كلمة المرور إلا عندما يجيب المستشفى. القديمة باقية.',
  changeRefused: 'كلمة المرور الحالية غير صحيحة. لم يتغيّر شيء.',
  changeSignedOut: 'يطلب المستشفى تسجيل الدخول من جديد أولًا. لم يتغيّر شيء.',
  nextIsUsername: 'كلمة المرور هي اسم المستخدم. اختر غيرها.',
  nextIsDemo: 'هذه كلمة مرور العرض. اختر غيرها.',
  nextTooLong: `كلمة المرور ${PASSWORD_LENGTH.max} حرف على الأكثر.`,
  changeFailed: ({ why }) => `لم يقبلها المستشفى: ${why}. لم يتغيّر شيء.`,
};
