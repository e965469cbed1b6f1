import { signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PersonHit } from '#pwa/workers/people-index.ts';

export type { PersonHit } from '#pwa/workers/people-index.ts';
export type FinderState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'reading'; readonly read: number; readonly total: number }
  | { readonly kind: 'ready'; readonly people: number };

/** Finds people over all that this device holds, off the page. Answers while it is still reading; `state` says how far it is. */
export interface PeopleFinder {
  readonly state: ReadonlySignal<FinderState>;
  find(text: string): Promise<readonly PersonHit[]>;
  /** Who is in my ward or on today's list stands before others who fit as well. */
  putNear(ids: readonly string[]): void;
}
/** Before the replica is open nobody is found. */
export const NOBODY: PeopleFinder = {
  state: signal({ kind: 'starting' }),
  find: () => Promise.resolve([]),
  putNear: () => undefined,
};
export const FinderContext = createContext<ReadonlySignal<PeopleFinder>>(signal(NOBODY));

/** The finder of this page. */
export function usePeopleFinder(): PeopleFinder {
  return useContext(FinderContext).value;
}
