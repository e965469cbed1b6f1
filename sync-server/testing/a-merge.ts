import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import { pairIdOf, pairOf, type Pair, type Side } from '#shared/domain/pair.ts';
import type { Person } from '#shared/domain/person.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import type { PushResult } from '#shared/sync/push.ts';
import { aChange, anEntry, aRow, NOW, type TestHospital } from './a-hospital.ts';

/** A decision about two records as a desk sends it; `before` is the decision it knew of. */
export interface Decided {
  readonly into?: string;
  readonly fields?: Readonly<Record<string, Side>>;
  readonly before?: Json | undefined;
  readonly by?: Person;
}

/** What a records officer's desk says of two records: one person's, if `into` names the survivor, else two persons'. */
export function aDecision(
  hospital: TestHospital,
  [a, b]: readonly [string, string],
  { into, fields = {}, before, by = hospital.doctor }: Decided = {},
): { readonly id: string; readonly entry: TrailEntry } {
  const { one, other } = pairOf(a as PatientId, b as PatientId);
  const said = { by: by.id, at: NOW };
  const after: JsonMap =
    into === undefined
      ? { kind: 'different', ...said }
      : { kind: 'same', survivor: into, fields: fields as JsonMap, ...said };
  const pair: readonly Change[] = [
    aChange('/one', undefined, one),
    aChange('/other', undefined, other),
  ];
  const changes = [...(before === undefined ? pair : []), aChange('/decision', before, after)];
  const action = { id: pairIdOf(a, b) as never, name: 'decide pair' };
  return { id: pairIdOf(a, b), entry: anEntry(by, changes, { action }) };
}

/** Sends a decision and answers what became of it. */
export async function decidePair(
  hospital: TestHospital,
  pair: readonly [string, string],
  decided: Decided = {},
): Promise<PushResult | undefined> {
  const known = (await pairNow(hospital, pair))?.decision as unknown as Json | undefined;
  const { id, entry } = aDecision(hospital, pair, { before: known, ...decided });
  return (await hospital.push('pairs', aRow(id, entry)))[0];
}

/** What the hospital says of two records. */
export async function pairNow(
  hospital: TestHospital,
  [a, b]: readonly [string, string],
): Promise<Pair | undefined> {
  return (await hospital.content('pairs', pairIdOf(a, b))) as unknown as Pair | undefined;
}
