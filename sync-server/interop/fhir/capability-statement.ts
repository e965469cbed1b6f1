import type { JsonMap } from '#shared/lib/json.ts';

export interface CapabilityDeps {
  /** The address of the API. */
  readonly base: string;
  readonly version: string;
  readonly resources: readonly {
    readonly type: string;
    readonly params: Readonly<Record<string, { readonly type: string }>>;
  }[];
}

/** What the read API can do, as FHIR R4 says it. */
export function capabilityStatement({ base, version, resources }: CapabilityDeps): JsonMap {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-26',
    kind: 'instance',
    software: { name: 'Wardline', version },
    implementation: { description: 'The hospital’s copy, read-only', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: {
          description:
            'A bearer token from "npm run admin -- token". Records that are marked restricted, and what belongs to them, are opened by people only and answer no token.',
        },
        resource: resources.map(({ type, params }) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          versioning: 'versioned',
          searchParam: Object.entries(params).map(([name, param]) => ({ name, type: param.type })),
        })),
      },
    ],
  };
}
