import * as v from 'valibot';
import { isSafeJson, type JsonMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { APPOINTMENT_STATUSES } from './appointment.ts';
import { COLLECTIONS, type CollectionName, type Contents } from './collections.ts';
import { isUuid } from './ids.ts';

/** Where a content differs from its shape; never what it says. */
export interface ContentError {
  readonly kind: 'not-readable';
  readonly where: string;
}

/** Contents are maps of maps of values: more than this is no document of a hospital. */
const DEPTH = 8;
/** A dispute holds a refused entry as it came, however deep a door lets one in: its author must be able to put it aside. */
const DISPUTE_DEPTH = 16;

/** Nobody meets for longer than a day: a thousand hours are a mistake of typing. */
const LONGEST_SLOT_MS = 24 * 3_600_000;

const text = v.pipe(v.string(), v.maxLength(20_000));
const id = v.pipe(
  v.string(),
  v.check((text) => isUuid(text), 'a UUID'),
);
/** As `instantAt` writes it: text order is time order only while all are written alike. */
const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.check((at) => !Number.isNaN(Date.parse(at)), 'an instant'),
);
const wall = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
const hours = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const partialDate = v.pipe(v.string(), v.regex(/^\d{4}(-\d\d(-\d\d)?)?$/));
const optional = v.exactOptional;
const byId = <S extends v.GenericSchema>(entry: S) => optional(v.record(v.string(), entry));

/** A choice of documents by id. */
const chosen = v.record(id, v.literal(true));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));

const humanName = v.looseObject({
  use: optional(text),
  family: optional(text),
  given: optional(text),
  prefix: optional(text),
  suffix: optional(text),
  text: optional(text),
  order: optional(v.number()),
});
const identifier = v.looseObject({ kind: text, value: text, system: optional(text) });
const telecom = v.looseObject({ kind: text, value: text, use: optional(text) });
const sex = v.picklist(['male', 'female', 'other', 'unknown']);

const patient = v.looseObject({
  identifiers: byId(identifier),
  names: byId(humanName),
  birthDate: optional(partialDate),
  isBirthDateEstimated: optional(v.boolean()),
  sex: optional(sex),
  deceased: optional(v.looseObject({ at: optional(text) })),
  telecom: byId(telecom),
  addresses: byId(v.looseObject({})),
  contacts: byId(v.looseObject({ name: text })),
  languages: byId(v.looseObject({ code: text })),
  reminders: optional(
    v.looseObject({
      email: optional(v.literal('off')),
      push: optional(v.literal('off')),
      zone: optional(text),
    }),
  ),
  maritalStatus: optional(text),
  comment: optional(text),
  allergies: byId(
    v.looseObject({
      substance: text,
      criticality: optional(v.picklist(['low', 'high', 'unable-to-assess'])),
      severity: optional(v.picklist(['mild', 'moderate', 'severe'])),
      clinicalStatus: v.picklist(['active', 'inactive', 'resolved']),
      verification: v.picklist(['unconfirmed', 'confirmed', 'refuted', 'entered-in-error']),
    }),
  ),
  noKnownAllergies: optional(v.looseObject({ at: text, by: text })),
  alerts: byId(
    v.looseObject({
      kind: text,
      text,
      status: v.picklist(['active', 'inactive', 'entered-in-error']),
    }),
  ),
  links: byId(v.looseObject({ kind: v.picklist(['replaced-by', 'replaces']), patientId: id })),
  survivorId: optional(id),
  isRestricted: optional(v.boolean()),
  motherId: optional(id),
  photo: optional(
    v.looseObject({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), at: instant }),
  ),
});

const slot = v.pipe(
  v.looseObject({
    wall,
    zone: text,
    start: instant,
    end: instant,
    practitionerId: optional(id),
    roomId: optional(id),
    clinicId: optional(id),
    equipment: optional(chosen),
    bufferMinutes: optional(minutes),
  }),
  v.check(({ start, end }) => start < end, 'an interval'),
  v.check(
    ({ start, end }) => Date.parse(end) - Date.parse(start) <= LONGEST_SLOT_MS,
    'at most a day',
  ),
);
/** What every deed on several of a series says. */
const done = { reach: v.picklist(['later', 'all']), from: wall, at: instant };
const appointment = v.looseObject({
  patientId: optional(id),
  status: v.picklist(APPOINTMENT_STATUSES),
  slot: optional(slot),
  booking: optional(v.picklist(['provisional', 'confirmed', 'clash'])),
  clashWith: optional(id),
  visitType: optional(text),
  visitKindId: optional(text),
  reason: optional(text),
  comment: optional(text),
  cancelReason: optional(text),
  overbookingReason: optional(text),
  expiresAt: optional(instant),
  wish: optional(
    v.looseObject({
      priority: v.picklist(['urgent', 'soon', 'routine']),
      since: optional(instant),
      minutes: optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440))),
      practitionerId: optional(id),
      clinicId: optional(id),
      from: optional(day),
      until: optional(day),
      weekday: optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
      part: optional(v.picklist(['morning', 'afternoon'])),
    }),
  ),
  seriesId: optional(text),
  seriesWall: optional(wall),
  seriesDeed: optional(
    v.variant('kind', [
      v.looseObject({ kind: v.literal('cancel'), ...done, reason: text }),
      v.looseObject({
        kind: v.literal('move'),
        ...done,
        days: v.pipe(v.number(), v.integer(), v.minValue(-3660), v.maxValue(3660)),
        time: hours,
        minutes: v.pipe(minutes, v.minValue(1)),
        practitionerId: optional(id),
        roomId: optional(id),
        clinicId: optional(id),
      }),
    ]),
  ),
  statusSince: optional(instant),
  arrivedAt: optional(instant),
  seenAt: optional(instant),
  encounterId: optional(id),
});

const encounter = v.looseObject({
  patientId: optional(id),
  status: v.picklist([
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  class: text,
  type: optional(text),
  reason: optional(text),
  period: optional(v.looseObject({ start: optional(instant), end: optional(instant) })),
  stays: byId(
    v.looseObject({
      bedId: id,
      wardId: id,
      start: instant,
      end: optional(instant),
      isInError: optional(v.boolean()),
    }),
  ),
  practitionerId: optional(id),
  locationId: optional(id),
  appointmentId: optional(id),
});

const SHAPES: {
  readonly [C in CollectionName]: v.LooseObjectSchema<v.ObjectEntries, undefined>;
} = {
  patients: patient,
  appointments: appointment,
  encounters: encounter,
  practitioners: v.looseObject({
    names: byId(humanName),
    identifiers: byId(identifier),
    telecom: byId(telecom),
    sex: optional(sex),
    roles: byId(v.looseObject({ role: optional(text), clinicId: optional(id) })),
    isActive: v.boolean(),
    order: optional(v.number()),
  }),
  locations: v.looseObject({
    kind: v.picklist(['facility', 'clinic', 'ward', 'room', 'bed', 'equipment']),
    name: text,
    parentId: optional(id),
    zone: optional(text),
    capacity: optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    status: v.picklist(['active', 'closed', 'inactive']),
    cleanedAt: optional(instant),
    order: optional(v.number()),
    visitKinds: byId(
      v.looseObject({
        name: text,
        minutes: v.pipe(minutes, v.minValue(1)),
        bufferMinutes: optional(minutes),
        rooms: optional(chosen),
        equipment: optional(chosen),
        practitioners: optional(chosen),
        isActive: v.boolean(),
      }),
    ),
  }),
  schedules: v.looseObject({
    practitionerId: optional(id),
    roomId: optional(id),
    clinicId: optional(id),
    zone: text,
    slotMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)),
    bufferMinutes: optional(minutes),
    rules: byId(
      v.looseObject({
        weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
        start: hours,
        end: hours,
      }),
    ),
    exceptions: byId(v.looseObject({ kind: v.picklist(['closed', 'extra']), date: day })),
    isActive: optional(v.boolean()),
  }),
  disputes: v.looseObject({
    kind: v.picklist(['conflict', 'refused']),
    subject: v.looseObject({ collection: v.picklist(COLLECTIONS), id }),
    openedAt: text,
    status: v.picklist(['open', 'decided', 'dismissed']),
    decision: optional(v.looseObject({ reading: text, by: text, at: text })),
  }),
  pairs: v.looseObject({
    one: id,
    other: id,
    decision: optional(
      v.variant('kind', [
        v.looseObject({ kind: v.literal('different'), by: id, at: text }),
        v.looseObject({
          kind: v.literal('same'),
          survivor: id,
          fields: v.record(v.string(), v.picklist(['survivor', 'replaced'])),
          by: id,
          at: text,
        }),
      ]),
    ),
  }),
};

/** Reads a content from outside: fields we know have their shape, fields we do not know stay as they are. */
export function parseContent<C extends CollectionName>(
  collection: C,
  value: unknown,
): Result<Contents[C] & JsonMap, ContentError> {
  if (!isSafeJson(value, depthOf(collection))) return err({ kind: 'not-readable', where: '/' });
  const parsed = v.safeParse(SHAPES[collection], value, { abortEarly: true });
  if (parsed.success) return ok(value as unknown as Contents[C] & JsonMap);
  const [issue] = parsed.issues;
  return err({
    kind: 'not-readable',
    where: `/${(v.getDotPath(issue) ?? '').replaceAll('.', '/')}`,
  });
}

/**
 * True where a content can still be read after some fields of it have changed. What stayed was read when it came, and no field is judged
 * by another: reading all of a person took longer than writing down what was new.
 */
export function isStillReadable(
  collection: CollectionName,
  before: JsonMap,
  content: JsonMap,
): boolean {
  const { entries } = SHAPES[collection];
  const isReadable = (key: string): boolean => {
    const value = content[key];
    if (value === before[key]) return true;
    if (!isSafeJson({ [key]: value }, depthOf(collection))) return false;
    return !Object.hasOwn(entries, key) || v.is(entries[key] as v.GenericSchema, value);
  };
  const isNeeded = (key: string): boolean =>
    Object.hasOwn(entries, key) && entries[key]?.type !== 'exact_optional';
  return (
    Object.keys(content).every(isReadable) &&
    Object.keys(before).every((key) => Object.hasOwn(content, key) || !isNeeded(key))
  );
}

function depthOf(collection: CollectionName): number {
  return collection === 'disputes' ? DISPUTE_DEPTH : DEPTH;
}
