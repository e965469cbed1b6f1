import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { syncPanel as english } from '#pwa/i18n/en/sync-panel.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const syncPanel: Translation<typeof english> = {
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
  comparison: '¿Es correcto lo que hay aquí?',
  compared: ({ at, n }) =>
    n === 0
      ? `Comparado con el hospital ${at}: todo lo que hay aquí está como allí.`
      : `Comparado con el hospital ${at}: ${plural(n, { one: '# registro era distinto y se corrigió', other: '# registros eran distintos y se corrigieron' })}.`,
  neverCompared: 'Se compara con el hospital de vez en cuando, sin que nadie lo pida.',
  compare: 'Comparar ahora',
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
  'of.pairs': 'Dos fichas',
};
