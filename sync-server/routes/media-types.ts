import { FILE_LIMITS } from '#shared/sync/files.ts';
import { PHOTO_BYTES, PHOTO_TYPES } from '#server/services/photos.ts';
import { BLOB_LIMITS, BLOB_TYPE } from '#shared/sync/blob.ts';
import { HUMAN_BODY_BYTES } from './read-json.ts';

/** Why a photo was not taken. */
export const NOT_A_PHOTO = `Send a picture with its content-type: ${PHOTO_TYPES.join(', ')}.`;

/** What a route takes as its body. */
interface Takes {
  readonly types: readonly string[];
  readonly bytes: number;
  readonly refusal: 'not-json' | 'not-a-photo' | 'not-a-part';
  readonly detail: string;
}
const JSON_ONLY: Takes = {
  types: ['application/json'],
  bytes: HUMAN_BODY_BYTES,
  refusal: 'not-json',
  detail: 'Send content-type: application/json.',
};
/** Pictures, like JSON, are nothing that a page of another site can send without asking first (CORS). */
const PHOTO: Takes = {
  types: PHOTO_TYPES,
  bytes: PHOTO_BYTES,
  refusal: 'not-a-photo',
  detail: NOT_A_PHOTO,
};

/** What a document names by its hash; how large it may be is judged with it. */
const BLOB: Takes = {
  types: [BLOB_TYPE],
  bytes: BLOB_LIMITS.bytes,
  refusal: 'not-a-photo',
  detail: `Send content-type: ${BLOB_TYPE}.`,
};

/** So is a part of a file, whatever is in it. */
const PART: Takes = {
  types: ['application/octet-stream'],
  bytes: FILE_LIMITS.partBytes,
  refusal: 'not-a-part',
  detail: 'Send content-type: application/octet-stream.',
};

const TAKEN: ReadonlyMap<string, Takes> = new Map([
  ['PUT /api/v1/people/:id/photo', PHOTO],
  ['PUT /sync/v1/blob/:hash', BLOB],
  ['PUT /api/v1/files/:id/part/:from', PART],
]);

/** The type that a request names for its body, without parameters; '' where it names none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** What the route with this method and pattern takes; JSON unless it is named here. */
export function takenBy(method: string, pattern: string): Takes {
  return TAKEN.get(`${method} ${pattern}`) ?? JSON_ONLY;
}
