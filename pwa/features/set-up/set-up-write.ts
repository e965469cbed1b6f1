import type { Write } from '#pwa/store/replica.ts';

/** A write that puts a whole content in place of what is there. */
export function newWrite<C extends 'locations' | 'practitioners' | 'schedules'>(
  collection: C,
  { id, content }: { readonly id: string; readonly content: ReturnType<Write<C>['change']> },
): Write {
  return { collection, id, change: () => content } as unknown as Write;
}
