import type { Contact, Patient } from '#shared/domain/patient.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import {
  codesOf,
  conceptText,
  dateOf,
  instantOf,
  keyed,
  mapOf,
  mapsIn,
  oneOf,
  textOf,
} from './fhir-values.ts';
import { maritalWord } from './marital-status.ts';
import {
  addressesOf,
  identifiersOf,
  namesOf,
  relationshipText,
  sexOf,
  spokenName,
  telecomOf,
} from './person-parts.ts';
import { idAt, type SourceContext } from './source-context.ts';

/** A FHIR Patient as the hospital's own; allergies are resources of their own. Photos, narratives and unknown extensions are left aside. */
export function patientFromFhir(resource: JsonMap, context: SourceContext): Patient {
  const birthDate = dateOf(resource['birthDate']);
  if (birthDate === undefined && textOf(resource['birthDate']) !== undefined) {
    context.note('birthDate is no date');
  }
  return known({
    identifiers: identifiersOf(resource['identifier']),
    names: namesOf(resource['name']),
    birthDate,
    sex: sexOf(resource),
    deceased: deceasedOf(resource, context),
    telecom: telecomOf(resource['telecom']),
    addresses: addressesOf(resource['address']),
    contacts: contactsOf(resource['contact']),
    languages: languagesOf(resource['communication']),
    maritalStatus: maritalWord(resource['maritalStatus']),
    links: linksOf(resource['link'], context),
    isRestricted: isRestricted(resource) || undefined,
  });
}

function deceasedOf(resource: JsonMap, { zone }: SourceContext): Patient['deceased'] {
  const when = textOf(resource['deceasedDateTime']);
  if (when !== undefined) {
    // A day or a year stays as exact as it was said.
    const at = when.includes('T') ? instantOf(when, zone) : dateOf(when);
    return known({ at });
  }
  return resource['deceasedBoolean'] === true ? {} : undefined;
}

function contactsOf(value: Json | undefined): Patient['contacts'] {
  const contacts = mapsIn(value).flatMap((contact): Contact[] => {
    const relationship = relationshipText(contact['relationship']);
    const phone = mapsIn(contact['telecom'])
      .filter((entry) => ['phone', 'sms'].includes(textOf(entry['system']) ?? 'phone'))
      .map((entry) => textOf(entry['value']))
      .find(Boolean);
    const organization = mapsIn(contact['organization'])[0]?.['display'];
    const name =
      spokenName(contact['name']) ?? textOf(organization) ?? (phone ? relationship : undefined);
    return name === undefined ? [] : [known({ name, relationship, phone })];
  });
  return mapOf(keyed(contacts, () => 'contact'));
}

/** Keyed by the language itself, as the app does. */
function languagesOf(value: Json | undefined): Patient['languages'] {
  const languages = mapsIn(value).flatMap((entry) => {
    const code = codesOf(entry['language'])[0] ?? conceptText(entry['language']);
    if (!code || !/^[A-Za-z0-9-]{1,35}$/.test(code)) return [];
    return [[code, entry['preferred'] === true ? { code, isPreferred: true } : { code }] as const];
  });
  return mapOf(languages);
}

function linksOf(value: Json | undefined, context: SourceContext): Patient['links'] {
  const links = mapsIn(value).flatMap((link) => {
    const kind = oneOf(['replaced-by', 'replaces'], textOf(link['type']));
    const patientId = idAt(link['other'], ['Patient'], context);
    return kind && patientId ? [{ kind, patientId: patientId as string }] : [];
  });
  return mapOf(keyed(links, ({ kind }) => kind));
}

/** True where the record is labelled restricted or very restricted. */
function isRestricted(resource: JsonMap): boolean {
  const labels = mapsIn(mapsIn(resource['meta'])[0]?.['security']);
  return labels.some((label) => ['R', 'V'].includes(textOf(label['code']) ?? ''));
}
