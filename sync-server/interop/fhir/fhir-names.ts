import { importedId, isUuid } from '#shared/domain/ids.ts';
import { isMap, type JsonMap } from '#shared/lib/json.ts';
import { mapsIn, textOf } from './fhir-values.ts';
import { isKept } from './imported-resource.ts';
import { parseReference, type Reference } from './reference.ts';

/** What a source itself calls a resource. */
interface Alias {
  readonly type: string;
  readonly original: string;
}

/** Where one import's ids come from. */
export interface NamingDeps {
  readonly source: string;
  /** The server whose ids are the source's own; null until one is named. Kept from import to import. */
  readonly home: string | null;
  /** True for a document that the hospital holds under this very id: its own record, exported and come back. */
  readonly isOwn: (id: string) => boolean;
}
/** A resource as its file names it. */
export interface NamedResource {
  readonly resource: JsonMap;
  readonly type: string;
  readonly fullUrl: string | undefined;
}

/**
 * Which document a resource or a reference of one source means. Ids of the first server that is named are the source's own, so that
 * `Patient/1` and `https://that-server/fhir/Patient/1` are one; those of any other server are kept apart by its address.
 */
export function createFhirNames({ source, isOwn, ...kept }: NamingDeps) {
  let { home } = kept;
  let aliases = new Map<string, Alias>();

  const originalOf = (id: string, base: string | undefined): string => {
    home ??= base ?? null;
    return base === undefined || base === home ? id : `${base}/${id}`;
  };
  const documentOf = ({ type, original }: Alias): string =>
    isUuid(original) && isOwn(original) ? original : importedId(source, type, original);
  const aliasOf = ({ resource, type, fullUrl }: NamedResource): Alias => {
    const id = textOf(resource['id']);
    const url = parseReference(fullUrl);
    if (url?.kind === 'resource') return { type, original: originalOf(id ?? url.id, url.base) };
    if (id !== undefined) return { type, original: id };
    // Without any name the resource's own text stands in, so that it is known when it comes again.
    const text = url?.kind === 'urn' ? uuidOf(url.urn) : `#${JSON.stringify(resource)}`;
    return { type, original: text };
  };
  /** The id of a resource inside another one. */
  const idOfContained = (outer: NamedResource, type: string, id: string): string =>
    importedId(source, type, `${outer.type}/${aliasOf(outer).original}#${id}`);

  return {
    home: (): string | null => home,
    /** Names of entries count within their own file. */
    beginFile: (): void => void (aliases = new Map()),
    /** Learns what a bundle calls an entry, before anything that refers to it is read. */
    learn: (named: NamedResource): void => {
      const url = parseReference(named.fullUrl);
      if (url?.kind === 'urn' && isKept(named.type)) aliases.set(url.urn, aliasOf(named));
    },
    isOwnRecord: (named: NamedResource): boolean => isOwn(aliasOf(named).original),
    idOfResource: (named: NamedResource): string => documentOf(aliasOf(named)),
    idOfContained,
    /** Null where the reference names nothing of these types. */
    idOfReference: (
      text: string,
      types: readonly string[],
      inside: NamedResource,
    ): string | null => {
      const reference = parseReference(text);
      if (reference?.kind === 'contained') {
        const type = typeOfContained(inside, reference.id);
        return types.includes(type) ? idOfContained(inside, type, reference.id) : null;
      }
      const alias = aliasOfReference(reference, { aliases, types, inside, originalOf });
      return alias && types.includes(alias.type) ? documentOf(alias) : null;
    },
  };
}
export type FhirNames = ReturnType<typeof createFhirNames>;

function aliasOfReference(
  reference: Reference | null,
  known: {
    readonly aliases: ReadonlyMap<string, Alias>;
    readonly types: readonly string[];
    readonly inside: NamedResource;
    readonly originalOf: (id: string, base: string | undefined) => string;
  },
): Alias | null {
  if (reference?.kind === 'urn') {
    const assumed = { type: known.types[0] ?? '', original: uuidOf(reference.urn) };
    return known.aliases.get(reference.urn) ?? assumed;
  }
  if (reference?.kind !== 'resource') return null;
  // A relative reference counts from the server that its own resource lives on.
  const around = parseReference(known.inside.fullUrl);
  const base = reference.base ?? (around?.kind === 'resource' ? around.base : undefined);
  return { type: reference.type, original: known.originalOf(reference.id, base) };
}

function typeOfContained({ resource }: NamedResource, id: string): string {
  const inner = mapsIn(resource['contained']).find((one) => textOf(one['id']) === id);
  return textOf(inner?.['resourceType']) ?? '';
}

function uuidOf(urn: string): string {
  return urn.replace(/^urn:(uuid|oid):/, '');
}

/** The resource of a bundle's entry, or a resource that stands alone; null where there is none. */
export function namedResource(value: JsonMap): NamedResource | null {
  const isEntry = typeof value['resourceType'] !== 'string';
  const resource = isEntry ? value['resource'] : value;
  if (!isMap(resource)) return null;
  const type = textOf(resource['resourceType']);
  if (type === undefined) return null;
  return { resource, type, fullUrl: isEntry ? textOf(value['fullUrl']) : undefined };
}
