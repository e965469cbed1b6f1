import { nameParts, shownName, type HumanName } from './human-name.ts';
import type { LocationId } from './ids.ts';
import type { Identifier, Telecom } from './patient.ts';

/** A clinician. People who sign in are accounts of the server; one may point at a practitioner. */
export interface Practitioner {
  readonly names?: Readonly<Record<string, HumanName>>;
  readonly identifiers?: Readonly<Record<string, Identifier>>;
  readonly telecom?: Readonly<Record<string, Telecom>>;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
  readonly roles?: Readonly<
    Record<
      string,
      { readonly role?: string; readonly specialty?: string; readonly clinicId?: LocationId }
    >
  >;
  readonly isActive: boolean;
  readonly order?: number;
}

/** "Dr Elena Petrova": how colleagues are named, unlike patients; '' where no name is known. */
export function practitionerName(practitioner: Pick<Practitioner, 'names'> | undefined): string {
  const { family, given, title } = nameParts(shownName(practitioner?.names));
  return [title, given, family].filter(Boolean).join(' ');
}
