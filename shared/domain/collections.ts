import type { Appointment } from './appointment.ts';
import type { Dispute } from './dispute.ts';
import { endKeyOf, type Encounter } from './encounter.ts';
import type { Location } from './location.ts';
import type { Pair } from './pair.ts';
import { mrnOf, nameKeyOf, type Patient } from './patient.ts';
import type { Practitioner } from './practitioner.ts';
import type { Schedule } from './schedule.ts';
import { staysOf } from './stay.ts';

/** What each collection's `content` is. New collections are additive; at most 12, RxDB's free build stops at 13. */
export interface Contents {
  readonly patients: Patient;
  readonly appointments: Appointment;
  readonly encounters: Encounter;
  readonly practitioners: Practitioner;
  readonly locations: Location;
  readonly schedules: Schedule;
  readonly disputes: Dispute;
  readonly pairs: Pair;
}
export type CollectionName = keyof Contents;

export const COLLECTIONS = [
  'locations',
  'practitioners',
  'schedules',
  'disputes',
  'encounters',
  'appointments',
  'patients',
  'pairs',
] as const satisfies readonly CollectionName[];

/** True for the name of a collection; the check at every door. */
export function isCollection(value: unknown): value is CollectionName {
  return (COLLECTIONS as readonly unknown[]).includes(value);
}

/** Index keys stand beside `content`; all are strings, '' where there is nothing to say. */
export type IndexKeys = Readonly<Record<string, string>>;

const KEYS: { readonly [C in CollectionName]: (content: Contents[C]) => IndexKeys } = {
  patients: (p) => ({
    nameKey: nameKeyOf(p),
    mrn: (mrnOf(p) ?? '').slice(0, 64),
    birthDate: p.birthDate ?? '',
  }),
  appointments: (a) => ({
    day: a.slot?.wall.slice(0, 10) ?? '',
    patientId: a.patientId ?? '',
  }),
  encounters: (e) => ({
    patientId: e.patientId ?? '',
    wardId: staysOf(e).at(-1)?.wardId ?? '',
    endKey: endKeyOf(e).slice(0, 24),
  }),
  practitioners: () => ({}),
  locations: () => ({}),
  schedules: () => ({}),
  disputes: (d) => ({ patientId: d.patientId ?? '' }),
  pairs: (p) => ({ patientId: p.patientId ?? '' }),
};

/** The index keys of a document, computed alike on devices and on the server, so that they can never disagree with the content. */
export function indexKeysOf<C extends CollectionName>(
  collection: C,
  content: Contents[C],
): IndexKeys {
  return KEYS[collection](content);
}

/** Names and longest lengths of the index keys, and which of them carry an index on a device. */
export const INDEXES: {
  readonly [C in CollectionName]: {
    readonly keys: Readonly<Record<string, number>>;
    readonly indexes: readonly (string | readonly string[])[];
  };
} = {
  patients: {
    keys: { nameKey: 80, mrn: 64, birthDate: 10 },
    indexes: ['nameKey', 'mrn', 'birthDate'],
  },
  appointments: { keys: { day: 10, patientId: 36 }, indexes: ['day', 'patientId'] },
  encounters: {
    keys: { patientId: 36, wardId: 36, endKey: 24 },
    indexes: ['patientId', ['wardId', 'endKey']],
  },
  practitioners: { keys: {}, indexes: [] },
  locations: { keys: {}, indexes: [] },
  schedules: { keys: {}, indexes: [] },
  disputes: { keys: { patientId: 36 }, indexes: ['patientId'] },
  pairs: { keys: { patientId: 36 }, indexes: ['patientId'] },
};
