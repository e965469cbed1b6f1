import type { WireDocument } from '#shared/domain/envelope.ts';
import { isMap } from '#shared/lib/json.ts';
import { isUuid } from '#shared/lib/uuid.ts';

/** True for a document as it may stand on the wire; what is not is left out and counted, never stored. */
export function isWireDocument(value: unknown): value is WireDocument {
  return (
    isMap(value) &&
    isUuid(value['id']) &&
    typeof value['rev'] === 'string' &&
    Array.isArray(value['trail']) &&
    typeof value['_deleted'] === 'boolean' &&
    isMap(value['content'])
  );
}
