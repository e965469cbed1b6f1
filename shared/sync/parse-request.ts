import * as v from 'valibot';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { isUuid } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { AckRequest } from './ack.ts';
import type { DigestRequest } from './digest.ts';
import type { DirectoryRequest } from './directory.ts';
import { LIMITS } from './protocol-version.ts';
import type { PullRequest } from './pull.ts';
import type { SessionRequest } from './session.ts';

/** Why a body is not taken; `where` points at the first thing that is wrong and never repeats it. */
export interface BodyError {
  readonly kind: 'not-readable' | 'too-large';
  readonly where: string;
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const short = v.pipe(v.string(), v.maxLength(200));
const instant = v.pipe(
  short,
  v.check((at) => !Number.isNaN(Date.parse(at)), 'an instant'),
);

const session = v.looseObject({
  protocol: v.tuple([whole, whole]),
  appVersion: short,
  clock: instant,
  mrnLeft: whole,
  mutations: v.exactOptional(whole),
  contact: v.exactOptional(v.nullable(short)),
});
const pull = v.looseObject({
  collection: v.picklist(COLLECTIONS),
  checkpoint: v.nullable(v.looseObject({ epoch: short, scopes: v.record(short, whole) })),
  limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
const directory = v.looseObject({ epoch: v.nullable(short), after: whole });
const digest = v.looseObject({
  collection: v.picklist(COLLECTIONS),
  checkpoint: v.looseObject({ epoch: short, scopes: v.record(short, whole) }),
  ask: v.variant('kind', [
    v.looseObject({ kind: v.literal('buckets') }),
    v.looseObject({
      kind: v.literal('bucket'),
      bucket: v.pipe(v.string(), v.regex(/^[0-9a-f]{2}$/)),
    }),
    v.looseObject({
      kind: v.literal('documents'),
      ids: v.pipe(v.array(v.custom<string>(isUuid)), v.maxLength(LIMITS.digestDocuments)),
    }),
  ]),
});
const ack = v.looseObject({
  checkpoints: v.record(short, whole),
  unsent: whole,
  oldestUnsent: v.nullable(instant),
  storage: v.nullable(v.looseObject({ used: amount, quota: amount, isPersisted: v.boolean() })),
  appVersion: short,
  person: v.exactOptional(v.nullable(short)),
  kind: v.picklist(['tablet', 'desktop', 'phone']),
  clock: instant,
  contact: v.exactOptional(short),
  mutations: v.exactOptional(whole),
  repaired: v.exactOptional(whole),
  vitals: v.pipe(
    v.array(
      v.looseObject({
        name: v.picklist(['LCP', 'FCP', 'INP', 'CLS', 'TTFB', 'slow-action']),
        value: amount,
        where: short,
      }),
    ),
    v.maxLength(LIMITS.vitals),
  ),
});

/** Reads `POST /sync/v1/session`. */
export function parseSession(body: unknown): Result<SessionRequest, BodyError> {
  return parse(session, body);
}

/** Reads `POST /sync/v1/pull`; a limit beyond ours is cut to it. */
export function parsePull(body: unknown): Result<PullRequest, BodyError> {
  const read = parse<PullRequest>(pull, body);
  if (!read.ok) return read;
  return ok({ ...read.value, limit: Math.min(read.value.limit, LIMITS.pullRows) });
}

/** Reads `POST /sync/v1/directory`. */
export function parseDirectory(body: unknown): Result<DirectoryRequest, BodyError> {
  return parse(directory, body);
}

/** Reads `POST /sync/v1/digest`. */
export function parseDigest(body: unknown): Result<DigestRequest, BodyError> {
  return parse(digest, body);
}

/** Reads `POST /sync/v1/ack`. */
export function parseAck(body: unknown): Result<AckRequest, BodyError> {
  return parse(ack, body);
}

function parse<T>(schema: v.GenericSchema, body: unknown): Result<T, BodyError> {
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return ok(parsed.output as T);
  const [issue] = parsed.issues;
  const where = `/${(v.getDotPath(issue) ?? '').replaceAll('.', '/')}`;
  return err({ kind: 'not-readable', where });
}
