import { HARSHER, type planOf } from './world/plan.ts';
import { REAL_PARTS, type Parts } from './world/world.ts';

/** What keeps the documents on a tablet: the model of RxDB, or RxDB over one of its storages. */
export const KEEPS = ['model', 'memory', 'dexie', 'sealed'] as const;
export type Keeps = (typeof KEEPS)[number];

/** The product's parts over what keeps its documents; RxDB is loaded only where it is asked for. */
export async function partsOf(keeps: Keeps): Promise<Parts> {
  if (keeps === 'model') return REAL_PARTS;
  const { realTablets } = await import('./real/pages.ts');
  return { ...REAL_PARTS, tablet: await realTablets(keeps) };
}

/** How often what happens there. */
export function weightsOf(keeps: Keeps): Parameters<typeof planOf>[3] {
  return keeps === 'model' ? {} : HARSHER;
}
