import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { waiting as english } from '#pwa/i18n/en/waiting.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const waiting: Translation<typeof english> = {
  panel: 'Qué está guardado y dónde',
  waiting: ({ n }) =>
    plural(n, {
      one: '# cambio pendiente de enviar',
      other: '# cambios pendientes de enviar',
    }),
  nothing: 'Nada pendiente: el hospital tiene todo lo que se ha introducido aquí.',
  keptHere: ({ place }) =>
    `Lo pendiente se conserva en ${place} y se envía solo cuando el hospital responde.`,
  contact: ({ at, ago }) => `Último contacto con el hospital: ${at}, ${ago}.`,
  neverContact: 'El hospital aún no ha respondido aquí.',
  tryAgain: 'Intentar de nuevo ahora',
  record: 'Registro',
  change: 'Cambio',
  since: 'Desde',
  author: 'Por',
  more: ({ n }) => plural(n, { one: 'y # registro más', other: 'y # registros más' }),
  'of.patients': 'Paciente',
  'of.appointments': 'Cita',
  'of.encounters': 'Estancia o visita',
  'of.practitioners': 'Profesional',
  'of.locations': 'Lugar',
  'of.schedules': 'Horario de trabajo',
  'of.disputes': 'Decisión',
  changed: ({ n }) => plural(n, { one: '# campo cambiado', other: '# campos cambiados' }),
  undone: 'deshecho',
  registered: 'registrado',
};
