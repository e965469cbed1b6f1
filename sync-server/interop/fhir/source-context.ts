import type { Json } from '#shared/lib/json.ts';
import { parseReference, referenceText } from './reference.ts';

/** What reading one resource needs to know of where it came from. */
export interface SourceContext {
  /** IANA zone of wall times that name none. */
  readonly zone: string;
  /** Which document a reference means; null where it names none that can be found again. */
  readonly idOf: (reference: string, types: readonly string[]) => string | null;
  /** Says what could not be taken over, without its value; for the report. */
  readonly note: (fact: string) => void;
}

/** The document that a Reference element names, if it is of one of the types. */
export function idAt<Id extends string>(
  value: Json | undefined,
  types: readonly string[],
  context: SourceContext,
): Id | undefined {
  const text = referenceText(value);
  if (text === undefined) return undefined;
  const reference = parseReference(text);
  if (reference?.kind === 'resource' && !types.includes(reference.type)) return undefined;
  const id = context.idOf(text, types);
  if (id === null) context.note(`a reference to ${types.join(' or ')} cannot be followed`);
  return (id ?? undefined) as Id | undefined;
}
