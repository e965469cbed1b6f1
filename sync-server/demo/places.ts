import { importedId, type LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { HOSPITAL, HOSPITAL_ADDRESS } from './town.ts';

/** A document of the demo hospital before it has an envelope. */
export interface Place {
  readonly id: LocationId;
  readonly content: Location;
}
type WardKind = 'surgery' | 'maternity' | 'medicine';
/** Who is laid where: single-sex bays, as the rule is. */
export type Lies = 'women' | 'men' | 'mothers' | 'children' | 'anyone';

interface Bay {
  readonly name: string;
  readonly beds: number;
  readonly lies: Lies;
}
const bay = (name: string, lies: Lies, beds = 4): Bay => ({ name, lies, beds });
const side = (n: number, lies: Lies = 'anyone', beds = 1): Bay => bay(`Side room ${n}`, lies, beds);

const WARDS: readonly {
  readonly kind: WardKind;
  readonly name: string;
  readonly specialty: string;
  readonly bays: readonly Bay[];
}[] = [
  {
    kind: 'surgery',
    name: 'Ward 1',
    specialty: 'Surgery',
    bays: [
      bay('Bay A', 'men'),
      bay('Bay B', 'men'),
      bay('Bay C', 'women'),
      bay('Bay D', 'women'),
      side(1),
      side(2),
    ],
  },
  {
    kind: 'maternity',
    name: 'Ward 2',
    specialty: 'Maternity and children',
    bays: [
      bay('Bay A', 'mothers'),
      bay('Bay B', 'mothers'),
      bay('Bay C', 'children'),
      side(1, 'mothers', 2),
      side(2, 'children'),
      side(3, 'children'),
    ],
  },
  {
    kind: 'medicine',
    name: 'Ward 3',
    specialty: 'Medicine',
    bays: [bay('Bay A', 'women'), bay('Bay B', 'men'), bay('Bay C', 'women'), side(1), side(2)],
  },
];

const CLINICS = [
  { key: 'main', name: 'Main clinic', specialty: 'Outpatients', rooms: 8 },
  {
    key: 'riverside',
    name: 'Riverside clinic',
    specialty: 'Women, children and therapies',
    rooms: 6,
  },
] as const;
export type ClinicKey = (typeof CLINICS)[number]['key'];

const EQUIPMENT = [
  { key: 'ultrasound', name: 'Ultrasound scanner' },
  { key: 'ecg', name: 'ECG machine' },
] as const;

function equipmentOf(): readonly Place[] {
  return EQUIPMENT.map(({ key, name }, i): Place => ({
    id: placeId(`clinic/main/${key}`),
    content: {
      kind: 'equipment',
      name,
      parentId: placeId('clinic/main'),
      status: 'active',
      order: i + 1,
    },
  }));
}

/** What people come for, as the demo hospital has set it. */
const VISIT_KINDS: NonNullable<Location['visitKinds']> = Object.fromEntries(
  [
    { name: 'First visit', minutes: 30 },
    { name: 'Follow-up', minutes: 15 },
    { name: 'Small procedure', minutes: 45, bufferMinutes: 10, rooms: ['clinic/main/room/8'] },
    {
      name: 'Ultrasound',
      minutes: 30,
      rooms: ['clinic/main/room/7', 'clinic/main/room/8'],
      equipment: ['clinic/main/ultrasound'],
    },
    { name: 'ECG', minutes: 20, equipment: ['clinic/main/ecg'] },
    { name: 'Nurse visit', minutes: 10 },
    { name: 'By telephone', minutes: 10 },
  ].map(({ rooms, equipment, ...kind }, i) => [
    importedId('demo', 'visit kind', kind.name),
    {
      ...kind,
      ...(rooms ? { rooms: chosen(rooms) } : {}),
      ...(equipment ? { equipment: chosen(equipment) } : {}),
      order: i + 1,
      isActive: true,
    },
  ]),
);

function chosen(paths: readonly string[]): Readonly<Record<LocationId, true>> {
  return Object.fromEntries(paths.map((path) => [placeId(path), true as const]));
}

export interface Bed {
  readonly id: LocationId;
  readonly wardId: LocationId;
  readonly ward: WardKind;
  readonly bay: string;
  readonly lies: Lies;
}

/** The id of a place by its path: `ward/1`, `clinic/main/room/4`. */
export function placeId(path: string): LocationId {
  return importedId<LocationId>('demo', 'location', path);
}

/** Facility, clinics with their rooms, wards with their bays; the beds stand apart, because the stays decide how they are. */
export function placesOf(zone: string): readonly Place[] {
  const facilityId = placeId('facility');
  const facility: Location = {
    kind: 'facility',
    name: HOSPITAL,
    zone,
    language: 'en',
    status: 'active',
    address: HOSPITAL_ADDRESS,
    visitKinds: VISIT_KINDS,
  };
  const clinics = CLINICS.flatMap(({ key, name, specialty, rooms }, i): Place[] => {
    const parentId = placeId(`clinic/${key}`);
    return [
      {
        id: parentId,
        content: {
          kind: 'clinic',
          name,
          specialty,
          parentId: facilityId,
          status: 'active',
          order: i + 1,
        },
      },
      ...Array.from({ length: rooms }, (_, n): Place => ({
        id: roomId(key, n + 1),
        content: { kind: 'room', name: `Room ${n + 1}`, parentId, status: 'active', order: n + 1 },
      })),
    ];
  });
  const wards = WARDS.flatMap(({ name, specialty, bays }, i): Place[] => {
    const parentId = placeId(`ward/${i + 1}`);
    return [
      {
        id: parentId,
        content: {
          kind: 'ward',
          name,
          specialty,
          parentId: facilityId,
          status: 'active',
          order: i + 1,
        },
      },
      ...bays.map((one, n): Place => ({
        id: placeId(`ward/${i + 1}/${one.name}`),
        content: {
          kind: 'room',
          name: one.name,
          parentId,
          capacity: one.beds,
          status: 'active',
          order: n + 1,
        },
      })),
    ];
  });
  return [{ id: facilityId, content: facility }, ...clinics, ...equipmentOf(), ...wards];
}

/** A consulting room of a clinic. */
export function roomId(clinic: ClinicKey, n: number): LocationId {
  return placeId(`clinic/${clinic}/room/${n}`);
}

/** All beds in order, with the name that stands on the board and whom they are for. */
export function bedsOf(): readonly (Bed & {
  readonly name: string;
  readonly order: number;
  readonly roomId: LocationId;
})[] {
  return WARDS.flatMap(({ kind, bays }, i) => {
    const places = bays.flatMap((one) => Array.from({ length: one.beds }, () => one));
    return places.map((one, n) => ({
      id: placeId(`ward/${i + 1}/bed/${n + 1}`),
      wardId: placeId(`ward/${i + 1}`),
      roomId: placeId(`ward/${i + 1}/${one.name}`),
      ward: kind,
      bay: one.name,
      lies: one.lies,
      name: String(n + 1),
      order: n + 1,
    }));
  });
}
