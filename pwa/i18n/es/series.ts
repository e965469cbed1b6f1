import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { series as english } from '#pwa/i18n/en/series.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const series: Translation<typeof english> = {
  title: 'Reservar una serie',
  first: 'La primera',
  changeFirst: 'Otra persona, hora o profesional',
  nothing: 'Aún no hay nada que repetir.',
  nothingWhy: 'Elija primero quién y cuándo; después se puede repetir.',
  toBooking: 'Elegir quién y cuándo',
  repeat: 'Con qué frecuencia',
  every: 'Cada',
  unit: 'De qué',
  weeks: 'semanas',
  days: 'días',
  weekdays: 'En estos días',
  ends: 'Termina',
  endsTimes: 'tras un número de citas',
  endsUntil: 'un día',
  times: 'Cuántas en total',
  until: 'Último día',
  noEnd: 'Una serie necesita un final: diga cuántas o hasta cuándo.',
  tooMany: ({ n }) =>
    `Como mucho ${n} en una serie. Reserve el resto cuando estas casi hayan terminado.`,
  badStep: ({ n }) => `Un número entero de 1 a ${n}.`,
  endsBefore: 'El último día es anterior a la primera cita.',
  dates: ({ n }) => plural(n, { one: '# fecha', other: '# fechas' }),
  instead: ({ time }) => `En lugar de ${time}`,
  anyway: 'Reservarla de todos modos',
  leaveOut: 'Omitir',
  leftOut: 'omitida',
  again: 'Preguntar de nuevo',
  taken: ({ name }) => `Ocupada por ${name}`,
  book: ({ n }) => plural(n, { one: 'Reservar # cita', other: 'Reservar # citas' }),
  needAnswers: ({ n }) =>
    plural(n, {
      one: '# fecha no está libre: elija qué hacer con ella.',
      other: '# fechas no están libres: elija qué hacer con ellas.',
    }),
  needDates: 'No queda ninguna fecha.',
  booked: ({ n, confirmed }) =>
    `${plural(n, { one: '# cita', other: '# citas' })}, ${confirmed} confirmadas.`,
  confirmed: 'confirmada',
  takenBack: 'Deshecho. Las horas vuelven a estar libres.',
  print: 'Imprimir la lista',
};
