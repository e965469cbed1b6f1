import type { Identifier, Patient } from './patient.ts';
import { shownName, type HumanName } from './human-name.ts';
import type { PatientId } from './ids.ts';

/** Who somebody is, as far as is known: a newborn has a mother and no name of their own yet; of an unknown person only what is seen. */
export type Identity =
  | { readonly kind: 'known' | 'unknown' }
  | { readonly kind: 'newborn'; readonly motherId: PatientId };

const USES = { unknown: 'anonymous', newborn: 'temp' } as const;
const STANDING_IN: ReadonlySet<HumanName['use']> = new Set(Object.values(USES));

/** True for a name that only stands in for one that nobody knows, or that nobody has given yet. */
export function isStandIn(name: HumanName | undefined): boolean {
  return STANDING_IN.has(name?.use);
}

/** The person with every name called what it is: one that stands in. A newborn is linked to the mother. */
export function standingIn(patient: Patient, identity: Identity): Patient {
  if (identity.kind === 'known') return patient;
  const use = USES[identity.kind];
  const names = Object.entries(patient.names ?? {}).map(([key, name]) => [key, { ...name, use }]);
  const called = { ...patient, names: Object.fromEntries(names) };
  return identity.kind === 'newborn' ? { ...called, motherId: identity.motherId } : called;
}

/**
 * The names once the real one is known: it stands beside the one that stood in, which stays as a former name. Its key follows from that
 * one's, so that two desks that learn two different names meet in one entry, and people decide (M2).
 */
export function namesOnceKnown(
  names: Readonly<Record<string, HumanName>>,
  key: string,
  real: HumanName,
): Readonly<Record<string, HumanName>> {
  return {
    ...names,
    [key]: { ...names[key], use: 'old' },
    [`${key}-known`]: { ...real, use: 'official' },
  };
}

/** The temporary number that still stands in for one of the hospital's; undefined where there is none, or it is known only by a name that stands in. */
export function toPromote(patient: Patient): string | undefined {
  const all = Object.entries(patient.identifiers ?? {});
  if (all.some(([, { kind }]) => kind === 'mrn') || isStandIn(shownName(patient.names)))
    return undefined;
  return all.find(([, { kind }]) => kind === 'temporary')?.[0];
}

/** Gives a person the hospital's own number; the temporary one stays as a former number, so that what was printed with it is still found. */
export function promoted(patient: Patient, mrn: string): Patient {
  const key = toPromote(patient);
  const temporary = key === undefined ? undefined : patient.identifiers?.[key];
  if (key === undefined || !temporary) return patient;
  const identifiers: Readonly<Record<string, Identifier>> = {
    ...patient.identifiers,
    [key]: { ...temporary, use: 'old' },
    // As for names: two desks that promote at the same time meet in one entry.
    [`${key}-mrn`]: { kind: 'mrn', value: mrn },
  };
  return { ...patient, identifiers };
}
