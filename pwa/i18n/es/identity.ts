import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { identity as english } from '#pwa/i18n/en/identity.ts';

export const identity: Translation<typeof english> = {
  who: 'Quién viene',
  known: 'Una persona con nombre',
  unknown: 'Nadie sabe quién es',
  newborn: 'Un recién nacido',
  unknownWhy:
    'Un número temporal y este nombre hacen las veces. Escriba la edad aproximada y lo que se ve en el comentario. El nombre verdadero se pone en la historia, Editar datos.',
  unknownMan: 'Hombre desconocido',
  unknownWoman: 'Mujer desconocida',
  unknownPerson: 'Persona desconocida',
  mother: 'Madre',
  babyOf: ({ given }) => `Bebé de ${given}`,
  lists: 'Más nombres, teléfonos, familiares, idiomas',
  names: 'Otros nombres',
  nameUse: 'Tipo',
  'use-usual': 'Nombre habitual',
  'use-official': 'Oficial, en otra escritura',
  'use-maiden': 'Nombre antes del matrimonio',
  'use-nickname': 'Apodo',
  'use-old': 'Nombre anterior',
  phones: 'Otros teléfonos y correos',
  'kind-phone': 'Teléfono',
  'kind-email': 'Correo',
  value: 'Número o dirección',
  contacts: 'Otros familiares',
  languages: 'También habla',
  add: ({ what }) => `Añadir: ${what}`,
  remove: 'Quitar',
  namesStay: 'Un nombre nunca se quita de una historia; llámelo anterior.',
};
