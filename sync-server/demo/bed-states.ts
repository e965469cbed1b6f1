/** How the beds stand that are not simply occupied, by `ward/bed`, as a ward is on an ordinary day. Being cleaned: since how many minutes. */
export const CLEANING = new Map([
  ['surgery/5', 22],
  ['surgery/17', 64],
  ['maternity/6', 9],
  ['medicine/6', 35],
]);
/** Clean and free. */
export const FREE = new Set([
  'surgery/3',
  'surgery/14',
  'maternity/4',
  'maternity/16',
  'medicine/3',
  'medicine/9',
  'maternity/10',
]);
/** Shut with a reason and an end. */
export const CLOSED = 'medicine/10';
/** Free, and somebody is expected. */
export const WITH_NEXT = 'maternity/10';
/** Two people lie here. */
export const CLASH = 'medicine/7';
/** Who came from which bed during this admission. */
export const MOVED = new Map([
  ['surgery/2', 'surgery/3'],
  ['surgery/13', 'surgery/14'],
  ['medicine/2', 'medicine/3'],
]);
