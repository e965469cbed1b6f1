import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { patients as english } from '#pwa/i18n/en/patients.ts';
import { countText } from '#pwa/i18n/formats.ts';
import { plural } from '#pwa/i18n/plural.ts';

export const patients: Translation<typeof english> = {
  title: 'Pacientes',
  count: ({ n }) =>
    plural(n, {
      one: '# persona en este dispositivo',
      other: '# personas en este dispositivo',
    }),
  reading: ({ read, total }) => `Leyendo personas: ${countText(read)} de ${countText(total)}`,
  files: 'Archivos',
  duplicates: 'Posibles duplicados',
  register: 'Registrar a una persona',
  registerNamed: ({ text }) => `Registrar a «${text}»`,
  mayNotRegister: 'Su función consulta personas, pero no las registra.',
  find: 'Buscar por nombre, n.º HC o fecha de nacimiento',
  list: 'Personas por nombre',
  foundCount: ({ n }) =>
    plural(n, { one: '# encontrada', other: '# encontradas, la más parecida primero' }),
  foundMost: ({ n }) => `Las ${countText(n)} más parecidas. Con más letras quedan menos.`,
  jump: 'Ir a una letra',
  jumpTo: ({ letter }) => `Nombres desde la ${letter}`,
  fromStart: 'Desde el principio',
  deceased: 'Fallecimiento',
  restricted: 'Historia restringida',
  empty: 'Aún no hay personas en este dispositivo',
  emptyWhy:
    'Llegan con el primer contacto con el hospital. Ya se puede registrar a cualquier persona.',
  emptyLoading: 'Están llegando personas desde el hospital',
  emptyLoadingWhy:
    'Lo que ya ha llegado se puede usar. Si la red se corta, después continúa donde quedó.',
  nobody: ({ text }) => `Nadie llamado «${text}» en este dispositivo`,
  nobodyWhy: ({ n }) =>
    plural(n, {
      one: 'Se ha buscado en una persona de este dispositivo, por nombre, número y fecha de nacimiento.',
      other:
        'Se ha buscado en # personas de este dispositivo, por nombre, número y fecha de nacimiento. Pruebe con menos letras o con el n.º HC.',
    }),
  nobodyReading: ({ read, total }) =>
    `Sin resultado por ahora: se han revisado ${countText(read)} de ${countText(total)} personas.`,
  elsewhere: 'no está en este dispositivo',
};
