import { isMap, type Json } from '#shared/lib/json.ts';
import { textOf } from './fhir-values.ts';

/** What a reference names: an entry of its bundle, a resource inside its own, or a resource of this or another server. */
export type Reference =
  | { readonly kind: 'urn'; readonly urn: string }
  | { readonly kind: 'contained'; readonly id: string }
  | {
      readonly kind: 'resource';
      readonly type: string;
      readonly id: string;
      /** Address of the server, where the reference names one. */
      readonly base?: string;
    };

const RESOURCE =
  /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/;

/** Reads the text of a reference; null where it names nothing that can be found again (a search, an empty text). */
export function parseReference(text: string | undefined): Reference | null {
  if (!text) return null;
  if (/^urn:(uuid|oid):\S+$/i.test(text)) return { kind: 'urn', urn: text.toLowerCase() };
  if (text.startsWith('#')) return { kind: 'contained', id: text.slice(1) };
  const [, base, type, id] = RESOURCE.exec(text) ?? [];
  if (!type || !id) return null;
  return { kind: 'resource', type, id, ...(base ? { base } : {}) };
}

/** The text of a Reference element, where it has one. */
export function referenceText(value: Json | undefined): string | undefined {
  return isMap(value) ? textOf(value['reference']) : undefined;
}
