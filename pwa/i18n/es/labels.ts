import { plural } from '#pwa/i18n/plural.ts';
import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { labels as english } from '#pwa/i18n/en/labels.ts';

export const labels: Translation<typeof english> = {
  title: 'Etiqueta, pulsera, tarjeta',
  paper: 'Impreso en',
  label: 'Etiqueta',
  wristband: 'Pulsera',
  card: 'Tarjeta',
  copies: 'Cuántas',
  size: ({ width, height }) =>
    `${width} × ${height} mm. Elija la impresora que lo tiene, a escala 100 % y sin márgenes.`,
  print: ({ n }) => plural(n, { one: 'Imprimir', other: 'Imprimir #' }),
  back: 'Volver a la historia',
  preview: 'Tal como se imprimirá',
  code: 'Código para escanear',
  codeWhy:
    'El código lleva un número que solo Wardline entiende: ni nombre ni fecha de nacimiento. Escaneado en cualquier parte de Wardline abre la historia.',
  sex: 'Sexo',
  printed: ({ date }) => `impreso el ${date}`,
};
