import type { Appointment } from '#shared/domain/appointment.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import type { HumanName } from '#shared/domain/human-name.ts';
import { patientOfAllergy } from './fhir-allergies.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { ok } from '#shared/lib/result.ts';
import type { Condition, StoredDocument } from '#server/store/store.ts';
import { momentOf, spanOf, type DateQuery } from './fhir-search-dates.ts';
import {
  dateParam,
  identifierParam,
  nameParam,
  plain,
  referenceParam,
  textParam,
  tokenParam,
  type Narrow,
  type SearchParam,
} from './fhir-search-kinds.ts';

/** The types of resource that are read, and the collection that holds each. */
export const FHIR_TYPES = {
  Patient: 'patients',
  Appointment: 'appointments',
  Practitioner: 'practitioners',
  Location: 'locations',
  Encounter: 'encounters',
  AllergyIntolerance: 'patients',
} as const satisfies Record<string, CollectionName>;
export type FhirType = keyof typeof FHIR_TYPES;
type ParamType = 'token' | 'string' | 'date' | 'reference';

/** A search parameter with the type that FHIR gives it. */
export interface KnownParam {
  readonly type: ParamType;
  readonly param: SearchParam;
}

type Names = Readonly<Record<string, HumanName>> | undefined;
type NamePart = 'family' | 'given' | 'text';

function partsOf(...parts: readonly NamePart[]): (document: StoredDocument) => readonly string[] {
  return ({ content }) =>
    Object.values((content['names'] as unknown as Names) ?? {}).flatMap((name) =>
      parts.flatMap((part) => name[part] ?? []),
    );
}

const token = (key: string, codeOf?: (code: string) => readonly string[]): KnownParam => ({
  type: 'token',
  param: tokenParam(key, codeOf),
});
const name = (key: string, ...parts: readonly NamePart[]): KnownParam => ({
  type: 'string',
  param: nameParam(key, partsOf(...parts)),
});
const reference = (types: readonly string[], key: string): KnownParam => ({
  type: 'reference',
  param: referenceParam(types, (ids) => ({ where: [{ key, anyOf: ids }] })),
});
const IDENTIFIER: KnownParam = { type: 'token', param: identifierParam };

const COMMON: Readonly<Record<string, KnownParam>> = {
  _id: { type: 'token', param: plain(({ values }) => ok({ where: [], ids: values })) },
  _lastUpdated: {
    type: 'date',
    param: dateParam(({ acceptedAt }) => momentOf(acceptedAt), {
      narrow: (query) => around('acceptedAt', query),
    }),
  },
};

/** Between which instants a moment lies that meets a date query. */
function around(key: string, { prefix, from, until }: DateQuery): readonly Condition[] {
  const at = (ms: number): string => new Date(ms).toISOString();
  switch (prefix) {
    case 'eq':
      return [{ key, from: at(from), until: at(until) }];
    case 'ge':
    case 'gt':
    case 'sa':
      return [{ key, from: at(from) }];
    case 'le':
    case 'lt':
    case 'eb':
      return [{ key, until: at(until) }];
    case 'ne':
      return [];
  }
}

const startsAround: Narrow = (query) => around('start', query);

/** Birth dates are known in part: the year narrows, the test compares what is known. */
const bornAround: Narrow = ({ prefix, from, until }) => {
  const year = (ms: number): string => String(new Date(ms).getUTCFullYear()).padStart(4, '0');
  const after = String(Number(year(until)) + 1).padStart(4, '0');
  if (prefix === 'eq') return [{ key: 'birthDate', from: year(from), until: after }];
  if (prefix === 'gt' || prefix === 'ge' || prefix === 'sa') {
    return [{ key: 'birthDate', from: year(from) }];
  }
  return prefix === 'ne' ? [] : [{ key: 'birthDate', until: after }];
};

/** What lasts may go on long after it began: only its beginning has a bound. */
const lastsAround: Narrow = (query) =>
  query.prefix === 'ge' || query.prefix === 'gt' ? [] : startsAround(query);

const LOCATION_STATUS: Readonly<Record<string, string>> = {
  active: 'active',
  suspended: 'closed',
  inactive: 'inactive',
};

const PARAMS: { readonly [T in FhirType]: Readonly<Record<string, KnownParam>> } = {
  Patient: {
    identifier: IDENTIFIER,
    name: name('name', 'family', 'given', 'text'),
    family: name('family', 'family', 'text'),
    given: name('given', 'given'),
    gender: token('sex'),
    birthdate: {
      type: 'date',
      param: dateParam(({ content }, zone) => spanOf((content as Patient).birthDate ?? '', zone), {
        narrow: bornAround,
        zone: 'UTC',
      }),
    },
  },
  Practitioner: {
    identifier: IDENTIFIER,
    name: name('name', 'family', 'given', 'text'),
    family: name('name', 'family', 'text'),
    given: name('name', 'given'),
  },
  Location: {
    name: { type: 'string', param: textParam('name') },
    status: token('status', (code) => [LOCATION_STATUS[code] ?? '']),
    partof: reference(['Location'], 'parentId'),
  },
  Appointment: {
    patient: reference(['Patient'], 'patientId'),
    practitioner: reference(['Practitioner'], 'practitionerId'),
    actor: { type: 'reference', param: actorParam() },
    status: token('status'),
    date: {
      type: 'date',
      param: dateParam(({ content }) => startOf(content as unknown as Appointment), {
        narrow: startsAround,
      }),
    },
  },
  Encounter: {
    patient: reference(['Patient'], 'patientId'),
    subject: reference(['Patient'], 'patientId'),
    practitioner: reference(['Practitioner'], 'practitionerId'),
    participant: reference(['Practitioner'], 'practitionerId'),
    location: reference(['Location'], 'locationId'),
    appointment: reference(['Appointment'], 'appointmentId'),
    status: token('status'),
    class: token('class'),
    date: {
      type: 'date',
      param: dateParam(({ content }) => periodOf(content as unknown as Encounter), {
        narrow: lastsAround,
      }),
    },
  },
  AllergyIntolerance: {
    _id: {
      type: 'token',
      param: plain(({ values }) =>
        ok({ where: [], ids: values.flatMap((id) => patientOfAllergy(id) ?? []) }),
      ),
    },
    patient: {
      type: 'reference',
      param: referenceParam(['Patient'], (ids) => ({ where: [], ids })),
    },
  },
};

/** Every parameter that a type is searched by. */
export function paramsOf(type: FhirType): Readonly<Record<string, KnownParam>> {
  return { ...COMMON, ...PARAMS[type] };
}

/** Patient, practitioner, room and clinic take part in an appointment. */
function actorParam(): SearchParam {
  const keys: Readonly<Record<string, readonly string[]>> = {
    Patient: ['patientId'],
    Practitioner: ['practitionerId'],
    Location: ['roomId', 'clinicId'],
  };
  return ({ values, modifier }) => {
    const wanted = values.flatMap((value) => {
      const [id = '', type = modifier] = value.split('/').toReversed();
      const among = type === null ? Object.values(keys).flat() : (keys[type] ?? []);
      return among.map((key) => ({ key, id }));
    });
    const [only] = wanted;
    const where = only && wanted.length === 1 ? [{ key: only.key, anyOf: [only.id] }] : [];
    return ok({
      where,
      test: ({ content }) => {
        const { patientId, slot } = content as unknown as Appointment;
        const actors = { patientId, ...slot } as Readonly<Record<string, unknown>>;
        return wanted.some(({ key, id }) => actors[key] === id);
      },
    });
  };
}

function startOf({ slot }: Appointment): ReturnType<typeof momentOf> | null {
  return slot ? momentOf(slot.start) : null;
}

/** An encounter without an end goes on. */
function periodOf({ period }: Encounter): ReturnType<typeof momentOf> | null {
  if (!period?.start && !period?.end) return null;
  const from = period.start ? Date.parse(period.start) : Number.NEGATIVE_INFINITY;
  const until = period.end ? Date.parse(period.end) + 1 : Number.POSITIVE_INFINITY;
  return { from, until: Math.max(from, until) };
}
