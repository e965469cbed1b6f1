import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { photo as english } from '#pwa/i18n/en/photo.ts';

export const photo: Translation<typeof english> = {
  add: 'Hacer una foto',
  change: 'Cambiar la foto',
  title: 'Foto',
  of: ({ name }) => `Foto de ${name}`,
  preview: 'Lo que ve la cámara',
  opening: 'Abriendo la cámara',
  otherCamera: 'Otra cámara',
  take: 'Hacer la foto',
  taken: 'La foto hecha',
  use: 'Usar esta foto',
  again: 'Repetirla',
  choose: 'Elegir una imagen',
  chooseInstead: 'Aun así se puede elegir una imagen.',
  remove: 'Quitar la foto',
  unreadable: 'Este dispositivo no puede leer ese archivo como imagen. No se cambió nada.',
  saved: 'La foto queda en este dispositivo y va sola al hospital.',
  removed: 'La foto se ha quitado.',
  unreachable: 'La foto está en el hospital y no en este dispositivo',
  'not-received': 'La foto aún no ha llegado',
  'camera-refused': 'Wardline no puede usar la cámara.',
  'camera-refused-why':
    'Permítalo con el signo junto a la dirección o en los ajustes del dispositivo.',
  'camera-none': 'No hay ninguna cámara en este dispositivo.',
  'camera-busy': 'La cámara no responde.',
  'camera-busy-why': 'Quizá la usa otro programa. Ciérrelo y abra esto de nuevo.',
};
