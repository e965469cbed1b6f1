import * as v from 'valibot';
import { ENCODINGS, FILE_LIMITS } from '#shared/sync/files.ts';
import { PEOPLE_FIELDS } from '#shared/tables/people-fields.ts';
import { FILE_FIELDS } from '#shared/tables/row-of-person.ts';

/** What the routes of files take in. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const line = v.pipe(
  v.string(),
  v.maxLength(255),
  v.check((text: string) => !/[\p{Cc}\p{Cs}]/u.test(text)),
);

export const newFileBody = v.variant('kind', [
  v.strictObject({
    kind: v.literal('import'),
    name: line,
    bytes: v.pipe(count, v.minValue(1), v.maxValue(FILE_LIMITS.bytes)),
    lastModified: count,
  }),
  v.strictObject({
    kind: v.literal('export'),
    format: v.picklist(['csv', 'fhir-bundle', 'fhir-ndjson']),
    headings: v.nullable(v.pipe(v.array(line), v.length(FILE_FIELDS.length))),
  }),
]);

const table = v.strictObject({
  hasHeader: v.boolean(),
  columns: v.pipe(v.array(v.nullable(v.picklist(PEOPLE_FIELDS))), v.maxLength(500)),
  dates: v.picklist(['day-first', 'month-first']),
  calendar: v.picklist(['gregorian', 'buddhist']),
  m: v.picklist(['male', 'female']),
});
const settings = v.strictObject({
  source: v.pipe(v.string(), v.regex(/^[\w.:/-]{1,100}$/)),
  encoding: v.picklist(ENCODINGS),
  table: v.nullable(table),
});

export const fileStepBody = v.variant('step', [
  v.strictObject({ step: v.literal('check'), settings }),
  v.strictObject({ step: v.literal('write'), twins: v.picklist(['leave-out', 'take']) }),
  v.strictObject({ step: v.literal('go-on') }),
  v.strictObject({ step: v.literal('stop') }),
]);
