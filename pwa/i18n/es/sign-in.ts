import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { signIn as english } from '#pwa/i18n/en/sign-in.ts';
import { plural } from '#pwa/i18n/plural.ts';
import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

export const signIn: Translation<typeof english> = {
  title: 'Entrar',
  who: ({ place }) => `¿Quién usa ${place}?`,
  first: 'Entrar en Wardline',
  lead: 'Pacientes, citas y camas que siguen funcionando cuando la red no lo hace.',
  lastHere: ({ place, at }) => `usó ${place} por última vez ${at}`,
  someoneElse: 'Otra persona',
  people: 'Personas que han entrado aquí',
  username: 'Nombre de usuario',
  password: 'Contraseña',
  show: 'Mostrar la contraseña',
  enter: 'Entrar',
  entering: 'Entrando',
  needName: 'Falta el nombre de usuario.',
  needPassword: 'Falta la contraseña.',
  offlineToo: ({ place }) => `Funciona sin red para quienes ya han entrado en ${place}.`,
  noNetwork: 'Sin red. Todo lo que se introduzca aquí se conserva y se enviará.',
  demo: 'Hospital de demostración: entrar como',
  demoWhy: 'Personas inventadas, solo en este ordenador.',

  wrong: 'Nombre de usuario o contraseña incorrectos.',
  wrongHere: 'Contraseña incorrecta.',
  triesLeft: ({ n }) => plural(n, { one: 'Queda # intento.', other: 'Quedan # intentos.' }),
  tooMany: ({ wait }) => `Demasiados intentos. Se abre de nuevo en ${wait}.`,
  sealed: ({ place }) =>
    `Lo guardado en ${place} está sellado y su entrada no lo abre. Primero tiene que entrar alguien que ya haya entrado aquí. Si nadie puede, borre los datos del navegador para esta dirección: se perderá lo que aún no se haya enviado.`,
  unknownHere: ({ place }) =>
    `Sin red, ${place} se abre solo para quienes ya han entrado aquí antes.`,
  unreachable: ({ place }) =>
    `El hospital no responde y este usuario no ha entrado antes en ${place}. Volverá a funcionar con la red.`,
  mustChange: ({ place }) =>
    `Su contraseña se la dieron: primero tiene que cambiarla, y para eso hace falta el hospital. Hasta entonces no podrá entrar en ${place}.`,
  passwordChanged: ({ place }) =>
    `Su contraseña se ha cambiado. Entre con la nueva en cuanto el hospital responda; con la anterior ya no se entra en ${place}.`,
  endedPassword: ({ name, place }) =>
    `${name}: la contraseña se ha cambiado y por eso se ha cerrado ${place}. Entre con la nueva. No se pierde nada de lo introducido aquí.`,
  endedNoAccount: ({ name, place }) =>
    `${name}: esta cuenta ya no puede entrar y por eso se ha cerrado ${place}. No se pierde nada de lo introducido aquí.`,
  leaseOver: ({ at }) =>
    `Demasiado tiempo sin contacto: el último fue ${at}. Se abre de nuevo cuando el hospital responda. No se pierde nada de lo introducido aquí.`,
  deviceLocked: ({ place }) =>
    `La administración ha bloqueado ${place}. Lo introducido aquí se conserva y se envía cuando se desbloquee.`,
  failed: 'No se ha podido entrar. No se ha perdido nada.',
  failedWhy: ({ detail }) => `El hospital dice: ${detail}`,

  changeTitle: 'Elija su propia contraseña',
  changeWhy: 'La que ha usado se la dieron. La nueva solo la conocerá usted.',
  current: 'Contraseña actual',
  next: 'Contraseña nueva',
  nextHint: `Al menos ${PASSWORD_LENGTH.min} caracteres. Una frase corta se recuerda bien.`,
  again: 'Contraseña nueva otra vez',
  tooShort: ({ n }) => plural(n, { one: 'Falta # carácter.', other: 'Faltan # caracteres.' }),
  notSame: 'Las dos no son iguales.',
  sameAsBefore: 'Es la contraseña que ya tiene.',
  change: 'Cambiar la contraseña',
  changed: 'Contraseña cambiada',
  changeOffline:
    'La contraseña solo se puede cambiar cuando el hospital responde. La anterior sigue valiendo.',
  changeRefused: 'La contraseña actual no es correcta. No se ha cambiado nada.',
  changeSignedOut: 'El hospital pide que entre de nuevo primero. No se ha cambiado nada.',
  nextIsUsername: 'La contraseña es el usuario. Elija otra.',
  nextIsDemo: 'Es la contraseña de la demostración. Elija otra.',
  nextTooLong: `La contraseña puede tener ${PASSWORD_LENGTH.max} caracteres como mucho.`,
  changeFailed: ({ why }) => `El hospital no lo aceptó: ${why}. No se ha cambiado nada.`,
};
