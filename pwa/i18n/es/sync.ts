import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { sync as english } from '#pwa/i18n/en/sync.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const sync: Translation<typeof english> = {
  'place.tablet': 'esta tableta',
  'place.desktop': 'este ordenador',
  'place.phone': 'este teléfono',
  opening: 'Abriendo lo guardado aquí',
  connecting: 'Conectando con el hospital',
  firstSync: ({ n }) => plural(n, { one: 'Cargando: # registro', other: 'Cargando: # registros' }),
  firstSyncOf: ({ got, n }) =>
    `Cargando: ${countText(got)} de ${plural(n, { one: '# registro', other: '# registros' })}`,
  firstSyncMore: 'lo que ya está aquí se puede usar',
  saved: 'Todo guardado en el hospital',
  at: ({ at }) => `a las ${at}`,
  saving: ({ n }) => plural(n, { one: 'Guardando # cambio', other: 'Guardando # cambios' }),
  keptOn: ({ place }) => `conservado en ${place}`,
  offlineSince: ({ at }) => `Sin conexión desde ${at}`,
  nothingWaiting: 'nada pendiente de enviar',
  changesOn: ({ n, place }) =>
    plural(n, { one: `# cambio en ${place}`, other: `# cambios en ${place}` }),
  again: 'Enviando de nuevo',
  againMore: ({ sent, of, tries }) =>
    `enviados ${countText(sent)} de ${countText(of)}, ${countText(tries)}.º intento`,
  needYou: ({ n }) =>
    plural(n, { one: '# cambio necesita su atención', other: '# cambios necesitan su atención' }),
  locked: 'Bloqueado',
  signInAgain: 'Inicie sesión de nuevo',
  stillWaiting: ({ n }) =>
    plural(n, {
      one: '# cambio aún pendiente de enviar',
      other: '# cambios aún pendientes de enviar',
    }),
  leaseOver: 'Se abre de nuevo con conexión',
  leaseOverMore: ({ at, n }) =>
    `último contacto ${at}, ${plural(n, { one: '# cambio conservado', other: '# cambios conservados' })}`,
  handedOver: ({ n }) =>
    plural(n, {
      one: '# cambio espera a un administrador',
      other: '# cambios esperan a un administrador',
    }),
  outdated: 'Recargue: esta aplicación es demasiado antigua',
  noRoom: 'El hospital no tiene espacio',
  noRoomMore: ({ n, place, span }) =>
    `${plural(n, { one: '# cambio conservado', other: '# cambios conservados' })} en ${place}, nuevo intento en ${span}`,
  full: ({ place }) => `No guardado: ${place} no tiene espacio`,
  keepOpen: 'mantenga abierta esta página',
  readOnly: 'Solo lectura',
  readOnlyMore: 'este navegador no conserva nada',
  failed: 'No abierto',
  failedMore: 'no se ha perdido nada',

  changed: ({ n }) => plural(n, { one: '# campo cambiado', other: '# campos cambiados' }),
  undone: 'deshecho',
  registered: 'registrado',
};
