import { isMap } from '#shared/lib/json.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { EscrowRequest } from './escrow.ts';
import type { BodyError } from './parse-request.ts';
import { LIMITS } from './protocol-version.ts';

/** What a device hands over, its envelope read; each row is read by itself, so that a bad one never holds back its neighbours (S4). */
export interface ParsedEscrow extends Pick<EscrowRequest, 'protocol'> {
  readonly rows: readonly unknown[];
}

/** Reads the outside of `POST /sync/v1/escrow`, from an app of any age (S17). */
export function parseEscrow(body: unknown): Result<ParsedEscrow, BodyError> {
  if (!isMap(body)) return err({ kind: 'not-readable', where: '/' });
  const { protocol, rows } = body as { readonly protocol?: unknown; readonly rows?: unknown };
  if (!isRange(protocol)) return err({ kind: 'not-readable', where: '/protocol' });
  if (!Array.isArray(rows)) return err({ kind: 'not-readable', where: '/rows' });
  if (rows.length > LIMITS.pushRows) return err({ kind: 'too-large', where: '/rows' });
  return ok({ protocol, rows });
}

function isRange(value: unknown): value is EscrowRequest['protocol'] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((one: unknown) => Number.isSafeInteger(one) && (one as number) >= 0)
  );
}
