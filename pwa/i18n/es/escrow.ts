import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { escrow as english } from '#pwa/i18n/en/escrow.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const escrow: Translation<typeof english> = {
  title: 'Cambios que le esperan',
  why: 'El hospital los conserva enteros y no los ha puesto en ninguna historia. Si deja entrar uno, cuenta como cambio tardío de su autor; si lo aparta, su autor lee por qué. Ambas cosas quedan escritas con su nombre.',
  none: 'Nada espera',
  noneWhy:
    'Aquí estaría lo que aún tenían que decir un dispositivo bloqueado, una aplicación antigua o una persona que perdió el acceso.',
  offline:
    'Estos cambios solo se conservan en el hospital. La página se intenta de nuevo por sí sola.',
  more: ({ n }) =>
    plural(n, {
      one: 'Y # más, cuando estos estén decididos.',
      other: 'Y # más, cuando estos estén decididos.',
    }),
  who: ({ name, device, written, arrived }) =>
    `Lo escribió ${name} en ${device}, ${written}. El hospital lo recibió ${arrived}.`,
  unread: ({ device, arrived }) => `Llegó de ${device}, ${arrived}, y no se puede leer.`,
  noDevice: 'un dispositivo que ya no se conoce',
  field: 'Campo',
  written: 'Lo que se escribió',
  hospital: 'Lo que tiene el hospital',
  noRecord: 'aún no existe',
  nothing: 'nada',
  apply: 'Dejar entrar',
  aside: 'Apartar',
  cannotLand: 'No se puede leer, así que no puede entrar. Apártelo cuando alguien lo haya mirado.',
  asideTitle: 'Apartar este cambio',
  reason: 'Por qué',
  reasonHint: 'Su autor lo lee. No nombre al paciente.',
  needsReason: 'Diga por qué: su autor preguntará.',
  applied: 'Ya está en la historia',
  putAside: 'Apartado, con su motivo',
  gone: 'Alguien ya lo decidió.',
  stopped: ({ why }) => `No entró y sigue esperando. ${why}`,
  settled: 'Decidido hace poco',
  change: 'Cambio',
  decision: 'Decisión',
  by: 'Por',
  when: 'Cuándo',
  byHospital: 'el propio hospital',
  'as.applied': 'se dejó entrar',
  'as.set-aside': 'se apartó',
  'as.landed': 'llegó de nuevo y se aceptó',
};
