import type { JsonMap } from '#shared/lib/json.ts';

/** `id` and `meta` of the version that is written; `isRestricted` labels the record as such. */
export type Version = (isRestricted: boolean) => { readonly id: string; readonly meta: JsonMap };

export interface StoredVersion {
  readonly id: string;
  readonly rev: string;
  readonly acceptedAt: string;
}

const RESTRICTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  code: 'R',
  display: 'restricted',
};

export function versionOf({ id, rev, acceptedAt }: StoredVersion): Version {
  return (isRestricted) => ({
    id,
    meta: {
      versionId: versionIdOf(rev),
      lastUpdated: acceptedAt,
      ...(isRestricted ? { security: [RESTRICTED] } : {}),
    },
  });
}

/** A revision as a FHIR version id: letters, digits, `-` and `.`, at most 64 of them. */
export function versionIdOf(rev: string): string {
  return rev.replaceAll(/[^A-Za-z0-9.-]/g, '-').slice(-64) || '0';
}

export function referenceTo(type: string, id: string): JsonMap {
  return { reference: `${type}/${id}` };
}
