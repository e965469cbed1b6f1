import { isMap, type Json, type JsonMap } from '#shared/lib/json.ts';
import type { JsonItem } from '#server/interop/json-splitter.ts';
import type { ReadOutcome } from '#server/interop/source-record.ts';
import {
  createFhirNames,
  namedResource,
  type FhirNames,
  type NamedResource,
} from './fhir-names.ts';
import { mapsIn, textOf } from './fhir-values.ts';
import { isKept, readResource } from './imported-resource.ts';

export interface FhirReaderDeps {
  readonly source: string;
  readonly zone: string;
  readonly home: string | null;
  readonly isOwn: (id: string) => boolean;
}
/** Reads the resources of an import, file by file. */
export interface FhirReader {
  /** The server whose ids are the source's own, once one was named; to be kept for the next import. */
  home(): string | null;
  beginFile(): void;
  /** First pass: learns what a bundle calls its entries. */
  learn(item: JsonItem): void;
  /** Second pass: what each resource becomes; none, one, or all those of a bundle inside a bundle. */
  read(item: JsonItem): readonly ReadOutcome[];
}

/** Bundles inside bundles are opened so often; deeper ones are refused. */
const MOST_BUNDLES = 4;

export function createFhirReader(deps: FhirReaderDeps): FhirReader {
  const { source, zone } = deps;
  const names = createFhirNames(deps);
  return {
    home: () => names.home(),
    beginFile: () => names.beginFile(),
    learn: (item) => {
      if (item.kind === 'broken') return;
      const value = parse(item.text);
      for (const entry of value ? entriesIn(value, 0) : []) {
        const named = namedResource(entry);
        if (named) names.learn(named);
      }
    },
    read: (item) => {
      if (item.kind === 'broken') return [{ kind: 'refused', reason: item.reason }];
      const value = parse(item.text);
      if (value === null) return [{ kind: 'refused', reason: 'this is not JSON' }];
      return entriesIn(value, 0).flatMap((entry) => readEntry(entry, { names, source, zone }));
    },
  };
}

function parse(text: string): JsonMap | null {
  try {
    const value = JSON.parse(text) as Json;
    return isMap(value) ? value : null;
  } catch {
    return null;
  }
}

/** The entries of a bundle one by one, of bundles in it too; anything else is its own entry. */
function entriesIn(value: JsonMap, depth: number): readonly JsonMap[] {
  const named = namedResource(value);
  if (named?.type !== 'Bundle') return [value];
  if (depth > MOST_BUNDLES) return [{ resourceType: 'Bundle' }];
  return mapsIn(named.resource['entry']).flatMap((entry) => entriesIn(entry, depth + 1));
}

interface EntryDeps {
  readonly names: FhirNames;
  readonly source: string;
  readonly zone: string;
}

function readEntry(entry: JsonMap, deps: EntryDeps): readonly ReadOutcome[] {
  const named = namedResource(entry);
  const method = isMap(entry['request']) ? textOf(entry['request']['method']) : undefined;
  if (!named) {
    return 'request' in entry || 'response' in entry || 'item' in entry
      ? [{ kind: 'left-aside', type: 'entry', reason: 'has no resource' }]
      : [{ kind: 'refused', reason: 'this is no FHIR resource' }];
  }
  const { type } = named;
  if (method === 'DELETE') return [{ kind: 'left-aside', type, reason: 'asks for a deletion' }];
  if (!isKept(type)) return [{ kind: 'left-aside', type, reason: 'not kept here' }];
  if (deps.names.isOwnRecord(named)) {
    return [{ kind: 'left-aside', type, reason: 'is this hospital’s own record' }];
  }
  return [
    ...readContained(named, deps),
    readNamed(named, deps.names.idOfResource(named), { ...deps, inside: named }),
  ];
}

/** Resources inside another one become documents of their own, named after it. */
function readContained(outer: NamedResource, deps: EntryDeps): readonly ReadOutcome[] {
  return mapsIn(outer.resource['contained']).flatMap((inner) => {
    const type = textOf(inner['resourceType']) ?? '';
    const id = textOf(inner['id']);
    if (!isKept(type) || id === undefined) return [];
    const named = { resource: inner, type, fullUrl: undefined };
    const own = deps.names.idOfContained(outer, type, id);
    return [readNamed(named, own, { ...deps, inside: outer })];
  });
}

function readNamed(
  { resource, type }: NamedResource,
  id: string,
  { names, source, zone, inside }: EntryDeps & { readonly inside: NamedResource },
): ReadOutcome {
  const notes: string[] = [];
  try {
    const read = readResource(
      resource,
      {
        zone,
        idOf: (text, types) => names.idOfReference(text, types, inside),
        note: (fact) => void notes.push(fact),
      },
      { id, source },
    );
    if (read.kind === 'refused') return { ...read, reason: `${type}: ${read.reason}` };
    return read.kind === 'taken' ? { ...read, type, notes } : { ...read, type };
  } catch (cause) {
    // One value that no reader foresaw must not end an import of thousands.
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    return { kind: 'refused', reason: `${type}: a value that cannot be read` };
  }
}
