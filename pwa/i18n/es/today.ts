import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { today as english } from '#pwa/i18n/en/today.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const today: Translation<typeof english> = {
  title: 'Hoy',
  queue: 'Sala de espera',
  book: 'Dar cita',
  wards: 'A las salas',
  calendar: 'Todo el día',
  whose: 'El día de quién',
  mine: 'Mi lista',
  all: 'Todos',
  waiting: 'En espera',
  longestFirst: 'primero quien más espera',
  room: 'En la sala',
  next: 'Esperados',
  done: 'Atendidos y cerrados',
  since: ({ time, span }) => `desde las ${time}, ${span}`,
  clash: 'Choque',
  clashWaiting: ({ span }) => `Choque, espera ${span}`,
  provisional: 'Provisional',
  expected: 'por llegar',
  late: ({ span }) => `${span} de retraso`,
  roomSince: ({ time }) => `desde las ${time}`,
  sortOut: 'Resolver',
  undo: 'Deshacer',
  undone: 'Deshecho.',
  mayNot: 'Su función lee esta lista y no registra llegadas.',
  decisions: ({ n }) =>
    plural(n, {
      one: '# ficha tiene dos versiones y necesita una decisión.',
      other: '# fichas tienen dos versiones y necesitan una decisión.',
    }),
  refused: ({ n }) =>
    plural(n, {
      one: 'El hospital no aceptó # cambio suyo. Se conserva.',
      other: 'El hospital no aceptó # cambios suyos. Se conservan.',
    }),
  clashes: ({ n }) =>
    plural(n, {
      one: '# cita perdió su hora y necesita otra.',
      other: '# citas perdieron su hora y necesitan otra.',
    }),
  holds: ({ n }) =>
    plural(n, {
      one: '# cita de hoy es provisional hasta que el hospital la confirme.',
      other: '# citas de hoy son provisionales hasta que el hospital las confirme.',
    }),
  toInbox: 'Abrir la bandeja',
  empty: 'No hay citas hoy.',
  emptyMine: 'No hay citas con usted hoy.',
  emptyWhy: 'La agenda muestra los días siguientes y todos los huecos libres.',
  emptyFiltered: 'Nadie tiene cita aquí hoy. La lista de todos puede tener alguna.',
};
