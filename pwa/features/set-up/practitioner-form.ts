import { shownName } from '#shared/domain/human-name.ts';
import type { LocationId } from '#shared/domain/ids.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';

export interface PractitionerFields {
  readonly family: string;
  readonly given: string;
  readonly prefix: string;
  readonly role: string;
  readonly specialty: string;
  readonly clinicId: string;
}

/** A clinician from a form or a table, behind the others. */
export function newPractitioner(fields: PractitionerFields, order: number): Practitioner {
  return {
    names: { official: nameOf(fields) },
    roles: { main: roleOf(fields) },
    isActive: true,
    order,
  };
}

/** The same clinician with the first name and the first role as the form has them; what else is known of them stays. */
export function changedPractitioner(
  before: Practitioner,
  fields: PractitionerFields,
): Practitioner {
  const shown = shownName(before.names);
  const nameKey =
    Object.entries(before.names ?? {}).find(([, name]) => name === shown)?.[0] ?? 'official';
  const [roleKey = 'main'] = Object.keys(before.roles ?? {});
  const { family: _f, given: _g, prefix: _p, text: _t, use: _u, ...kept } = shown ?? {};
  return {
    ...before,
    names: {
      ...before.names,
      [nameKey]: { ...kept, ...nameOf(fields), use: shown?.use ?? 'official' },
    },
    roles: { ...before.roles, [roleKey]: roleOf(fields) },
  };
}

function nameOf(fields: PractitionerFields): NonNullable<Practitioner['names']>[string] {
  const [family, given, prefix] = [fields.family.trim(), fields.given.trim(), fields.prefix.trim()];
  return { use: 'official', family, ...(given ? { given } : {}), ...(prefix ? { prefix } : {}) };
}

function roleOf(fields: PractitionerFields): NonNullable<Practitioner['roles']>[string] {
  const [role, specialty] = [fields.role.trim(), fields.specialty.trim()];
  return {
    ...(role ? { role } : {}),
    ...(specialty ? { specialty } : {}),
    ...(fields.clinicId ? { clinicId: fields.clinicId as LocationId } : {}),
  };
}
