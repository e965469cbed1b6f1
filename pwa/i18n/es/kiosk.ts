import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { kiosk as english } from '#pwa/i18n/en/kiosk.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const kiosk: Translation<typeof english> = {
  title: 'Autorregistro',
  begin: 'Empezar en este dispositivo',
  beginWhy:
    'Este dispositivo mostrará solo el registro, también tras reiniciarlo. Para salir hace falta su contraseña. Lo que la gente registre aquí se anota a su nombre como autorregistro.',
  scan: 'Acerque el código de su resguardo al lector o a la cámara, o escriba.',
  openCamera: 'Abrir la cámara',
  closeCamera: 'Cerrar la cámara',
  preview: 'Lo que ve la cámara: ponga el código de su resguardo en el centro',
  otherCode: 'No es el código de un resguardo. Escriba, o vaya al mostrador.',
  instead: 'Escriba, o vaya al mostrador.',
  born: 'Su fecha de nacimiento',
  bornHint: 'Por ejemplo 14 mar 1959',
  proof: 'Su apellido, o las cuatro últimas cifras de su número de hospital',
  proofHint: 'El número está en su resguardo o tarjeta, tras MRN.',
  checkIn: 'Registrar la llegada',
  paused: 'Un momento, o vaya al mostrador.',
  notReady: 'Un momento.',
  toDesk: 'Vaya al mostrador, donde le ayudarán.',
  toDeskWhy: 'El registro aquí no se completó.',
  done: 'Su llegada está registrada.',
  seat: 'Tome asiento. Le llamarán por este código.',
  with: 'Con',
  ticket: 'Imprimir el tique',
  next: 'Listo',
  staff: 'Personal',
  password: 'Su contraseña',
  wrong: 'El registro sigue abierto: la contraseña no abre este dispositivo.',
  leave: 'Salir del registro',
  before: ({ n }) =>
    n === 0
      ? 'nadie antes que usted'
      : plural(n, { one: '# persona antes que usted', other: '# personas antes que usted' }),
  printed: ({ time }) => `Impreso ${time}.`,
};
