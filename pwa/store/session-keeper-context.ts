import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#shared/lib/assert.ts';
import type { SessionKeeper } from './session-keeper.ts';

export const SessionKeeperContext = createContext<SessionKeeper | null>(null);

/** Signs in, locks, changes passwords; `main.tsx` always provides it. */
export function useSessionKeeper(): SessionKeeper {
  const keeper = useContext(SessionKeeperContext);
  assert(keeper, 'main.tsx provides the session keeper');
  return keeper;
}
