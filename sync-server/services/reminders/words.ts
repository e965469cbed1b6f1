import type { MessageKind } from '#shared/sync/reminders.ts';

/** Languages that messages can be written in. */
const MESSAGE_LANGUAGES = ['en', 'es', 'ar'] as const;
export type MessageLanguage = (typeof MESSAGE_LANGUAGES)[number];

/** What a message says. Nothing of it tells who somebody is, what they have, or what for they come. */
export interface Words {
  readonly subject: Readonly<
    Record<MessageKind, (v: { when: string; hospital: string }) => string>
  >;
  readonly opening: Readonly<Record<MessageKind, string>>;
  readonly when: (v: { day: string; time: string }) => string;
  /** Where the patient's clock shows another time than the hospital's. */
  readonly clockOf: (zone: string) => string;
  readonly was: (when: string) => string;
  readonly where: (place: string) => string;
  readonly call: (phone: string) => string;
  readonly callForAnother: (phone: string) => string;
  readonly stop: (link: string) => string;
  readonly stopByDesk: string;
  readonly test: { readonly subject: string; readonly text: string };
  /** The page behind a link. */
  readonly page: {
    readonly title: string;
    readonly ask: (hospital: string) => string;
    readonly stopEmail: string;
    readonly stopped: string;
    readonly stoppedWhy: string;
    readonly again: string;
    readonly isOn: string;
    readonly unknown: string;
    readonly unknownWhy: string;
    readonly pushOn: string;
    readonly pushOff: string;
    readonly pushDone: string;
    readonly pushEnded: string;
    readonly pushDenied: string;
  };
  /** In a calendar file. */
  readonly event: string;
}

export const WORDS: Readonly<Record<MessageLanguage, Words>> = {
  en: {
    subject: {
      before: ({ when, hospital }) => `Appointment ${when}, ${hospital}`,
      booked: ({ when, hospital }) => `Appointment booked: ${when}, ${hospital}`,
      moved: ({ when, hospital }) => `New time: ${when}, ${hospital}`,
      cancelled: ({ when, hospital }) => `Appointment cancelled: ${when}, ${hospital}`,
    },
    opening: {
      before: 'You have an appointment.',
      booked: 'Your appointment is booked.',
      moved: 'Your appointment has a new time.',
      cancelled: 'Your appointment is cancelled.',
    },
    when: ({ day, time }) => `When: ${day}, ${time}`,
    clockOf: (zone) => `(${zone} time)`,
    was: (when) => `Before: ${when}`,
    where: (place) => `Where: ${place}`,
    call: (phone) => `If you cannot come, or have a question, call ${phone}.`,
    callForAnother: (phone) => `For another time, call ${phone}.`,
    stop: (link) => `To get no more of these messages: ${link}`,
    stopByDesk: 'To get no more of these messages, tell the reception.',
    test: {
      subject: 'Wardline: a test message',
      text: 'Messages from this hospital reach this address. Nothing more is to be done.',
    },
    page: {
      title: 'Messages about appointments',
      ask: (hospital) =>
        `${hospital} writes to this address about appointments. You can stop that here.`,
      stopEmail: 'Send me no more e-mails',
      stopped: 'No more e-mails will be sent',
      stoppedWhy: 'A message that is on its way may still arrive. Appointments stay as they are.',
      again: 'Send me e-mails again',
      isOn: 'E-mails will be sent again',
      unknown: 'This link is not known here',
      unknownWhy: 'It may be cut off. Open it from the message again, or tell the reception.',
      pushOn: 'Show them on this device',
      pushOff: 'No more on this device',
      pushDone: 'They will be shown on this device.',
      pushEnded: 'Nothing more is shown on this device.',
      pushDenied:
        'This browser does not let them be shown. Allow notifications for this page, then try again.',
    },
    event: 'Appointment',
  },
  es: {
    subject: {
      before: ({ when, hospital }) => `Cita ${when}, ${hospital}`,
      booked: ({ when, hospital }) => `Cita reservada: ${when}, ${hospital}`,
      moved: ({ when, hospital }) => `Nueva hora: ${when}, ${hospital}`,
      cancelled: ({ when, hospital }) => `Cita anulada: ${when}, ${hospital}`,
    },
    opening: {
      before: 'Tiene una cita.',
      booked: 'Su cita está reservada.',
      moved: 'Su cita tiene una nueva hora.',
      cancelled: 'Su cita está anulada.',
    },
    when: ({ day, time }) => `Cuándo: ${day}, ${time}`,
    clockOf: (zone) => `(hora de ${zone})`,
    was: (when) => `Antes: ${when}`,
    where: (place) => `Dónde: ${place}`,
    call: (phone) => `Si no puede venir o tiene una pregunta, llame al ${phone}.`,
    callForAnother: (phone) => `Para otra hora, llame al ${phone}.`,
    stop: (link) => `Para no recibir más mensajes: ${link}`,
    stopByDesk: 'Para no recibir más mensajes, dígalo en recepción.',
    test: {
      subject: 'Wardline: mensaje de prueba',
      text: 'Los mensajes de este hospital llegan a esta dirección. No hay que hacer nada más.',
    },
    page: {
      title: 'Mensajes sobre citas',
      ask: (hospital) =>
        `${hospital} escribe a esta dirección sobre citas. Aquí puede dejar de recibirlos.`,
      stopEmail: 'No enviarme más correos',
      stopped: 'No se enviarán más correos',
      stoppedWhy: 'Un mensaje ya enviado aún puede llegar. Las citas no cambian.',
      again: 'Enviarme correos de nuevo',
      isOn: 'Se enviarán correos de nuevo',
      unknown: 'Este enlace no se conoce aquí',
      unknownWhy: 'Puede estar cortado. Ábralo otra vez desde el mensaje, o dígalo en recepción.',
      pushOn: 'Mostrarlos en este dispositivo',
      pushOff: 'No más en este dispositivo',
      pushDone: 'Se mostrarán en este dispositivo.',
      pushEnded: 'Ya no se muestra nada en este dispositivo.',
      pushDenied:
        'Este navegador no deja mostrarlos. Permita las notificaciones de esta página e inténtelo de nuevo.',
    },
    event: 'Cita',
  },
  ar: {
    subject: {
      before: ({ when, hospital }) => `موعد ${when}، ${hospital}`,
      booked: ({ when, hospital }) => `حُجز الموعد: ${when}، ${hospital}`,
      moved: ({ when, hospital }) => `وقت جديد: ${when}، ${hospital}`,
      cancelled: ({ when, hospital }) => `أُلغي الموعد: ${when}، ${hospital}`,
    },
    opening: {
      before: 'لديك موعد.',
      booked: 'حُجز موعدك.',
      moved: 'لموعدك وقت جديد.',
      cancelled: 'أُلغي موعدك.',
    },
    when: ({ day, time }) => `متى: ${day}، ${time}`,
    clockOf: (zone) => `(توقيت ${zone})`,
    was: (when) => `سابقًا: ${when}`,
    where: (place) => `أين: ${place}`,
    call: (phone) => `إن تعذّر عليك الحضور أو كان لديك سؤال فاتصل بالرقم ${phone}.`,
    callForAnother: (phone) => `لوقت آخر اتصل بالرقم ${phone}.`,
    stop: (link) => `لإيقاف هذه الرسائل: ${link}`,
    stopByDesk: 'لإيقاف هذه الرسائل أخبر الاستقبال.',
    test: {
      subject: 'Wardline: رسالة تجريبية',
      text: 'رسائل هذا المستشفى تصل إلى هذا العنوان. لا يلزم فعل شيء آخر.',
    },
    page: {
      title: 'رسائل عن المواعيد',
      ask: (hospital) => `يراسل ${hospital} هذا العنوان بشأن المواعيد. يمكنك إيقاف ذلك هنا.`,
      stopEmail: 'لا ترسلوا لي رسائل بعد الآن',
      stopped: 'لن تُرسل رسائل بعد الآن',
      stoppedWhy: 'قد تصل رسالة في الطريق. المواعيد تبقى كما هي.',
      again: 'أرسلوا لي الرسائل من جديد',
      isOn: 'ستُرسل الرسائل من جديد',
      unknown: 'هذا الرابط غير معروف هنا',
      unknownWhy: 'قد يكون مقطوعًا. افتحه من الرسالة مرة أخرى أو أخبر الاستقبال.',
      pushOn: 'إظهارها على هذا الجهاز',
      pushOff: 'لا مزيد على هذا الجهاز',
      pushDone: 'ستظهر على هذا الجهاز.',
      pushEnded: 'لن يظهر شيء بعد الآن على هذا الجهاز.',
      pushDenied: 'لا يسمح هذا المتصفح بإظهارها. اسمح بالإشعارات لهذه الصفحة ثم حاول مجددًا.',
    },
    event: 'موعد',
  },
};

/** The first language that messages can be written in. */
export function messageLanguage(...codes: readonly (string | undefined)[]): MessageLanguage {
  for (const code of codes) {
    const plain = code?.toLowerCase().split(/[-_]/)[0];
    const found = MESSAGE_LANGUAGES.find((one) => one === plain);
    if (found) return found;
  }
  return 'en';
}
