import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { queue as english } from '#pwa/i18n/en/queue.ts';

export const queue: Translation<typeof english> = {
  title: 'Sala de espera',
  wall: 'Pantalla de llamada',
  walkIn: 'Sin cita',
  empty: 'Hoy no hay citas.',
  emptyWhy: 'Quien viene sin cita entra como paciente sin cita.',
  room: 'En la consulta',
  waiting: 'Esperando',
  late: 'Ya es su hora',
  absent: 'No vino',
  count: ({ n }) => plural(n, { one: '# esperando', other: '# esperando' }),
  toCome: ({ n }) => plural(n, { one: '# por venir', other: '# por venir' }),
  next: ({ n }) => `unos ${n} min`,
  noWait: 'sin espera',
  inRoom: ({ n }) => `desde hace ${n} min`,
  waits: ({ n }) => `espera ${n} min`,
  about: ({ n }) => (n === 0 ? 'siguiente' : `unos ${n} min más`),
  lateBy: ({ n }) => `${n} min tarde`,
  called: 'Llamados ahora',
  nobodyCalled: 'Ahora no se llama a nadie.',
  person: 'Persona',
  register: 'Registrar a alguien nuevo',
  to: 'Con quién',
  reason: 'Motivo',
  checkIn: 'Registrar llegada',
  needPerson: 'Elija quién es.',
  nobodyWorks: 'Hoy no trabaja nadie.',
  walkInReason: 'Sin cita',
  walkInDone: ({ token, name }) => `Llegada registrada con ${name}. Turno ${token}.`,
};
