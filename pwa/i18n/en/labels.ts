import { plural } from '#pwa/i18n/plural.ts';

/** Labels, wristbands and cards. */
export const labels = {
  title: 'Label, wristband, card',
  paper: 'Printed on',
  label: 'Label',
  wristband: 'Wristband',
  card: 'Card',
  copies: 'How many',
  size: ({ width, height }: { width: number; height: number }) =>
    `${width} × ${height} mm. Choose the printer that holds it, with scale 100 % and no margins.`,
  print: ({ n }: { n: number }) => plural(n, { one: 'Print', other: 'Print # of them' }),
  back: 'Back to the chart',
  preview: 'As it will be printed',
  code: 'Code to scan',
  codeWhy:
    'The code holds a number that only Wardline understands: no name, no birth date. Scanned anywhere in Wardline it opens the chart.',
  sex: 'Sex',
  printed: ({ date }: { date: string }) => `printed ${date}`,
};
