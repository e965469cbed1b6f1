import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { away as english } from '#pwa/i18n/en/away.ts';

export const away: Translation<typeof english> = {
  unnamed: 'La dirección no dice quién está ausente.',
  choose: 'Elija al profesional en el calendario',
  title: 'Un profesional está ausente',
  of: ({ name, day }) => `${name} está ausente, ${day}`,
  print: 'Imprimir la lista',
  to: 'Adónde van',
  colleagues: 'Con colegas, a partir de su hora',
  later: 'Con el mismo profesional otro día',
  nobody: 'No hay citas ese día que se puedan mover.',
  proposed: ({ n }) => plural(n, { one: '# persona por mover', other: '# personas por mover' }),
  moveAll: ({ n }) => plural(n, { one: 'Mover # persona', other: 'Mover las #' }),
  done: ({ n }) =>
    plural(n, {
      one: '# persona movida. Provisional hasta que el hospital lo confirme.',
      other: '# personas movidas. Provisionales hasta que el hospital lo confirme.',
    }),
  none: 'Sin hora libre: elegir una',
  callTitle: ({ n }) => plural(n, { one: '# por llamar', other: '# por llamar' }),
  callLeft: 'Falta llamar a alguien.',
  callDone: 'Hecho, vaciar la lista',
  callNoPhone: 'Sin teléfono conocido',
  called: 'Avisado',
};
