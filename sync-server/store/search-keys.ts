import { holdsSlot, resourcesOf, type Appointment } from '#shared/domain/appointment.ts';
import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import { endKeyOf } from '#shared/domain/encounter.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import type { HumanName } from '#shared/domain/human-name.ts';
import { mrnOf, type Identifier } from '#shared/domain/patient.ts';
import type { Stay } from '#shared/domain/stay.ts';
import { isSame, type JsonMap } from '#shared/lib/json.ts';
import type { Condition } from './store.ts';

/** One value that a document is found by. */
export type SearchKey = readonly [key: string, value: string];
type Values = string | undefined | readonly (string | undefined)[];

/** How a patient is found of whom somebody wrote that no allergy is known. */
const NONE_KNOWN = 'none-known';
const LONGEST = 120;
const DAY_MS = 86_400_000;
const MOST_DAYS = 31;
const PATIENT_FIELDS = [
  'names',
  'birthDate',
  'sex',
  'identifiers',
  'telecom',
  'links',
  'allergies',
  'noKnownAllergies',
  'isRestricted',
  'photo',
  'survivorId',
] as const;
const APPOINTMENT_FIELDS = [
  'patientId',
  'status',
  'slot',
  'booking',
  'clashWith',
  'seriesId',
] as const;
const ENCOUNTER_FIELDS = [
  'patientId',
  'status',
  'class',
  'period',
  'practitionerId',
  'appointmentId',
  'locationId',
  'stays',
] as const;

/** What a collection is found by, and the fields of a content that say it: while they stay, nothing needs to be looked at. */
interface Keyed {
  readonly fields: readonly string[];
  readonly of: (content: never) => Readonly<Record<string, Values>>;
}
const keyed =
  <C extends CollectionName>() =>
  <F extends keyof Contents[C] & string>(
    fields: readonly F[],
    of: (content: Pick<Contents[C], F>) => Readonly<Record<string, Values>>,
  ): Keyed => ({ fields, of });

const KEYS: Readonly<Record<CollectionName, Keyed>> = {
  patients: keyed<'patients'>()(PATIENT_FIELDS, (p) => ({
    ...nameKeysOf(p.names),
    birthDate: p.birthDate,
    sex: p.sex,
    mrn: mrnOf(p),
    identifier: valuesOf(p.identifiers),
    identifierToken: tokensOf(p.identifiers),
    telecom: Object.values(p.telecom ?? {}).map(({ value }) => value),
    link: Object.values(p.links ?? {}).map(({ patientId }) => patientId),
    allergy: [...Object.keys(p.allergies ?? {}), p.noKnownAllergies && NONE_KNOWN],
    restricted: p.isRestricted ? 'true' : undefined,
    photo: p.photo?.hash,
    survivorId: p.survivorId,
  })),
  appointments: keyed<'appointments'>()(APPOINTMENT_FIELDS, (a) => ({
    patientId: a.patientId,
    status: a.status,
    day: a.slot?.wall.slice(0, 10) ?? '',
    start: a.slot?.start,
    practitionerId: a.slot?.practitionerId,
    roomId: a.slot?.roomId,
    clinicId: a.slot?.clinicId,
    holds: holdsOf(a),
    clashWith: a.booking === 'clash' ? a.clashWith : undefined,
    seriesId: a.seriesId,
  })),
  encounters: keyed<'encounters'>()(ENCOUNTER_FIELDS, (e) => ({
    patientId: e.patientId,
    status: e.status,
    class: e.class,
    start: e.period?.start,
    endKey: endKeyOf(e),
    practitionerId: e.practitionerId,
    appointmentId: e.appointmentId,
    locationId: [
      e.locationId,
      ...Object.values(e.stays ?? {}).flatMap((stay: Stay) => [stay.bedId, stay.wardId]),
    ],
  })),
  practitioners: keyed<'practitioners'>()(['names', 'identifiers'], (p) => ({
    name: nameKeysOf(p.names).name,
    identifier: valuesOf(p.identifiers),
    identifierToken: tokensOf(p.identifiers),
  })),
  locations: keyed<'locations'>()(['kind', 'name', 'parentId', 'status'], (l) => ({
    kind: l.kind,
    name: foldText(l.name),
    parentId: l.parentId,
    status: l.status,
  })),
  schedules: keyed<'schedules'>()(['practitionerId', 'roomId', 'clinicId'], (s) => ({
    practitionerId: s.practitionerId,
    roomId: s.roomId,
    clinicId: s.clinicId,
  })),
  pairs: keyed<'pairs'>()(['one', 'other', 'carried', 'patientId'], (p) => ({
    patient: [p.one, p.other],
    replaced: p.carried?.replaced,
    patientId: p.patientId,
  })),
  disputes: keyed<'disputes'>()(['subject', 'patientId', 'status', 'kind'], (d) => ({
    subject: subjectKey(d.subject.collection, d.subject.id),
    patientId: d.patientId,
    status: d.status,
    kind: d.kind,
  })),
};

/**
 * Everything a document is found by, alike in both adapters. Text is folded where people type it (`name`, `family`, `given`),
 * else as it stands.
 */
export function searchKeysOf(collection: CollectionName, content: JsonMap): readonly SearchKey[] {
  const found = new Map<string, SearchKey>();
  for (const [key, values] of Object.entries(KEYS[collection].of(content as never))) {
    for (const value of Array.isArray(values) ? values : [values]) {
      if (typeof value !== 'string') continue;
      const short = value.slice(0, LONGEST);
      found.set(`${key}\u0000${short}`, [key, short]);
    }
  }
  return [...found.values()];
}

/** True where a document is found by the same as before, judged by what its keys are made of: they cost more than most changes do. */
export function hasSameKeys(
  collection: CollectionName,
  before: JsonMap,
  content: JsonMap,
): boolean {
  return KEYS[collection].fields.every((field) => isSame(before[field], content[field]));
}

/** How a dispute is found by what it is about. */
export function subjectKey(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}

/** How the appointments that keep others out of an interval are found: by practitioner or room, and day (UTC). */
export function holdKeys(resource: string, start: string, end: string): readonly string[] {
  const first = Date.parse(`${start.slice(0, 10)}T00:00:00Z`);
  const last = Date.parse(end);
  const keys: string[] = [];
  for (let day = first; day < last && keys.length < MOST_DAYS; day += DAY_MS) {
    keys.push(`${resource}|${new Date(day).toISOString().slice(0, 10)}`);
  }
  return keys;
}

/** True if a document with these keys meets the condition; what a transaction has staged is searched with it. */
export function meets(keys: readonly SearchKey[], condition: Condition): boolean {
  return keys.some(([key, value]) => key === condition.key && isWithin(value, condition));
}

function isWithin(value: string, condition: Condition): boolean {
  if ('anyOf' in condition) return condition.anyOf.includes(value);
  if ('prefix' in condition) return value.startsWith(condition.prefix);
  return (
    (condition.from === undefined || value >= condition.from) &&
    (condition.until === undefined || value < condition.until)
  );
}

function holdsOf(appointment: Pick<Appointment, 'status' | 'slot'>): readonly string[] {
  const { slot } = appointment;
  if (!slot || !holdsSlot(appointment)) return [];
  return resourcesOf(slot).flatMap((resource) => holdKeys(resource, slot.start, slot.end));
}

/** The words of names, each folded once. */
function nameKeysOf(names: Readonly<Record<string, HumanName>> | undefined) {
  const all = Object.values(names ?? {});
  const words = (part: 'family' | 'given' | 'text'): readonly string[] =>
    all.flatMap((name) =>
      foldText(name[part] ?? '')
        .split(' ')
        .filter(Boolean),
    );
  const [family, given, text] = [words('family'), words('given'), words('text')];
  return { name: [...family, ...given, ...text], family: [...family, ...text], given };
}

function valuesOf(
  identifiers: Readonly<Record<string, Identifier>> | undefined,
): readonly string[] {
  return Object.values(identifiers ?? {}).map(({ value }) => value);
}

/** Issuer and value, as FHIR searches them. */
function tokensOf(
  identifiers: Readonly<Record<string, Identifier>> | undefined,
): readonly string[] {
  return Object.values(identifiers ?? {}).map(({ system = '', value }) => `${system}|${value}`);
}
