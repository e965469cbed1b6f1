import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { scan as english } from '#pwa/i18n/en/scan.ts';

export const scan: Translation<typeof english> = {
  title: 'Escanear una pulsera o tarjeta',
  how: 'Ponga el código ante la cámara. Un lector que teclea funciona en todas las páginas: apunte y pulse.',
  instead: 'Un lector que escribe funciona igualmente.',
  preview: 'Lo que ve la cámara: ponga el código en el centro',
  misread: 'El código no se leyó entero.',
  misreadWhy:
    'No se abrió ninguna historia. Escanéelo otra vez o busque a la persona por su nombre.',
  foreign: ({ text }) => `«${text}» no es un código de este hospital.`,
  choose: 'No se abrió ninguna historia por sí sola. Abajo está quien tiene ese número aquí.',
  nobody:
    'Nadie en este dispositivo tiene ese número. Busque a la persona por nombre y fecha de nacimiento.',
};
