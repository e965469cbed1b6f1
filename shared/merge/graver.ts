import type { Json } from '#shared/lib/json.ts';

/** Values from harmless to grave; what is not named weighs nothing. */
const GRAVITY: Readonly<Record<string, readonly string[]>> = {
  criticality: ['low', 'unable-to-assess', 'high'],
  severity: ['mild', 'moderate', 'severe'],
  clinicalStatus: ['resolved', 'inactive', 'active'],
  verification: ['entered-in-error', 'refuted', 'unconfirmed', 'confirmed'],
  status: ['entered-in-error', 'inactive', 'active'],
};

/** Which reading of an allergy's or alert's field would harm more if it were missed; equal weights leave the master's (M3). */
export function gravest(
  path: string,
  master: Json | undefined,
  mine: Json | undefined,
): 'master' | 'mine' {
  const scale = GRAVITY[path.split('/').at(-1) ?? ''] ?? [];
  const weigh = (value: Json | undefined): number => scale.indexOf(String(value));
  return weigh(mine) > weigh(master) ? 'mine' : 'master';
}
