import type { Address } from '#shared/domain/patient.ts';
import type { Dice } from './dice.ts';
import { words } from './local-names.ts';

/** An invented town on an invented estuary: no such post code area, and area code 01632 is kept free for stories (Ofcom). */
const TOWN = 'Harrowmere';
export const HOSPITAL = 'Harrowmere Community Hospital';
export const HOSPITAL_ADDRESS = 'Infirmary Road, Harrowmere HW1 1HC';

const STREETS = [
  'Quay Street',
  'Mill Lane',
  'Station Road',
  'Church Street',
  'Saltmarsh Road',
  'Tanners Row',
  'Kiln Close',
  'Harbour View',
  'Infirmary Road',
  'Rope Walk',
  'Victoria Terrace',
  'Alder Avenue',
  'Heron Way',
  'Lock Lane',
  'Bridge Street',
  'Windmill Rise',
  'Orchard Close',
  'Priory Gardens',
  'Ferry Road',
  'Castle Hill',
  'Meadow Drive',
  'Cooper Street',
  'Albion Place',
  'Nelson Road',
  'The Strand',
  'Beacon Hill',
  'Willow Bank',
  'Chandlers Court',
  'Park Crescent',
  'Northgate',
  'Eastfield Road',
  'Osprey Drive',
  'Sluice Lane',
  'Gasworks Yard',
  'Market Place',
  'Cromwell Avenue',
] as const;
const VILLAGES = [
  ['Saltby', 'HW3'],
  ['Upper Harrow', 'HW4'],
  ['Marshfold', 'HW4'],
  ['Kirkholme', 'HW5'],
  ['Eelpie', 'HW3'],
] as const;
const LETTERS = words('A B D E F G H J L N P Q R S T U W X Y Z');

/** A house in the town, or in one of its villages. */
export function addressIn(dice: Dice): Address {
  const [city, area] = dice.chance(0.22) ? dice.pick(VILLAGES) : [TOWN, dice.pick(['HW1', 'HW2'])];
  const flat = dice.chance(0.16) ? `Flat ${dice.between(1, 9)}, ` : '';
  return {
    line: `${flat}${dice.between(1, 148)} ${dice.pick(STREETS)}`,
    city,
    postalCode: `${area} ${dice.between(1, 9)}${dice.pick(LETTERS)}${dice.pick(LETTERS)}`,
    country: 'GB',
    use: 'home',
  };
}

/** The n-th land line of the town; the area code is not in use. */
export function landLineAt(n: number): string {
  return `01632 ${String(960000 + n).padStart(6, '0')}`;
}

/** The n-th mobile number of the thousand that are kept free for stories; null when they are used up. */
export function mobileAt(n: number): string | null {
  return n < 1000 ? `07700 900${String(n).padStart(3, '0')}` : null;
}
